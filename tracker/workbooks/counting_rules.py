"""Sheet 口径说明: how everything is counted, how every percentage is made, and the norms behind the hours."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from tracker.models.counting_rules import CountingRule
from tracker.models.kinds import Kind
from tracker.queries.evidence import Evidence
from tracker.queries.overview import Overview
from tracker.workbooks import cells
from tracker.workbooks.cells import Entry, put
from tracker.workbooks.ranges import quoted
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
from tracker.workbooks.standings import PARAMETERS
from tracker.workbooks.words import Edition, cut_off_line, maker_line

WIDTHS = (16, 46, 12, 62)


def sheet_name() -> str:
    return _("口径说明")


def add_counting_rules(workbook: Workbook, overview: Overview, evidence: Evidence, edition: Edition) -> None:
    sheet = add_sheet(workbook, sheet_name(), WIDTHS)
    unit = _("分钟、人、%")
    write_title(sheet, _("口径与算法说明"), maker_line(overview, edition), cut_off_line(overview, unit), len(WIDTHS))
    row = _write_clauses(sheet, 3, overview, evidence)
    break_before(sheet, row + 1)
    row = _write_formulas(sheet, row + 1)
    break_before(sheet, row + 1)
    _write_norms(sheet, row + 1, evidence)
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


def _write_formulas(sheet: Worksheet, row: int) -> int:
    row = _section(sheet, row, _("二、数字怎么算"))
    for name, words in _formulas():
        put(sheet, row, 1, cells.centred(name))
        write_block(sheet, row, 2, len(WIDTHS), cells.text(words))
        sheet.row_dimensions[row].height = max(
            height_of(name, WIDTHS[0]), height_of(words, width_between(sheet, 2, len(WIDTHS)))
        )
        row += 1
    return row


def _formulas() -> list[tuple[str, str]]:
    return [
        (_("统计口径"), _("按口径条款计入的事项数。同一事项发到多个单位，只计一次。")),
        (_("全口径"), _("落到基层的全部事项数，不论是否计入；督检考按到访次数计。")),
        (_("全年限额"), _("基期底数×（1－压减比例），向下取整；只减不增的，等于上年数；固定数量的，等于该数。")),
        (_("较基期同期"), _("（本年累计－基期同期）÷基期同期。基期同期为零或没有台账时记“—”。")),
        (_("限额使用"), _("本年累计（统计口径）÷全年限额。")),
        (_("序时进度"), _("基期年份同一天以前的件数÷基期全年件数；基期没有台账的，按已过天数÷全年天数。")),
        (_("还可安排"), _("全年限额－本年累计（统计口径），最少为零。")),
        (_("占用人时"), _("人数×（用时＋路途）＋准备，按人分钟汇总后除以60；100以上取整数，以下留一位小数。")),
        (_("未计入占比"), _("（全部人时－计入统计口径的人时）÷全部人时。")),
        (_("状态"), _("依次判断：已超限额；近期没有登记；快于序时进度；已用满限额；达标。缺目标或底数的不能判定。")),
    ]


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
