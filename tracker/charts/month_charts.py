"""The months of an area: for each kind one chart of the official count and one of the full count."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tracker.charts.addresses import items_address
from tracker.charts.months import Months
from tracker.charts.units import full_unit, official_unit
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.periods import Span, month_span
from tracker.queries.months import YearOfMonths
from tracker.queries.overview import Overview


@dataclass(frozen=True, slots=True)
class Pair:
    """One kind: the official count above, the full count below."""

    official: Months
    full: Months


def month_charts(overview: Overview) -> list[Pair]:
    ceilings = {card.kind: card.ceiling for card in overview.cards}
    return [_pair(year, ceilings[kind], overview.area, overview.span) for kind, year in overview.months.items()]


def _pair(year: YearOfMonths, ceiling: int | None, area: Office, span: Span) -> Pair:
    label = Kind(year.kind).label
    official = Months(
        title=_("%(kind)s，统计口径（%(unit)s）") % {"kind": label, "unit": official_unit(year.kind)},
        description=_description(year),
        now=[row.landed and row.landed.official for row in year.rows],
        before=[row.before and row.before.official for row in year.rows],
        base_year=year.base_year,
        ceiling=ceiling,
        addresses=_addresses(year, area, span, official=True),
    )
    full = Months(
        title=_("%(kind)s，全口径（%(unit)s）") % {"kind": label, "unit": full_unit(year.kind)},
        description=_description(year),
        now=[row.landed and row.landed.full for row in year.rows],
        before=[row.before and row.before.full for row in year.rows],
        base_year=year.base_year,
        addresses=_addresses(year, area, span, official=False),
    )
    return Pair(official, full)


def _description(year: YearOfMonths) -> str:
    return _("%(year)s年各月，与%(base)s年同月并列") % {"year": year.year, "base": year.base_year}


def _addresses(year: YearOfMonths, area: Office, span: Span, *, official: bool) -> Sequence[str]:
    """For each month the list of its items up to the day that is looked at; "" for months to come."""
    return [
        items_address(month_span(row.month).overlap(span), office=area, kind=year.kind, official=official)
        if row.landed
        else ""
        for row in year.rows
    ]
