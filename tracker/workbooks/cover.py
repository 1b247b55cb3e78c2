"""Sheet 封面: what this is, whether it can be trusted, and what it holds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from tracker.figures import count_text, hours_text, standing_symbol
from tracker.measures.standing import Reason, Standing
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.queries.evidence import Evidence
from tracker.queries.landings import Landed
from tracker.queries.overview import Overview
from tracker.queries.workbooks import Answers
from tracker.sentences.capacity import share_words
from tracker.sentences.causes import causes_finding
from tracker.sentences.channels import channels_finding
from tracker.sentences.words import names_words, period_words
from tracker.workbooks import (
    calendars,
    capacity,
    causes,
    chains,
    changes,
    channels,
    counting_rules,
    distributions,
    forecasts,
    issuers,
    months,
    offices,
    overview,
    reconciliation,
    standings,
    targets,
)
from tracker.workbooks.cells import Entry, put
from tracker.workbooks.formulas import spoken, with_marks
from tracker.workbooks.legend import write_legend
from tracker.workbooks.ranges import DAY, Ledgers, quoted
from tracker.workbooks.sheets import add_sheet, height_of, set_up_page, width_between, write_block
from tracker.workbooks.signatures import sign
from tracker.workbooks.words import Edition

WIDTHS = (4, 18, 44, 42, 24, 4)
FIRST, LAST = 2, 5


@dataclass(frozen=True, slots=True)
class _Content:
    sheet: str
    question: str
    finding: Entry


def sheet_name() -> str:
    return _("封面")


def add_cover(
    workbook: Workbook, figures: Overview, answers: Answers, evidence: Evidence, ledgers: Ledgers, edition: Edition
) -> None:
    sheet = add_sheet(workbook, sheet_name(), WIDTHS)
    _write_title(sheet, figures)
    row = _write_facts(sheet, 4, _facts(figures, evidence, ledgers, edition))
    sheet.row_dimensions[row].height = 12
    row = _write_contents(sheet, row + 1, _contents(figures, answers, ledgers))
    sheet.row_dimensions[row].height = 12
    row = write_legend(sheet, row + 1, FIRST, LAST)
    sign(sheet, row + 1, LAST, edition, first=FIRST)
    set_up_page(sheet, figures.area.name, one_page=True)


def _write_title(sheet: Worksheet, figures: Overview) -> None:
    title = _("%(area)s基层减负台账") % {"area": figures.area.name}
    period = _("（%(period)s）") % {"period": period_words(figures.span)} + counting_rules.replayed_words(figures)
    write_block(sheet, 1, FIRST, LAST, Entry(title, "cover title"))
    write_block(sheet, 2, FIRST, LAST, Entry(period, "cover period"))
    for row, height in enumerate((60, 34, 14), start=1):
        sheet.row_dimensions[row].height = height


def _write_facts(sheet: Worksheet, row: int, facts: Iterable[tuple[str, Entry]]) -> int:
    width = width_between(sheet, FIRST + 1, LAST)
    for name, entry in facts:
        put(sheet, row, FIRST, Entry(name, "cover head"))
        write_block(sheet, row, FIRST + 1, LAST, entry)
        sheet.row_dimensions[row].height = height_of(str(entry.shown), width * 0.95) + 4
        row += 1
    return row


def _facts(figures: Overview, evidence: Evidence, ledgers: Ledgers, edition: Edition) -> list[tuple[str, Entry]]:
    told = [
        (_("统计范围"), _scope(figures)),
        (_("统计时段"), period_words(figures.span)),
        (_("统计口径"), counting_rules.rules_words(figures)),
        (
            _("两种口径"),
            _("统计口径：按口径条款计入的事项。全口径：落到基层的全部事项，督检考按到访次数。两数并列，互不替代。"),
        ),
        (_("资料完整"), _completeness(figures, evidence)),
        (_("制表"), _made(edition)),
    ]
    facts = [(name, _said(words)) for name, words in told]
    facts.append((_("本册核对"), reconciliation.result(figures, ledgers, "cover text")))
    return [*facts, (_("导出编号"), _said(edition.number))] if edition.number else facts


def _said(words: str) -> Entry:
    return Entry(words, "cover text")


def _scope(figures: Overview) -> str:
    return _("%(area)s及其下%(number)s个接收单位收到的会议、发文、督检考，共占用%(hours)s人时") % {
        "area": figures.area.name,
        "number": len(figures.offices),
        "hours": hours_text(figures.minutes),
    }


def _completeness(figures: Overview, evidence: Evidence) -> str:
    without = [office for office in figures.offices if _lacks(figures, office, Reason.NO_BASELINE)]
    aimless = [office for office in figures.offices if _lacks(figures, office, Reason.NO_TARGET)]
    said = []
    if evidence.incomplete:
        said.append(_("有的月份没有登记，也没有报“本期无”：%(names)s。") % {"names": names_words(evidence.incomplete)})
    if evidence.silent:
        said.append(_("近期没有登记：%(names)s。") % {"names": names_words(evidence.silent)})
    if without:
        said.append(_("缺基期底数：%(names)s。") % {"names": names_words(without)})
    if aimless:
        said.append(_("有的类别没有设目标：%(names)s。") % {"names": names_words(aimless)})
    return "".join(said) or _("各单位各月都有登记或报了“本期无”，目标和底数齐全。")


def _lacks(figures: Overview, office: Office, reason: Reason) -> bool:
    return any(row.judgement.reason == reason for row in figures.matrix_row(office))


def _made(edition: Edition) -> str:
    moment = localtime(edition.made_at)
    return _("%(maker)s，%(day)s %(time)s导出；数字为导出时的台账，之后的登记不在其中") % {
        "maker": edition.made_by,
        "day": date_format(moment, "DATE_FORMAT"),
        "time": moment.strftime("%H:%M"),
    }


def _contents(figures: Overview, answers: Answers, ledgers: Ledgers) -> Sequence[_Content]:
    number = {"number": len(figures.offices)}
    rows = [
        _Content(overview.sheet_name(), _("目标完成了没有，两种口径差多少"), _standings(figures)),
        _Content(offices.sheet_name(), _("各单位接了多少"), _said(_("%(number)s个单位，不作排名") % number)),
        _Content(forecasts.sheet_name(), _("年底会到多少，还能安排几件"), _said(_("统计口径"))),
        _Content(targets.sheet_name(), _("承诺了什么，限额怎么来的"), _said(_("全年、每月每周、占比"))),
        _Content(standings.sheet_name(), _("每个状态怎么判的"), _all_standings(figures)),
        _Content(months.sheet_name(), _("哪个月多，离限额还有多远"), _said(_("三张折线图"))),
        _Content(capacity.sheet_name(), _("占用了多少工作时间"), _said(share_words(figures.capacity.area))),
        _Content(issuers.sheet_name(), _("谁占用的工时最多"), _said(_heaviest(figures))),
    ]
    rows += _questions(answers)
    for card in figures.cards:
        words = _("每一项%(kind)s的时间、来源、要求、占用") % {"kind": Kind(card.kind).label}
        rows.append(_Content(ledgers.ranges[card.kind].sheet, words, _rows_of(card.landed, ledgers)))
    name = _("、").join(rule.name for rule in figures.rules)
    return [
        *rows,
        _Content(counting_rules.sheet_name(), _("怎么计数，百分比怎么算，工时标准"), _said(name)),
        _Content(
            reconciliation.sheet_name(), _("各表数字是否一致"), reconciliation.result(figures, ledgers, "cover text")
        ),
    ]


def _questions(answers: Answers) -> list[_Content]:
    """Of the sheets of one question each, those that are there."""
    offices, calendar = answers.distributions, answers.calendar
    rows = [
        _Content(causes.sheet_name(), _("负担从哪里来，集中在几家"), _said(causes_finding(answers.causes))),
        _Content(channels.sheet_name(), _("走正式渠道还是非正式渠道"), _said(channels_finding(answers.channels))),
        _Content(changes.sheet_name(), _("与基期比，为什么多、为什么少"), _said(_("逐项相加，等于本年累计"))),
    ]
    if offices is not None:
        rows.append(_Content(distributions.sheet_name(), _("各单位用了限额的几成"), _said(_("不作排名"))))
    if answers.chains:
        found = _said(_("%(number)s条") % {"number": len(answers.chains)})
        rows.append(_Content(chains.sheet_name(), _("一件上级来文往下变成了什么"), found))
    if calendar is not None:
        rows.append(_Content(calendars.sheet_name(), _("哪些天重，哪些天空得出来"), _said(calendars.finding(calendar))))
    return rows


def _rows_of(landed: Landed, ledgers: Ledgers) -> Entry:
    words = _("%(all)s条，计入%(official)s")
    typed = _said(words % {"all": count_text(landed.full_items), "official": count_text(landed.official)})
    if not ledgers.is_live:
        return typed
    rows = f"COUNT({ledgers.ranges[landed.kind].name(DAY)})"
    return typed.by(spoken(words, all=with_marks(rows), official=with_marks(ledgers.official(landed.kind))))


def _standings(figures: Overview) -> Entry:
    """How many of the area's kinds stand where, by the official count."""
    lights = standings.lights_of(figures)
    cells = [lights.cell(card, standings.STANDING) for card in figures.cards]
    return _counted([card.judgement.standing for card in figures.cards], cells)


def _all_standings(figures: Overview) -> Entry:
    """The same of every light that was judged."""
    rows = standings.judged_rows(figures)
    lights = standings.lights_of(figures)
    first, last = lights.cell(rows[0], standings.STANDING), lights.cell(rows[-1], standings.STANDING)
    return _counted([row.judgement.standing for row in rows], [f"{first}:{last.rpartition('!')[2]}"])


def _counted(found: Sequence[Standing], cells: Sequence[str]) -> Entry:
    """2项超额，1项达标, as a formula over cells or ranges of lights; only what there is."""
    words = {
        Standing.OVER: _("%(number)s项超额"),
        Standing.NEAR: _("%(number)s项临界"),
        Standing.WITHIN: _("%(number)s项达标"),
        Standing.UNKNOWN: _("%(number)s项不能判定"),
    }
    comma = _("，")
    counts = {standing: found.count(standing) for standing in Standing}
    said = comma.join(words[standing] % {"number": number} for standing, number in counts.items() if number)
    parts = []
    for standing in Standing:
        pattern = standing_symbol(standing).replace("?", "~?") + "*"
        number = "+".join(f'COUNTIF({cell},"{pattern}")' for cell in cells)
        parts.append(f'IF({number}=0,"",{spoken(comma + words[standing], number=f"({number})")})')
    return _said(said).by(f"MID({'&'.join(parts)},{len(comma) + 1},200)")


def _heaviest(figures: Overview) -> str:
    if not figures.issuers:
        return _("没有登记")
    return _("%(name)s最多") % {"name": figures.issuers[0].issuer.name}


def _write_contents(sheet: Worksheet, row: int, contents: Iterable[_Content]) -> int:
    for column, head in enumerate((_("目录"), _("回答什么"), _("本期结论")), start=FIRST):
        put(sheet, row, column, Entry(head, "cover head"))
    write_block(sheet, row, FIRST + 2, LAST, Entry(_("本期结论"), "cover head"))
    sheet.row_dimensions[row].height = 20
    width = width_between(sheet, FIRST + 2, LAST)
    for content in contents:
        row += 1
        _link(sheet, row, content.sheet)
        put(sheet, row, FIRST + 1, Entry(content.question, "cover text"))
        write_block(sheet, row, FIRST + 2, LAST, content.finding)
        needed = height_of(content.question, WIDTHS[FIRST]), height_of(str(content.finding.shown), width)
        sheet.row_dimensions[row].height = max(19, *(height + 3 for height in needed))
    return row + 1


def _link(sheet: Worksheet, row: int, name: str) -> None:
    """A link inside the file; no relation to anything outside."""
    cell = put(sheet, row, FIRST, Entry(name, "link"))
    place = f"{quoted(name)}!A1"
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=place, tooltip=name)
    cell.style = "link"
