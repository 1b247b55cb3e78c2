"""What a version changes, ready for its page: every number of items leads to the items."""

from dataclasses import dataclass

from django.utils.http import urlencode
from django.utils.translation import gettext as _

from tracker.charts.addresses import items_address
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.periods import Span, month_span
from tracker.queries.counting import Change, Effect, OfficeChange

SHOWN = 12


@dataclass(frozen=True, slots=True)
class Cell:
    """One count before and after. Addresses of the items that come in and go out; "" where there are none."""

    change: Change
    in_address: str
    out_address: str


@dataclass(frozen=True, slots=True)
class Line:
    label: str
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class EffectRows:
    """months: newest first. issuers: the first, most changed first; more: how many others."""

    effect: Effect
    kinds: list[Line]
    months: list[Line]
    offices: list[Line]
    issuers: list[Line]
    more: int


def effect_rows(effect: Effect) -> EffectRows:
    area, span = {"office": effect.area}, effect.span
    return EffectRows(
        effect=effect,
        kinds=[Line(str(Kind(kind).label), [_cell(effect, change, kind, span, area)]) for kind, change in effect.kinds],
        months=[
            _line(effect, _month(month), changes, month_span(month).overlap(span), area)
            for month, changes in effect.months
        ],
        offices=[_of_office(effect, row, {"office": row.office}) for row in effect.offices],
        issuers=[_of_office(effect, row, area | {"issuer": row.office}) for row in effect.issuers[:SHOWN]],
        more=max(len(effect.issuers) - SHOWN, 0),
    )


def _of_office(effect: Effect, row: OfficeChange, whose: dict[str, Office]) -> Line:
    return _line(effect, row.office.name, row.kinds, effect.span, whose)


def _line(effect: Effect, label: str, changes: list[Change], span: Span, whose: dict[str, Office]) -> Line:
    pairs = zip(Kind.values, changes, strict=True)
    return Line(label, [_cell(effect, change, kind, span, whose) for kind, change in pairs])


def _cell(effect: Effect, change: Change, kind: str, span: Span, whose: dict[str, Office]) -> Cell:
    """Listed by the version before, what came in is what that one takes out."""
    listed = items_address(span, kind=kind, under=effect.under, **whose)
    came_in, went_out = ("out", "in") if effect.is_backward else ("in", "out")
    return Cell(
        change,
        f"{listed}&{urlencode({'counted': came_in})}" if change.came_in else "",
        f"{listed}&{urlencode({'counted': went_out})}" if change.went_out else "",
    )


def _month(month: int) -> str:
    return _("%(year)s年%(month)s月") % {"year": month // 100, "month": month % 100}
