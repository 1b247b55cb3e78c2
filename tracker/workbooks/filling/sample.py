"""A template to begin with: what the names look like in a sheet laid out as offices lay theirs out."""

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference

from tracker.workbooks.books import Book
from tracker.workbooks.cells import Entry, put
from tracker.workbooks.sheets import add_sheet, set_up_page, write_block
from tracker.workbooks.styles import new_workbook

FILE_NAME = "自备模板样例.xlsx"
_HEADS = ("乡镇（街道）", "会议", "全年限额", "状态", "发文", "全年限额", "状态", "占用人时")
_NAMES = (
    "单位.名称",
    "单位.会议.统计口径",
    "单位.会议.全年限额",
    "单位.会议.状态",
    "单位.发文.统计口径",
    "单位.发文.全年限额",
    "单位.发文.状态",
    "单位.人时",
)
_STYLES = ("text", "count", "count", "centred", "count", "count", "centred", "count")
_FIRST, _ROWS = 5, 28


def sample_template() -> Workbook:
    """One sheet with rows for 28 offices, a sum, and a chart over them. Its names are Chinese, as all names are."""
    book: Book = new_workbook()
    sheet = add_sheet(book, "表1 会议文件情况", (20, 10, 10, 12, 10, 10, 12, 11))
    write_block(sheet, 1, 1, 8, Entry("{{单位}}精简会议文件情况表", "title"))
    write_block(sheet, 2, 1, 5, Entry("截至{{截至日期}}　口径：{{口径名称}}　单位：次、件、人时", "subtitle"))
    write_block(sheet, 2, 6, 8, Entry("导出编号：{{导出编号}}", "subtitle right"))
    sheet.row_dimensions[1].height = 30
    _write_sums(book)
    for column, head in enumerate(_HEADS, start=1):
        put(sheet, 4, column, Entry(head, "head"))
    for row in range(_FIRST, _FIRST + _ROWS):
        for column, style in enumerate(_STYLES, start=1):
            put(sheet, row, column, Entry("{{" + _NAMES[column - 1] + "}}" if row == _FIRST else None, style))
    _add_chart(book)
    sheet.freeze_panes = f"B{_FIRST}"
    set_up_page(sheet, "自备模板", heads="4:4")
    return book


def _write_sums(book: Workbook) -> None:
    """Above the rows, so that they need not be moved when there are more offices."""
    sheet = book.worksheets[0]
    put(sheet, 3, 1, Entry("合计（全县，不重复）", "text total"))
    fields = ("本年累计", "全年限额", "状态")
    names = [f"{kind}.统计口径.{field}" for kind in ("会议", "发文") for field in fields] + ["人时"]
    for column, (name, style) in enumerate(zip(names, _STYLES[1:], strict=True), start=2):
        put(sheet, 3, column, Entry("{{" + name + "}}", f"{style} total"))


def _add_chart(book: Workbook) -> None:
    sheet = book.worksheets[0]
    chart = BarChart()
    chart.title, chart.height, chart.width = "会议数（统计口径）", 9, 18
    chart.add_data(Reference(sheet, min_col=2, min_row=_FIRST, max_row=_FIRST + 19))
    chart.set_categories(Reference(sheet, min_col=1, min_row=_FIRST, max_row=_FIRST + 19))
    chart.legend = None
    chart.x_axis.delete = chart.y_axis.delete = False
    sheet.add_chart(chart, "J3")
