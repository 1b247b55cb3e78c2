"""Sheet 目标: what was promised, from when to when, what it means in numbers, and how it stands."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from openpyxl import Workbook

from tracker.figures import NOTHING, standing_symbol, standing_word
from tracker.measures.standing import Standing
from tracker.models.targets import Target
from tracker.queries.overview import Overview
from tracker.queries.target_rows import TargetRow
from tracker.sentences.targets import averages_words, beside_words, meaning
from tracker.sentences.words import period_words, target_words
from tracker.workbooks import cells
from tracker.workbooks.sheets import (
    Column,
    add_sheet,
    fitted,
    set_up_page,
    write_heads,
    write_note,
    write_rows,
    write_title,
)
from tracker.workbooks.signatures import sign
from tracker.workbooks.words import Edition, cut_off_line, maker_line

HEADS = 3


def sheet_name() -> str:
    return pgettext("sheet", "目标")


def add_targets(workbook: Workbook, overview: Overview, targets: Sequence[TargetRow], edition: Edition) -> None:
    columns = fitted(_columns())
    sheet = add_sheet(workbook, sheet_name(), [column.width for column in columns])
    told = {"area": overview.area.name, "period": period_words(overview.span)}
    unit = _("次、件、项")
    title = _("%(area)s目标及执行情况（%(period)s）") % told
    write_title(sheet, title, maker_line(overview, edition), cut_off_line(overview, unit), len(columns))
    below = write_rows(sheet, write_heads(sheet, HEADS, columns), columns, targets)
    note = _("单位按行政区划顺序排列，不作排名。限额由目标和底数算出，向下取整；止日已过的，按它有效的最后一天列。")
    below = write_note(sheet, below, len(columns), note)
    sign(sheet, below, len(columns), edition)
    sheet.freeze_panes = "B4"
    set_up_page(sheet, overview.area.name, heads=f"1:{HEADS}")


def _columns() -> list[Column]:
    return [
        Column(_("单位"), 18, lambda row: cells.text(row.target.office.name)),
        Column(_("约束对象"), 11, lambda row: cells.text(_whom(row.target))),
        Column(_("类别"), 7, lambda row: cells.centred(row.target.get_kind_display())),
        Column(_("收发"), 7, lambda row: cells.centred(row.target.get_side_display())),
        Column(_("口径"), 9, lambda row: cells.centred(row.target.get_count_display())),
        Column(_("目标"), 14, lambda row: cells.text(target_words(row.target))),
        Column(_("基期方式"), 9, lambda row: cells.centred(_mode(row.target))),
        Column(_("起"), 10.5, lambda row: cells.day(row.target.valid_from)),
        Column(_("止"), 10.5, lambda row: cells.day(row.target.valid_to)),
        Column(_("含义"), 23, lambda row: cells.text(meaning(row))),
        Column(_("全年限额"), 7, lambda row: cells.count(row.own.ceiling if row.own else None)),
        Column(_("累计"), 7, lambda row: cells.count(row.own.counted if row.own else None)),
        Column(_("状态"), 17, lambda row: cells.text(_standing(row))),
        Column(_("责任人、依据"), 20, lambda row: cells.text(_answers(row.target))),
    ]


def _answers(target: Target) -> str:
    return _("；").join(text for text in (target.responsible, target.source) if text) or NOTHING


def _whom(target: Target) -> str:
    if target.group:
        return _("分组：%(name)s") % {"name": target.group}
    if target.level:
        return _("所属%(level)s各单位") % {"level": target.get_level_display()}
    if target.cascade_of:
        return _("本单位，分解自%(office)s") % {"office": target.cascade_of.office}
    return _("本单位")


def _mode(target: Target) -> str:
    return target.get_mode_display() if target.type == Target.Type.BELOW_BASELINE else NOTHING


def _standing(row: TargetRow) -> str:
    """▲ 超额; for several offices how many stand how; for a number per period or a share also in words."""
    if not row.bound and not row.beside:
        return _("没有适用的单位")
    if not row.judged:
        return _("还没有开始")
    if row.own is not None:
        return _chip(row.own.judgement.standing)
    if len(row.beside) == 1:
        return _("%(standing)s，%(words)s") % {
            "standing": _chip(row.beside[0].standing),
            "words": beside_words(row.beside[0]),
        }
    counts = _("、").join(f"{_chip(standing)} {number}" for standing, number in row.standing_counts)
    averages = averages_words(row)
    return _("%(counts)s；%(averages)s") % {"counts": counts, "averages": averages} if averages else counts


def _chip(standing: Standing) -> str:
    return f"{standing_symbol(standing)} {standing_word(standing)}"
