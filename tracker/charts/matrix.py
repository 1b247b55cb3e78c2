"""Offices × kinds: in each cell the standing, the official count against its ceiling, and the full count."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from tracker.charts.addresses import gap_address, items_address, office_address
from tracker.charts.micro import STANDING_CSS, micro_bar
from tracker.figures import count_text, standing_symbol
from tracker.measures.standing import Judgement, Reason, Standing
from tracker.models.counting_rules import CountingRule
from tracker.models.offices import Office
from tracker.periods import Span
from tracker.queries.overview import Overview
from tracker.queries.standings import StandingRow
from tracker.sentences.standings import why


@dataclass(frozen=True, slots=True)
class Cell:
    """official and full carry "≥" where the ledger has gaps: at least so many are known. why: the standing in words.

    gap_address: where what is missing is closed; "" where nothing is. inherited: what those it took over received.
    """

    css: str
    tint: str
    judgement: Judgement
    why: str
    gap_address: str
    official: str
    inherited: str
    full: str
    ceiling: str
    bar: SafeString | None
    official_address: str
    full_address: str


@dataclass(frozen=True, slots=True)
class Line:
    office: Office
    address: str
    cells: list[Cell]
    minutes: int
    items_address: str


def matrix_lines(overview: Overview) -> list[Line]:
    return [_line(overview, office) for office in overview.offices]


def _line(overview: Overview, office: Office) -> Line:
    return Line(
        office=office,
        address=office_address(office, overview.span, overview.under),
        cells=[cell(row, overview.span, overview.under) for row in overview.matrix_row(office)],
        minutes=overview.minutes_of(office),
        items_address=items_address(overview.span, office=office, under=overview.under),
    )


def cell(row: StandingRow, span: Span, under: CountingRule | None = None) -> Cell:
    css = STANDING_CSS[row.judgement.standing]
    at_least = "≥" if row.judgement.reason in (Reason.INCOMPLETE, Reason.SILENT) else ""
    return Cell(
        css=css,
        tint="" if row.judgement.reason is Reason.NO_TARGET else f"c-{css}",
        judgement=row.judgement,
        why=why(row),
        gap_address=gap_address(row, span),
        official=at_least + count_text(row.landed.official),
        inherited=f"+{count_text(row.inherited.official)}" if row.inherited and row.inherited.official else "",
        full=at_least + count_text(row.landed.full),
        ceiling=_ceiling(row),
        bar=None if row.ceiling is None else micro_bar(row.counted, row.ceiling, css),
        official_address=items_address(span, office=row.office, kind=row.kind, official=True, under=under),
        full_address=items_address(span, office=row.office, kind=row.kind, under=under),
    )


def _ceiling(row: StandingRow) -> str:
    """The number, ? where a promise cannot be turned into one, "" where nothing is promised."""
    if row.ceiling is not None:
        return count_text(row.ceiling)
    return "" if row.target is None else standing_symbol(Standing.UNKNOWN)
