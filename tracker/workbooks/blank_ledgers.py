"""Blank ledgers (空白台账) to fill in, one per kind, with headings and words that the import understands.

They are Chinese in every language of the pages, as ledgers are.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from django.utils.translation import override
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.workbooks.cells import Entry, put, put_row
from tracker.workbooks.sheets import add_sheet, height_of, set_up_page, write_title
from tracker.workbooks.styles import new_workbook

HEAD_ROW, EXAMPLE_ROW, FIRST_ROW = 4, 5, 6
PREPARED = 300  # rows with formats and choices; what is typed below them is read all the same
PRINTED = 22  # empty rows on the printed page
REQUIRED = "＊"
_HOW = (
    "每个事项占一行，只登记已经发生的事项。表格可以加行，列可以换顺序，不用的列可以删去。",
    f"表头带{REQUIRED}的必填，其余可不填；不填的时长、人数按工时标准计算。",
    "涉密事项请勿填写；带有密级标志的行一律不导入，也不留存。",
)
ROOM = 22.0  # points: a row to write into by hand
EXAMPLE = "示例"
MARGIN = 0.35


@dataclass(frozen=True, slots=True)
class Blank:
    """A column to fill in. how: what to write, for the sheet 填写说明. style: text, centred, date, time or count."""

    head: str
    width: float
    example: Any
    how: str
    style: str = "centred"
    choices: Sequence[str] = field(default=())
    is_required: bool = False

    @property
    def heading(self) -> str:
        return REQUIRED + self.head if self.is_required else self.head


def blank_ledger(kind: str) -> Workbook:
    """A workbook with the ledger to fill in and a sheet that says how."""
    with override("zh-hans"):
        return blank_book(_NAMES[Kind(kind)], _COLUMNS[Kind(kind)](), _HOW)


def blank_book(name: str, columns: Sequence[Blank], how: Sequence[str]) -> Workbook:
    """A sheet to fill in and one that says how. how: sentences that stand above those of the columns."""
    workbook = new_workbook()
    _add_ledger(workbook, name, columns)
    _add_instructions(workbook, columns, how)
    return workbook


def file_name(kind: str) -> str:
    return f"空白{_NAMES[Kind(kind)]}.xlsx"


def _add_ledger(workbook: Workbook, name: str, columns: Sequence[Blank]) -> None:
    sheet = add_sheet(workbook, name, [5.5, *(column.width for column in columns)])
    count = len(columns) + 1
    write_title(sheet, name, "填报单位：", "填报日期：        年    月    日", count)
    put(
        sheet,
        HEAD_ROW - 1,
        1,
        Entry(f"带{REQUIRED}的必填，其余可不填；第 {EXAMPLE_ROW} 行是示例，不导入。", "subtitle"),
    )
    put_row(sheet, HEAD_ROW, [Entry("序号", "head"), *(Entry(column.heading, "head") for column in columns)])
    example = [Entry(EXAMPLE, "centred"), *(Entry(column.example, column.style) for column in columns)]
    put_row(sheet, EXAMPLE_ROW, example, "quiet")
    for row in range(FIRST_ROW, FIRST_ROW + PREPARED):
        put_row(sheet, row, [Entry(None, "plain"), *(Entry(None, column.style) for column in columns)])
        sheet.row_dimensions[row].height = ROOM
    _set_heights(sheet, columns)
    for number, column in enumerate(columns, start=2):
        _offer(sheet, get_column_letter(number), column)
    sheet.freeze_panes = f"C{FIRST_ROW}"
    set_up_page(sheet, name, heads=f"{HEAD_ROW}:{HEAD_ROW}", margin=MARGIN)
    sheet.print_area = f"A1:{get_column_letter(count)}{FIRST_ROW + PRINTED - 1}"


def _set_heights(sheet: Worksheet, columns: Sequence[Blank]) -> None:
    sheet.row_dimensions[HEAD_ROW].height = max(height_of(column.heading, column.width + 1) for column in columns)
    texts = [(column.example, column.width) for column in columns if isinstance(column.example, str)]
    sheet.row_dimensions[EXAMPLE_ROW].height = max(height_of(text, width) for text, width in texts)


def _offer(sheet: Worksheet, letter: str, column: Blank) -> None:
    """The words to choose from. Others are not refused: the import understands more than the list holds."""
    if not column.choices:
        return
    words = ",".join(column.choices)
    offered = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True, showErrorMessage=False)
    offered.promptTitle, offered.prompt, offered.showInputMessage = column.head, column.how, True
    sheet.add_data_validation(offered)
    offered.add(f"{letter}{EXAMPLE_ROW}:{letter}{FIRST_ROW + PREPARED - 1}")


def _add_instructions(workbook: Workbook, columns: Sequence[Blank], how: Sequence[str]) -> None:
    """One column of sentences, which the import passes over."""
    sheet = add_sheet(workbook, "填写说明", [96])
    put(sheet, 1, 1, Entry("填写说明", "title"))
    sheet.row_dimensions[1].height = 30
    lines = [
        *how,
        *(f"“{column.head}”一栏，{column.how}" + ("必填。" if column.is_required else "") for column in columns),
    ]
    for row, line in enumerate(lines, start=2):
        put(sheet, row, 1, Entry(line, "text"))
        sheet.row_dimensions[row].height = height_of(line, 96) + 4
    set_up_page(sheet, "填写说明")
    sheet.page_setup.orientation = "portrait"


def _labels(choices: Any) -> tuple[str, ...]:
    return tuple(str(label) for label in choices.labels)


YES_NO = ("是", "否")


def _title(head: str, example: str) -> Blank:
    return Blank(head, 30, example, "按通知或原件写全称。", "text", is_required=True)


def _issuer(head: str) -> Blank:
    return Blank(
        head, 17, "县应急管理局", "写单位名称、简称或代码；联合的用顿号隔开，牵头单位在前。", "text", is_required=True
    )


def _day(head: str) -> Blank:
    return Blank(head, 11, date(2026, 3, 5), "年月日写全，如 2026-03-05。", "date", is_required=True)


def _demands() -> list[Blank]:
    return [
        Blank("要求报送情况", 7.8, "是", "要求书面报送进展、总结的写“是”。", choices=YES_NO),
        Blank("是否填表", 7.8, "否", "要求填报表格的写“是”。", choices=YES_NO),
        Blank("是否留痕", 7.8, "否", "要求照片、截图等留痕的写“是”。", choices=YES_NO),
        Blank("报送期限", 11, date(2026, 3, 20), "没有期限的不填。", "date"),
        Blank("是否应急", 7.8, "否", "应急处置类写“是”，不占限额，工时照计。", choices=YES_NO),
    ]


def _rank() -> Blank:
    labels = _labels(Item.RequiredRank)
    return Blank("参会要求", 13, labels[0], "通知要求谁参加，从下拉中选。", choices=labels)


def _meeting_columns() -> list[Blank]:
    forms, names, categories = (_labels(part) for part in (Item.MeetingForm, Item.MeetingName, Item.MeetingCategory))
    return [
        _title("会议名称", "全县防汛工作视频会议"),
        _day("召开日期"),
        Blank("开始时间", 7.5, time(9), "如 9:00。", "time"),
        _issuer("主办单位"),
        Blank("会议形式", 9.5, forms[1], "从下拉中选；不填按现场会议。", choices=forms),
        Blank("会议名义", 13, names[2], "以谁的名义召开，从下拉中选。", choices=names),
        Blank("会议类别", 11, categories[2], "从下拉中选。", choices=categories),
        Blank("会议时长（分钟）", 8.6, 90, "整数分钟。", "count"),
        Blank("参会人数", 7.8, 3, "本单位参会人数。", "count"),
        _rank(),
        *_demands(),
    ]


def _document_columns() -> list[Blank]:
    formats, genres, channels = (_labels(part) for part in (Item.DocumentFormat, Item.Genre, Item.Channel))
    return [
        _title("文件标题", "关于做好2026年防汛准备工作的通知"),
        _day("收文日期"),
        _issuer("来文单位"),
        Blank("发文字号", 17, "清应急〔2026〕5号", "没有文号的不填。", "text"),
        Blank("文件形式", 10, formats[0], "从下拉中选；没有文号又不填的按白头件。", choices=formats),
        Blank("文种", 8, genres[0], "从下拉中选；不填的按标题判断。", choices=genres),
        Blank("收文渠道", 8.5, channels[0], "从下拉中选。", choices=channels),
        Blank("字数", 7, 3200, "整数；不知道的不填。", "count"),
        Blank("阅办人数", 7.8, 3, "登记、批示、承办的人数。", "count"),
        *_demands(),
    ]


def _inspection_columns() -> list[Blank]:
    types, plans = _labels(Item.InspectionType), _labels(Item.PlanStatus)
    return [
        _title("检查事项", "森林防火专项督查"),
        _day("到场日期"),
        _issuer("检查单位"),
        Blank("督检考类型", 9, types[0], "从下拉中选。", choices=types),
        Blank("计划情况", 8, plans[0], "列入年度计划的为计划内；不填按计划外。", choices=plans),
        Blank("批准文号", 17, "清督办〔2026〕3号", "没有的不填。", "text"),
        Blank("检查时长（分钟）", 8.6, 120, "在场的整数分钟。", "count"),
        Blank("陪同人数", 7.8, 4, "本单位陪同人数。", "count"),
        Blank("是否行政执法", 7.8, "否", "行政执法检查写“是”，不计入统计口径。", choices=YES_NO),
        _rank(),
        *_demands(),
    ]


_NAMES = {Kind.MEETING: "会议台账", Kind.DOCUMENT: "收文台账", Kind.INSPECTION: "督检考台账"}
_COLUMNS = {Kind.MEETING: _meeting_columns, Kind.DOCUMENT: _document_columns, Kind.INSPECTION: _inspection_columns}
