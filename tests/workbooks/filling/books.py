"""Templates as offices make them: headings, a chart, a formula, a conditional format, and a text among the figures."""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName


def town_table(rows=4):
    """Towns from row 5 down, with a chart, a sum below the rows kept free, and two named ranges."""
    book = Workbook()
    sheet = book.active
    sheet.title = "表1 会议"
    sheet["A1"] = "{{单位}}精简会议情况表"
    sheet["A1"].font = Font(name="黑体", sz=18)
    sheet["A2"] = "截至{{截至日期}}，编号{{导出编号}}，会议{{会议.统计口径.本年累计}}次，同比{{会议.统计口径.同比}}"
    sheet.append(["乡镇", "统计口径", "全口径", "合计"])
    sheet["A5"], sheet["B5"], sheet["C5"] = "{{单位.名称}}", "{{ 单位.会议.统计口径 }}", "{{单位.会议.全口径}}"
    sheet["B5"].font = Font(b=True)
    for row in range(5, 5 + rows):
        sheet[f"D{row}"] = f"=B{row}+C{row}"
    sheet[f"B{5 + rows}"] = f"=SUM(B5:B{4 + rows})"
    sheet.conditional_formatting.add("B5:B20", CellIsRule("greaterThan", ["3"], fill=PatternFill(bgColor="F4B6AE")))
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=5, max_row=4 + rows))
    chart.set_categories(Reference(sheet, min_col=1, min_row=5, max_row=4 + rows))
    sheet.add_chart(chart, "F3")
    named = book.create_sheet("附表")
    named["B2"] = "按名称填"
    book.defined_names["会议.全口径.本年累计"] = DefinedName("会议.全口径.本年累计", attr_text="附表!$C$2")
    book.defined_names["月份.会议.统计口径"] = DefinedName("月份.会议.统计口径", attr_text="附表!$C$5:$C$16")
    book.defined_names["我们的区域"] = DefinedName("我们的区域", attr_text="附表!$A$1:$B$2")
    return saved(book)


def saved(book):
    content = BytesIO()
    book.save(content)
    return content.getvalue()
