"""A blank plan of the year (空白计划表) to fill in, with headings that the import understands."""

from django.utils.translation import override
from openpyxl import Workbook

from tracker.models.kinds import Kind
from tracker.workbooks.blank_ledgers import REQUIRED, Blank, blank_book

_HOW = (
    "每条计划占一行，写打算开的会、打算发的文、打算做的督检考。表格可以加行，不用的列可以删去。",
    f"表头带{REQUIRED}的必填，其余可不填；不填的时长、人数按工时标准测算。",
    "涉密事项请勿填写；有带密级标志的行，整份不导入，也不留存。",
)


def blank_plan(year: int) -> Workbook:
    with override("zh-hans"):
        return blank_book(f"{year}年度计划", _columns(), _HOW)


def blank_plan_name(year: int) -> str:
    return f"空白{year}年度计划.xlsx"


def _columns() -> list[Blank]:
    kinds = tuple(str(label) for label in Kind.labels)
    return [
        Blank("类别", 9, kinds[0], "会议、发文或督检考，从下拉中选。", choices=kinds, is_required=True),
        Blank("名称", 34, "全县防汛工作视频会议", "写全称。", "text", is_required=True),
        Blank("时间或月份", 12, "3月", "写月份（如 3月）或日期（如 2026-03-05）；没有定的空着。"),
        Blank("对象", 20, "各乡镇（街道）", "发给谁、谁参加、检查谁。", "text"),
        Blank("单位数", 8, 20, "接收单位有几个；填了才能测算工时。", "count"),
        Blank("人数", 8, 2, "每个单位几人。", "count"),
        Blank("时长（分钟）", 9, 60, "会议或检查的整数分钟；发文不填。", "count"),
        Blank("依据", 24, "县委常委会工作要点", "依据的文件或会议；没有的空着。", "text"),
    ]
