"""Sheet 总览: are the targets met, and do the two counts agree."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.chart import Reference
from openpyxl.worksheet.worksheet import Worksheet

from tracker.figures import NOTHING, count_text, percent_text
from tracker.measures.reduction import change as change_of
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
from tracker.workbooks.formulas import change, hours, left, share
from tracker.workbooks.legend import write_legend
from tracker.workbooks.lights import light_up
from tracker.workbooks.links import link_to_ledger
from tracker.workbooks.ranges import Ledgers
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
from tracker.workbooks.signatures import ROWS, sign
from tracker.workbooks.standings import CEILING, COUNTED, SEASON, Lights, lights_of
from tracker.workbooks.standings import STANDING as JUDGED
from tracker.workbooks.words import Edition, cut_off_line, maker_line

WIDTHS = (14, 10, 10, 15, 10, 10, 10, 10, 10, 12, 25, 20)
SIDE = 11  # first column of the findings; the legend begins one column earlier
CHART_ROWS = 15
STANDING = "J"
COUNTED_COLUMN, FULL_COLUMN = 4, 5  # of the second table


@dataclass(frozen=True, slots=True)
class _Total:
    """Person-hours of all kinds together, now and in the same span of the base years (None if one is unknown)."""

    minutes: int
    before: int | None


def sheet_name() -> str:
    return _("总览")


def add_overview(workbook: Workbook, overview: Overview, ledgers: Ledgers, edition: Edition) -> None:
    sheet = add_sheet(workbook, sheet_name(), WIDTHS)
    title = _("%(area)s减负情况总览（%(period)s）") % {
        "area": overview.area.name,
        "period": period_words(overview.span),
    }
    write_title(
        sheet, title, maker_line(overview, edition), cut_off_line(overview, _("个、件、项次；人时")), len(WIDTHS)
    )
    columns = _target_columns(lights_of(overview))
    first = write_heads(sheet, 3, columns)
    row = write_rows(sheet, first, columns, list(enumerate(overview.promises, start=first)))
    light_up(sheet, f"{STANDING}{first}:{STANDING}{row}")
    sheet.row_dimensions[row].height = 9
    first = _write_counts(sheet, row + 1, overview, ledgers)
    _write_findings(sheet, row + 1, overview)
    _add_chart(sheet, first, overview)
    below = write_legend(sheet, first + 1, SIDE - 1, len(WIDTHS))
    sign(sheet, max(below + 1, first + CHART_ROWS - ROWS), len(WIDTHS), edition, first=SIDE - 1)
    sheet.freeze_panes = "B5"
    set_up_page(sheet, overview.area.name, one_page=True, last_row=first + CHART_ROWS)


def _target_columns(lights: Lights) -> list[Column]:
    """A row is (number on the sheet, standing). Figures come from the sheet that says what each light rests on."""
    base, use, verdict = _("基期与限额"), _("执行情况"), _("判断")
    return [
        Column(_("事项"), WIDTHS[0], lambda row: cells.centred(_promised(row[1]))),
        Column(_("基期年份"), WIDTHS[1], lambda row: _year(row[1]), base),
        Column(_("基期底数"), WIDTHS[2], lambda row: cells.count(row[1].baseline and row[1].baseline.number), base),
        Column(_("目标"), WIDTHS[3], lambda row: cells.centred(target_words(row[1].target)), base),
        Column(
            _("全年限额"), WIDTHS[4], lambda row: cells.count(row[1].ceiling).by(lights.cell(row[1], CEILING)), base
        ),
        Column(_("本年累计"), WIDTHS[5], lambda row: cells.count(row[1].counted).by(lights.cell(row[1], COUNTED)), use),
        Column(
            _("限额使用"), WIDTHS[6], lambda row: cells.percent(row[1].used).by(share(f"F{row[0]}", f"E{row[0]}")), use
        ),
        Column(_("序时进度"), WIDTHS[7], lambda row: _season(row[1], lights), use),
        Column(
            _("还可安排"),
            WIDTHS[8],
            lambda row: cells.count(row[1].remaining).by(left(f"E{row[0]}", f"F{row[0]}")),
            use,
        ),
        Column(
            _("状态"), WIDTHS[9], lambda row: cells.standing(row[1].judgement).by(lights.cell(row[1], JUDGED)), verdict
        ),
        Column(_("原因"), WIDTHS[10], lambda row: cells.text(why(row[1])), verdict),
        Column(_("责任人"), WIDTHS[11], lambda row: cells.text(_responsible(row[1])), verdict),
    ]


def _season(row: StandingRow, lights: Lights) -> Entry:
    cell = lights.cell(row, SEASON)
    return cells.percent(row.season).by(f"IF(ISNUMBER({cell}),ROUND({cell},3),{cell})")


def _promised(card: StandingRow) -> str:
    """会议, or 会议（全口径） where the target speaks of the full count."""
    label = str(Kind(card.kind).label)
    return label if card.count == Count.OFFICIAL else _("%(kind)s（全口径）") % {"kind": label}


def _count_columns(ledgers: Ledgers) -> list[Column]:
    """A row is (number on the sheet, card)."""
    before, now, changed, cost = _("基期同期"), _("本年累计"), _("较基期同期"), _("占用人时")
    official, full = _("统计口径"), _("全口径")
    return [
        Column(_("事项"), WIDTHS[0], lambda row: cells.centred(str(Kind(row[1].kind).label))),
        Column(official, WIDTHS[1], lambda row: cells.count(row[1].before and row[1].before.official), before),
        Column(full, WIDTHS[2], lambda row: cells.count(row[1].before and row[1].before.full), before),
        Column(official, WIDTHS[3], lambda row: _linked(row[1].landed.official).by(ledgers.official(row[1].kind)), now),
        Column(full, WIDTHS[4], lambda row: _linked(row[1].landed.full).by(ledgers.full(row[1].kind)), now),
        Column(official, WIDTHS[5], lambda row: _changed(row, row[1].official_change, "B", "D"), changed),
        Column(full, WIDTHS[6], lambda row: _changed(row, row[1].full_change, "C", "E"), changed),
        Column(_("本年累计"), WIDTHS[7], lambda row: _hours(row[1], ledgers), cost),
        Column(_("基期同期"), WIDTHS[8], lambda row: cells.hours(row[1].before and row[1].before.full_minutes), cost),
        Column(_("变化"), WIDTHS[9], lambda row: _minutes_changed(row[1], ledgers), cost),
    ]


def _linked(count: int) -> Entry:
    """A figure that opens its rows."""
    return Entry(count, "count link")


def _changed(row: tuple[int, StandingRow], changed: Decimal | None, before: str, now: str) -> Entry:
    """Typed where units that were merged brought something along: it is part of the change and not of the row."""
    number, card = row
    formula = "" if card.inherited is not None else change(f"{before}{number}", f"{now}{number}")
    return cells.change(changed).by(formula)


def _hours(card: StandingRow, ledgers: Ledgers) -> Entry:
    return cells.hours(card.landed.full_minutes).by(hours(ledgers.minutes(card.kind)))


def _minutes_changed(card: StandingRow, ledgers: Ledgers) -> Entry:
    """From whole minutes, as hours are rounded."""
    now, typed = ledgers.minutes(card.kind), cells.change(card.minutes_change)
    if not now or card.before is None or card.inherited is not None or not card.before.full_minutes:
        return typed
    return typed.by(f"ROUND(({now}-{card.before.full_minutes})/{card.before.full_minutes},3)")


def _write_counts(sheet: Worksheet, row: int, overview: Overview, ledgers: Ledgers) -> int:
    """The second table with its total of hours. Returns the first row below."""
    put(sheet, row, 1, Entry(_("一、两种口径与占用人时"), "section"))
    sheet.row_dimensions[row].height = 20
    columns = _count_columns(ledgers)
    first = write_heads(sheet, row + 1, columns)
    rows = list(enumerate(overview.cards, start=first))
    below = write_rows(sheet, first, columns, rows)
    for number, card in rows:
        for column in (COUNTED_COLUMN, FULL_COLUMN):
            link_to_ledger(sheet, number, column, ledgers.ranges[card.kind])
    put_row(sheet, below, _total_row(_total(overview), len(columns), ledgers), "total")
    sheet.row_dimensions[below].height = 17
    sheet.row_dimensions[below + 1].height = 9
    return below + 2


def _total_row(total: _Total, columns: int, ledgers: Ledgers) -> list[Entry]:
    changed = None if total.before is None else change_of(total.before, total.minutes)
    now = ledgers.all_minutes()
    by = f"ROUND(({now}-{total.before})/{total.before},3)" if now and total.before else ""
    sums = [
        cells.hours(total.minutes).by(hours(now)),
        cells.hours(total.before),
        cells.change(changed).by(by),
    ]
    return [cells.centred(_("合计")), *[cells.count(None)] * (columns - 1 - len(sums)), *sums]


def _total(overview: Overview) -> _Total:
    known = [card.before.full_minutes for card in overview.cards if card.before is not None]
    return _Total(overview.minutes, sum(known) if len(known) == len(overview.cards) else None)


def _write_findings(sheet: Worksheet, row: int, overview: Overview) -> None:
    """The sentences of the page, at the right of the second table."""
    put(sheet, row, SIDE, Entry(_("二、本期要点（导出时）"), "section"))
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
