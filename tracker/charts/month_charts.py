"""The months of an area or an issuer: for each kind one chart of the official count and one of the full count."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from tracker.charts.addresses import items_address
from tracker.charts.months import Months
from tracker.measures.bunching import december
from tracker.models.counting_rules import CountingRule
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.periods import Span, month_span, months_of_year
from tracker.queries.landings import Landed
from tracker.queries.months import MonthRow, YearOfMonths
from tracker.queries.overview import Overview
from tracker.queries.standings import StandingRow
from tracker.sentences.forecasts import bunching_sentence
from tracker.sentences.units import full_unit, official_unit

MonthCells = dict[tuple[str, int], Landed]


@dataclass(frozen=True, slots=True)
class Pair:
    """One kind: the official count above, the full count below. bunching: what December held, where it was much."""

    official: Months
    full: Months
    bunching: str = ""


def sent_months(
    issuer: Office,
    rows: Sequence[StandingRow],
    span: Span,
    now: MonthCells,
    before: MonthCells,
    under: CountingRule | None = None,
) -> list[Pair]:
    """What an issuer sent, beside last year. rows: its standings as a sender, one per kind."""
    whose = {"issuer": issuer, "under": under}
    return [_pair(_sent_year(row.kind, span, now, before), row.ceiling, span, whose) for row in rows]


def _sent_year(kind: str, span: Span, now: MonthCells, before: MonthCells) -> YearOfMonths:
    year, begun = span.last.year, set(span.months())
    known = any(key[0] == kind for key in before)
    rows = [
        MonthRow(
            month,
            now.get((kind, month), Landed(kind)) if month in begun else None,
            before.get((kind, last), Landed(kind)) if known else None,
        )
        for month, last in zip(months_of_year(year), months_of_year(year - 1), strict=True)
    ]
    return YearOfMonths(kind, year, year - 1, rows)


def month_charts(overview: Overview) -> list[Pair]:
    ceilings = {card.kind: card.ceiling for card in overview.cards}
    whose = {"office": overview.area, "under": overview.under}
    return [_pair(year, ceilings[kind], overview.span, whose) for kind, year in overview.months.items()]


def _pair(year: YearOfMonths, ceiling: int | None, span: Span, whose: dict[str, Any]) -> Pair:
    label = Kind(year.kind).label
    official = Months(
        title=_("%(kind)s，统计口径（%(unit)s）") % {"kind": label, "unit": official_unit(year.kind)},
        description=_description(year),
        now=[row.landed and row.landed.official for row in year.rows],
        before=[row.before and row.before.official for row in year.rows],
        base_year=year.base_year,
        ceiling=ceiling,
        addresses=_addresses(year, span, whose, official=True),
    )
    full = Months(
        title=_("%(kind)s，全口径（%(unit)s）") % {"kind": label, "unit": full_unit(year.kind)},
        description=_description(year),
        now=[row.landed and row.landed.full for row in year.rows],
        before=[row.before and row.before.full for row in year.rows],
        base_year=year.base_year,
        addresses=_addresses(year, span, whose, official=False),
    )
    return Pair(official, full, _bunching(year, official))


def _bunching(year: YearOfMonths, official: Months) -> str:
    """Of the year that is looked at once it is over, else of the base year; "" for neither or an ordinary December."""
    ordinary = 1 - year.working[-2] if year.working else Fraction(1, 12)
    for number, counts in ((year.year, official.now), (year.base_year, official.before)):
        known = [int(count) for count in counts if count is not None]
        if len(known) == 12 and ordinary:
            told = bunching_sentence(number, december(known, ordinary))
            if told:
                return told
    return ""


def _description(year: YearOfMonths) -> str:
    return _("%(year)s年各月，与%(base)s年同月并列") % {"year": year.year, "base": year.base_year}


def _addresses(year: YearOfMonths, span: Span, whose: dict[str, Any], *, official: bool) -> Sequence[str]:
    """For each month the list of its items up to the day that is looked at; "" for months to come."""
    return [
        items_address(month_span(row.month).overlap(span), kind=year.kind, official=official, **whose)
        if row.landed
        else ""
        for row in year.rows
    ]
