"""Formal, informal and unknown as rows: by way, by form or channel, and by issuer; every figure opens its rows."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from tracker.charts.addresses import items_address
from tracker.figures import NOTHING, count_text, hours_text, percent_text
from tracker.forms.item_filters import UNTOLD
from tracker.models.kinds import Kind
from tracker.periods import month_span
from tracker.queries.causes import Amount
from tracker.queries.channels import Channels, FormRow, IssuerShift, Versus
from tracker.rules.channels import Way
from tracker.sentences.channels import form_words, points_text


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it is written, and the list behind it; "" where nothing is known."""

    text: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class WayLine:
    """Items in both counts and person-hours, this year and on the same days of the year before, and the difference.

    cells: official now, before; full now, before, more; hours now, before.
    """

    name: str
    cells: list[Figure]
    is_sum: bool = False


@dataclass(frozen=True, slots=True)
class ShiftLine:
    """One issuer: items by way, formal now and before, informal now and before, unknown; then the informal shares."""

    name: str
    cells: list[Figure]
    share: str
    share_before: str
    shift: str
    is_worth_checking: bool


def way_groups(figures: Channels) -> list[tuple[str, list[WayLine]]]:
    """The three ways of all kinds together and their sum, then those of each kind."""
    lines = [WayLine(str(way.label), _cells(figures, figures.ways[way], way=way.value)) for way in Way]
    groups = [("", [*lines, WayLine("", _cells(figures, figures.whole), is_sum=True)])]
    for kind in Kind:
        ways = [(way, figures.kinds[kind, way]) for way in Way if figures.kinds[kind, way].size]
        kinds = [WayLine(str(way.label), _cells(figures, each, way=way.value, kind=kind.value)) for way, each in ways]
        groups.append((str(kind.label), kinds))
    return [group for group in groups if group[1]]


def form_groups(figures: Channels) -> list[tuple[str, list[WayLine]]]:
    """The forms of each way under its name."""
    grouped = groupby(figures.forms, key=lambda row: row.way)
    return [(str(Way(way).label), [_form_line(figures, row) for row in rows]) for way, rows in grouped]


def shift_lines(figures: Channels, rows: Sequence[IssuerShift]) -> list[ShiftLine]:
    return [_shift_line(figures, row) for row in rows]


def way_address(figures: Channels, also: Mapping[str, str], *, before: bool = False, month: int | None = None) -> str:
    """The items behind a figure, this year's or those of the same days of the year before.

    month: only of it; of the year before, the whole month. also: conditions of the list.
    """
    span = figures.span.in_year(figures.base_year) if before else figures.span
    if month is not None:
        span = month_span(month) if before else month_span(month).overlap(figures.span)
    return items_address(span, office=figures.area, under=figures.under, also=also)


def _form_line(figures: Channels, row: FormRow) -> WayLine:
    name = "format" if row.kind == Kind.DOCUMENT else "channel"
    also = {"way": str(row.way), "kind": str(row.kind), name: row.code or UNTOLD}
    return WayLine(form_words(row), _cells(figures, row.versus, **also))


def _cells(figures: Channels, versus: Versus, **also: str) -> list[Figure]:
    official, full, hours = (
        list(_both(figures, versus, text, condition))
        for text, condition in (
            (lambda amount: count_text(amount.official_items), also | {"counted": "yes"}),
            (lambda amount: count_text(amount.full_items), also),
            (lambda amount: hours_text(amount.full_minutes), also),
        )
    )
    return [*official, *full, Figure(_more_text(versus.more_items)), *hours]


def _both(
    figures: Channels, versus: Versus, text: Callable[[Amount], str], also: Mapping[str, str]
) -> Iterator[Figure]:
    for amount, before in ((versus.now, False), (versus.before, True)):
        yield Figure(NOTHING) if amount is None else Figure(text(amount), way_address(figures, also, before=before))


def _more_text(more: int | None) -> str:
    """+35, −20 or 0; a dash for unknown."""
    if more is None:
        return NOTHING
    return f"+{count_text(more)}" if more > 0 else count_text(more)


def _shift_line(figures: Channels, row: IssuerShift) -> ShiftLine:
    def count(amount: Amount) -> str:
        return count_text(amount.full_items)

    cells = [
        cell
        for way in Way
        for cell in _both(figures, row.ways[way], count, {"way": way.value, "issuer": row.issuer.code})
    ]
    return ShiftLine(
        name=row.issuer.name,
        cells=cells[:5],
        share=percent_text(row.informal_share),
        share_before=percent_text(row.informal_share_before),
        shift=points_text(row.shift),
        is_worth_checking=row.is_worth_checking,
    )
