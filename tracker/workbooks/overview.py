"""Sheet 总览: are the targets met, and do the two counts agree."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.chart import Reference
from openpyxl.worksheet.worksheet import Worksheet

from tracker.figures import NOTHING, count_text, percent_text
from tracker.measures.reduction import change
from tracker.models.baselines import Count
from tracker.models.kinds import Kind
from tracker.queries.overview import Overview
from tracker.queries.standings import StandingRow
from tracker.sentences.capacity import share_words, sources_of
from tracker.sentences.findings import gap_sentence, hours_sentence, standing_sentence
from tracker.sentences.standings import why
from tracker.sentences.words import period_words, target_words
from tracker.workbooks import cells
from tracker.workbooks.cells import Entry, put, put_row
from tracker.workbooks.drawings import BLUE, DARK_RED, Axis, Bars, Place, add_column_chart
from tracker.workbooks.legend import write_legend
from tracker.workbooks.sheets import (
    Column,
    add_sheet,
    height_of,
    set_up_page,
    width_between,
    write_block,
    write_heads,
    write_rows,
    write_title,
)
from tracker.workbooks.words import Edition, cut_off_line, maker_line

WIDTHS = (14, 10, 10, 15, 10, 10, 10, 10, 10, 12, 25, 20)
SIDE = 11  # first column of the findings; the legend begins one column earlier
CHART_ROWS = 15


@dataclass(frozen=True, slots=True)
class _Total:
    """Person-hours of all kinds together, now and in the same span of the base years (None if one is unknown)."""

    minutes: int
    before: int | None


def sheet_name() -> str:
    return _("总览")


def add_overview(workbook: Workbook, overview: Overview, edition: Edition) -> None:
    sheet = add_sheet(workbook, sheet_name(), WIDTHS)
    title = _("%(area)s减负情况总览（%(period)s）") % {
        "area": overview.area.name,
        "period": period_words(overview.span),
    }
    write_title(
        sheet, title, maker_line(overview, edition), cut_off_line(overview, _("个、件、项次；人时")), len(WIDTHS)
    )
    row = write_rows(sheet, write_heads(sheet, 3, _target_columns()), _target_columns(), overview.promises)
    sheet.row_dimensions[row].height = 9
    first = _write_counts(sheet, row + 1, overview)
    _write_findings(sheet, row + 1, overview)
    _add_chart(sheet, first, overview)
    write_legend(sheet, first + 1, SIDE - 1, len(WIDTHS))
    sheet.freeze_panes = "B5"
    set_up_page(sheet, overview.area.name, one_page=True, last_row=first + CHART_ROWS)


def _target_columns() -> list[Column]:
    base, use, verdict = _("基期与限额"), _("执行情况"), _("判断")
    return [
        Column(_("事项"), WIDTHS[0], lambda card: cells.centred(_promised(card))),
        Column(_("基期年份"), WIDTHS[1], lambda card: _year(card), base),
        Column(_("基期底数"), WIDTHS[2], lambda card: cells.count(card.baseline and card.baseline.number), base),
        Column(_("目标"), WIDTHS[3], lambda card: cells.centred(target_words(card.target)), base),
        Column(_("全年限额"), WIDTHS[4], lambda card: cells.count(card.ceiling), base),
        Column(_("本年累计"), WIDTHS[5], lambda card: cells.count(card.counted), use),
        Column(_("限额使用"), WIDTHS[6], lambda card: cells.percent(card.used), use),
        Column(_("序时进度"), WIDTHS[7], lambda card: cells.percent(card.season), use),
        Column(_("还可安排"), WIDTHS[8], lambda card: cells.count(card.remaining), use),
        Column(_("状态"), WIDTHS[9], lambda card: cells.standing(card.judgement), verdict),
        Column(_("原因"), WIDTHS[10], lambda card: cells.text(why(card)), verdict),
        Column(_("责任人"), WIDTHS[11], lambda card: cells.text(_responsible(card)), verdict),
    ]


def _promised(card: StandingRow) -> str:
    """会议, or 会议（全口径） where the target speaks of the full count."""
    label = str(Kind(card.kind).label)
    return label if card.count == Count.OFFICIAL else _("%(kind)s（全口径）") % {"kind": label}


def _count_columns() -> list[Column]:
    before, now, changed, cost = _("基期同期"), _("本年累计"), _("较基期同期"), _("占用人时")
    official, full = _("统计口径"), _("全口径")
    return [
        Column(_("事项"), WIDTHS[0], lambda card: cells.centred(str(Kind(card.kind).label))),
        Column(official, WIDTHS[1], lambda card: cells.count(card.before and card.before.official), before),
        Column(full, WIDTHS[2], lambda card: cells.count(card.before and card.before.full), before),
        Column(official, WIDTHS[3], lambda card: cells.count(card.landed.official), now),
        Column(full, WIDTHS[4], lambda card: cells.count(card.landed.full), now),
        Column(official, WIDTHS[5], lambda card: cells.change(card.official_change), changed),
        Column(full, WIDTHS[6], lambda card: cells.change(card.full_change), changed),
        Column(_("本年累计"), WIDTHS[7], lambda card: cells.hours(card.landed.full_minutes), cost),
        Column(_("基期同期"), WIDTHS[8], lambda card: cells.hours(card.before and card.before.full_minutes), cost),
        Column(_("变化"), WIDTHS[9], lambda card: cells.change(card.minutes_change), cost),
    ]


def _write_counts(sheet: Worksheet, row: int, overview: Overview) -> int:
    """The second table with its total of hours. Returns the first row below."""
    put(sheet, row, 1, Entry(_("一、两种口径与占用人时"), "section"))
    sheet.row_dimensions[row].height = 20
    columns = _count_columns()
    below = write_rows(sheet, write_heads(sheet, row + 1, columns), columns, overview.cards)
    put_row(sheet, below, _total_row(_total(overview), len(columns)), "total")
    sheet.row_dimensions[below].height = 17
    sheet.row_dimensions[below + 1].height = 9
    return below + 2


def _total_row(total: _Total, columns: int) -> list[Entry]:
    changed = None if total.before is None else change(total.before, total.minutes)
    sums = [cells.hours(total.minutes), cells.hours(total.before), cells.change(changed)]
    return [cells.centred(_("合计")), *[cells.count(None)] * (columns - 1 - len(sums)), *sums]


def _total(overview: Overview) -> _Total:
    known = [card.before.full_minutes for card in overview.cards if card.before is not None]
    return _Total(overview.minutes, sum(known) if len(known) == len(overview.cards) else None)


def _write_findings(sheet: Worksheet, row: int, overview: Overview) -> None:
    """The sentences of the page, at the right of the second table."""
    put(sheet, row, SIDE, Entry(_("二、本期要点"), "section"))
    width = width_between(sheet, SIDE, len(WIDTHS))
    for number, sentence in enumerate(_sentences(overview), start=row + 1):
        write_block(sheet, number, SIDE, len(WIDTHS), cells.text(sentence))
        known = sheet.row_dimensions[number].height or 0
        sheet.row_dimensions[number].height = max(known, height_of(sentence, width))


def _sentences(overview: Overview) -> list[str]:
    cards = overview.cards
    said = [standing_sentence(cards), gap_sentence(cards), hours_sentence(cards), _capacity(overview)]
    return [sentence for sentence in [*said, *(_ceiling(card) for card in cards)] if sentence]


def _capacity(overview: Overview) -> str:
    """The share of working time taken, and how far the hours were measured."""
    said = [share_words(overview.capacity.area), sources_of([card.landed for card in overview.cards])]
    return _("%(said)s。") % {"said": _("；").join(words for words in said if words)}


def _ceiling(card: StandingRow) -> str:
    told = {"kind": Kind(card.kind).label, "count": count_text(card.counted)}
    if card.ceiling is None:
        return _("%(kind)s：本年累计%(count)s，没有限额。") % told
    told |= {"ceiling": count_text(card.ceiling), "used": percent_text(card.used), "pace": percent_text(card.season)}
    return _("%(kind)s：本年累计%(count)s，限额%(ceiling)s，已用%(used)s，序时进度%(pace)s。") % told


def _add_chart(sheet: Worksheet, row: int, overview: Overview) -> None:
    """Columns of both changes, side by side, from the cells of the second table."""
    top = row - 2 - len(overview.cards)
    bottom = row - 3
    for number in range(row, row + CHART_ROWS):
        sheet.row_dimensions[number].height = 17
    changes = [
        share for card in overview.cards for share in (card.official_change, card.full_change) if share is not None
    ]
    if not changes:
        return
    low, high = min(0, float(min(changes)) - 0.15), max(0, float(max(changes)) + 0.15)
    axis = Axis('0%;"−"0%;0%', low=_tenth(low), high=_tenth(high), step=_step(low, high))
    bars = [
        Bars(_("统计口径"), Reference(sheet, min_col=6, min_row=top, max_row=bottom), BLUE),
        Bars(_("全口径"), Reference(sheet, min_col=7, min_row=top, max_row=bottom), DARK_RED, hatched=True),
    ]
    kinds = Reference(sheet, min_col=1, min_row=top, max_row=bottom)
    place = Place(1, row, SIDE - 2, row + CHART_ROWS)
    add_column_chart(sheet, place, _("较基期同期变化：统计口径与全口径"), kinds, bars, axis)


def _tenth(number: float) -> float:
    return round(number, 1)


def _step(low: float, high: float) -> float:
    return 0.1 if high - low <= 1 else round((high - low) / 8, 1)


def _year(card: StandingRow) -> Entry:
    """As a bare number: a year takes no thousands mark."""
    return Entry(card.baseline.year if card.baseline else NOTHING, "plain")


def _responsible(card: StandingRow) -> str:
    return card.target.responsible if card.target else ""
