"""Sheet 口径说明: how everything is counted, how every percentage is made, and the norms behind the hours."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from tracker.figures import NOTHING
from tracker.models.counting_rules import CountingRule
from tracker.models.kinds import Kind
from tracker.queries.evidence import Evidence, Version
from tracker.queries.overview import Overview
from tracker.sentences.counting_rules import changes_between
from tracker.sentences.definitions import DEFINITIONS
from tracker.workbooks import cells
from tracker.workbooks.cells import Entry, put
from tracker.workbooks.ranges import MAX_OFFICES, MAX_ROWS, Ledgers, quoted
from tracker.workbooks.sheets import (
    Column,
    add_sheet,
    break_before,
    height_of,
    set_up_page,
    width_between,
    write_block,
    write_heads,
    write_rows,
    write_title,
)
from tracker.workbooks.signatures import sign
from tracker.workbooks.standings import PARAMETERS
from tracker.workbooks.words import Edition, cut_off_line, maker_line

WIDTHS = (16, 46, 22, 58)


def sheet_name() -> str:
    return _("口径说明")


def add_counting_rules(
    workbook: Workbook, overview: Overview, evidence: Evidence, ledgers: Ledgers, edition: Edition
) -> None:
    sheet = add_sheet(workbook, sheet_name(), WIDTHS)
    unit = _("分钟、人、%")
    write_title(sheet, _("口径与算法说明"), maker_line(overview, edition), cut_off_line(overview, unit), len(WIDTHS))
    row = _write_clauses(sheet, 3, overview, evidence)
    break_before(sheet, row + 1)
    row = _write_formulas(sheet, row + 1, ledgers)
    break_before(sheet, row + 1)
    row = _write_norms(sheet, row + 1, evidence)
    row = _write_versions(sheet, row + 1, evidence)
    sign(sheet, row + 1, len(WIDTHS), edition)
    sheet.freeze_panes = "A3"
    set_up_page(sheet, overview.area.name, heads="1:2")


def rules_words(overview: Overview) -> str:
    """The versions the official count rests on, each with its first day and its source; whether it was replayed."""
    if not overview.rules:
        return _("没有适用的统计口径")
    told = [_rule_words(rule) for rule in overview.rules]
    if overview.under is not None:
        return replayed_words(overview) + _("。") + told[0]
    return _("。").join(told)


def replayed_words(overview: Overview) -> str:
    """按《…》重算，不是现行数字; "" where the figures are those decided."""
    if overview.under is None:
        return ""
    return _("按《%(rule)s》重算，不是现行数字") % {"rule": overview.under.name}


def _rule_words(rule: CountingRule) -> str:
    words = _("%(name)s，%(day)s起；依据：%(source)s") % {
        "name": rule.name,
        "day": date_format(rule.valid_from, "DATE_FORMAT"),
        "source": rule.source,
    }
    return words + _("；草案，没有生效") if rule.is_draft else words


def _write_clauses(sheet: Worksheet, row: int, overview: Overview, evidence: Evidence) -> int:
    """One version after the other, where several were in force within the span."""
    row = _section(sheet, row, _("一、统计口径：逐条对照，第一条相符的条款决定是否计入"))
    if not overview.rules:
        return _paragraph(sheet, row, rules_words(overview))
    if overview.under is not None:
        row = _paragraph(sheet, row, replayed_words(overview))
    for rule in overview.rules:
        row = _paragraph(sheet, row, _rule_words(rule))
        clauses = [clause for clause in evidence.clauses if clause.rule_id == rule.pk]
        row = write_rows(sheet, write_heads(sheet, row, _columns()), _columns(), clauses)
    return row


def _columns() -> list[Column]:
    return [
        Column(_("类别"), WIDTHS[0], lambda clause: cells.centred(str(Kind(clause.kind).label))),
        Column(_("条款"), WIDTHS[1], lambda clause: cells.text(clause.wording)),
        Column(_("顺序"), WIDTHS[2], lambda clause: Entry(clause.position, "plain")),
        Column(_("是否计入"), WIDTHS[3], lambda clause: cells.text(_("计入") if clause.counts else _("不计入"))),
    ]


def _write_formulas(sheet: Worksheet, row: int, ledgers: Ledgers) -> int:
    row = _section(sheet, row, _("二、数字怎么算，在哪一栏"))
    columns = [
        Column(_("数字"), WIDTHS[0], lambda one: cells.centred(str(one.label))),
        Column(_("怎么算"), WIDTHS[1], lambda one: cells.text(str(one.formula))),
        Column(_("在哪里"), WIDTHS[2], lambda one: cells.text(_shown_in().get(one.name, NOTHING))),
        Column(_("含义"), WIDTHS[3], lambda one: cells.text(str(one.meaning))),
    ]
    row = write_rows(sheet, write_heads(sheet, row, columns), columns, list(DEFINITIONS.values()))
    return _paragraph(sheet, row, _live_words(ledgers))


def _shown_in() -> dict[str, str]:
    """Sheet and column of each figure that this workbook prints, by the name of its definition."""
    overview, judged, months_, issuers_, hours = _("总览"), _("状态依据"), _("月度"), _("来文单位"), _("工作时间")
    return {
        "landed": f"{overview} D–E；{judged} H；{months_}",
        "hours": f"{overview} H；{issuers_} I–K",
        "all-hours": f"{overview} H",
        "uncounted-share": f"{issuers_} L",
        "change": f"{overview} F–G",
        "hours-change": f"{overview} J；{issuers_} M",
        "baseline": f"{overview} C；{judged} E",
        "ceiling": f"{overview} E；{judged} G",
        "remaining": f"{overview} I",
        "used": f"{overview} G；{judged} I",
        "standing": f"{overview} J；{judged} N",
        "forecast": _("年末预计"),
        "breach": f"{judged} K",
        "capacity": f"{hours} C",
        "capacity-share": f"{hours} H",
        "measured-share": f"{hours} E",
        "kind-share": _("来源"),
    }


def _live_words(ledgers: Ledgers) -> str:
    if ledgers.is_live:
        return _(
            "件数、人时、百分比、限额和状态由公式从台账行算出，改了台账行就随之改变；预计、序时进度、资料情况和上年数为导出时的值。"
        )
    limits = {"rows": MAX_ROWS, "offices": MAX_OFFICES}
    return (
        _("台账超过%(rows)s行或单位超过%(offices)s个，为免打开太慢，各表的数按导出时的值写入，只有合计由公式计算。")
        % limits
    )


def _write_versions(sheet: Worksheet, row: int, evidence: Evidence) -> int:
    row = _section(sheet, row, _("四、口径变更记录"))
    columns = [
        Column(_("生效日期"), WIDTHS[0], lambda one: cells.day(one.rule.valid_from)),
        Column(_("版本、依据"), WIDTHS[1], lambda one: cells.text(_version_words(one.rule))),
        Column(_("采用"), WIDTHS[2], lambda one: cells.centred(_adopted(one.rule))),
        Column(_("改了什么，对本期数字的影响"), WIDTHS[3], lambda one: cells.text(_effect(one))),
    ]
    return write_rows(sheet, write_heads(sheet, row, columns), columns, evidence.versions)


def _version_words(rule: CountingRule) -> str:
    return _("%(name)s；依据：%(source)s") % {"name": rule.name, "source": rule.source}


def _adopted(rule: CountingRule) -> str:
    return NOTHING if rule.adopted_at is None else date_format(localtime(rule.adopted_at), "SHORT_DATE_FORMAT")


def _effect(version: Version) -> str:
    if version.counted is None or version.counted_before is None:
        return _("最早的一版")
    said = [
        _("%(kind)s%(before)s→%(now)s")
        % {"kind": Kind(kind).label, "before": version.counted_before[kind], "now": version.counted[kind]}
        for kind in Kind.values
    ]
    changes = changes_between(version.before, version.rule) or [_("条款没有变化")]
    told = {"changes": _("；").join(changes), "counts": _("、").join(said)}
    return _("%(changes)s。统计口径本期数，按上一版→按本版：%(counts)s。") % told


def _write_norms(sheet: Worksheet, row: int, evidence: Evidence) -> int:
    row = _section(sheet, row, _("三、工时标准与判定参数（没有实测时使用）"))
    columns = [
        Column(_("生效日期"), WIDTHS[0], lambda norm: cells.day(norm.valid_from)),
        Column(_("名称"), WIDTHS[1], lambda norm: cells.text(norm.get_code_display())),
        Column(_("数值"), WIDTHS[2], lambda norm: cells.count(norm.value)),
        Column(_("依据"), WIDTHS[3], lambda norm: cells.text(norm.source)),
    ]
    first = write_heads(sheet, row, columns)
    for number, norm in enumerate(evidence.norms, start=first):
        if norm.code in PARAMETERS:
            name = PARAMETERS[norm.code]
            place = f"{quoted(sheet.title)}!$C${number}"
            sheet.parent.defined_names[name] = DefinedName(name, attr_text=place)
    return write_rows(sheet, first, columns, evidence.norms)


def _section(sheet: Worksheet, row: int, words: str) -> int:
    put(sheet, row, 1, Entry(words, "section"))
    sheet.row_dimensions[row].height = 22
    return row + 1


def _paragraph(sheet: Worksheet, row: int, words: str) -> int:
    write_block(sheet, row, 1, len(WIDTHS), Entry(words, "note"))
    sheet.row_dimensions[row].height = height_of(words, width_between(sheet, 1, len(WIDTHS)))
    return row + 1
