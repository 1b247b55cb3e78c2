"""Everything a supervisor's page and workbook say about an area, asked once."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from tracker.models.baselines import Count, Side
from tracker.models.counting_rules import CountingRule
from tracker.models.kinds import Kind
from tracker.models.loads import Load
from tracker.models.offices import Office
from tracker.periods import Span, year_to_date
from tracker.queries.capacity import Capacity, capacity_of
from tracker.queries.grounds import ground_of
from tracker.queries.issuers import IssuerRow, issuers_by_load
from tracker.queries.months import YearOfMonths, months
from tracker.queries.standings import StandingRow, Standings, standings_on
from tracker.rules.counting import rules_within


@dataclass(frozen=True, slots=True)
class Overview:
    """One area, one year to date.

    cards: the area itself, a row per kind, judged by its official count. full_cards: the same judged by the full count,
    where a target speaks of it. offices: the receivers directly below it, in official order. matrix: their
    standings by (office id, kind). months: by kind. issuers: most person-hours first. capacity: the share of their
    working time that all of it takes.

    under: the version of the counting rule everything was replayed under; None: as decided. rules: the versions the
    official count rests on, oldest first: the one replayed under, or all that were in force within the span.
    """

    area: Office
    year: int
    span: Span
    under: CountingRule | None
    rules: list[CountingRule]
    cards: list[StandingRow]
    full_cards: list[StandingRow]
    offices: list[Office]
    matrix: Standings
    months: dict[str, YearOfMonths]
    issuers: list[IssuerRow]
    capacity: Capacity

    @property
    def rule(self) -> CountingRule | None:
        """The version in force on the last day, or the one replayed under."""
        return self.rules[-1] if self.rules else None

    def matrix_row(self, office: Office) -> list[StandingRow]:
        return [self.matrix[office.pk, kind] for kind in Kind.values]

    def minutes_of(self, office: Office) -> int:
        """Person-minutes of all kinds that landed on one office of the matrix."""
        return sum(row.landed.full_minutes for row in self.matrix_row(office))

    @property
    def promises(self) -> list[StandingRow]:
        """The area's standings, kind by kind: the official count, then the full count where a target speaks of it."""
        pairs = zip(self.cards, self.full_cards, strict=True)
        return [row for card, full in pairs for row in (card, full) if row is card or row.target]

    @property
    def minutes(self) -> int:
        return sum(card.landed.full_minutes for card in self.cards)

    @property
    def is_empty(self) -> bool:
        return not any(card.landed.full_items for card in self.cards)


def overview(area: Office, year: int, as_of: date, under: CountingRule | None = None) -> Overview:
    """Figures of an area from 1 January of `year` to `as_of`. Raises ValueError when `as_of` is before the year.

    under: replay every figure under this version of the counting rule.
    """
    span = year_to_date(year, as_of)
    offices = matrix_offices(area, span.last)
    ground = ground_of([area, *offices], year, span.last, Side.RECEIVED, under)
    rows = standings_on(ground, Count.OFFICIAL)
    cards = [rows[area.pk, kind] for kind in Kind.values]
    full_rows = standings_on(ground, Count.FULL, [area])
    base_years = {card.kind: card.baseline.year if card.baseline else year - 1 for card in cards}
    return Overview(
        area=area,
        year=year,
        span=span,
        under=under,
        rules=[under] if under else rules_within(span),
        cards=cards,
        full_cards=[full_rows[area.pk, kind] for kind in Kind.values],
        offices=offices,
        matrix=rows,
        months=months(area, year, span.last, base_years, under),
        issuers=issuers_by_load(area, year, span.last, under),
        capacity=capacity_of(area, offices, span),
    )


def matrix_offices(area: Office, day: date) -> list[Office]:
    """Receivers directly below an area in official order: towns, villages, regions, and whatever else received."""
    return receivers_below(area, day, 1)


def receivers_below(area: Office, day: date, levels: int) -> list[Office]:
    """The same so many levels below."""
    received_something = Exists(Load.objects.filter(office=OuterRef("pk")))
    kinds = (*Office.GRASSROOTS_KINDS, Office.Kind.REGION)
    below = Office.objects.within(area).filter(depth=area.depth + levels).in_force(day)
    return list(below.filter(Q(kind__in=kinds) | received_something).order_by("path"))


def years_with_data(area: Office) -> list[int]:
    """Years in which anything landed on the area, newest first."""
    landed = Load.objects.filter(office=area).values_list("month", flat=True).distinct()
    return sorted({month // 100 for month in landed}, reverse=True)
