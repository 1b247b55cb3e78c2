"""What one figure of an office is explained from: the same rows that the pages show it from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.models.baselines import Count, Side
from tracker.models.counting_rules import CountingRule
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.periods import Span, year_to_date
from tracker.queries.capacity import CapacityRow, capacity_of
from tracker.queries.grounds import ground_of
from tracker.queries.standings import StandingRow, standings_on


@dataclass(frozen=True, slots=True)
class Figures:
    """One office, one kind, one count, this year to date.

    row: of the kind and the count asked for. rows: all kinds, in the official count, as cards and quotas show them.
    capacity: the share of working time; None of what an office sent. under: the version it is replayed under, or None.
    """

    row: StandingRow
    rows: Sequence[StandingRow]
    capacity: CapacityRow | None
    span: Span
    under: CountingRule | None = None

    @property
    def official_minutes(self) -> int:
        return sum(row.landed.official_minutes for row in self.rows)

    @property
    def minutes(self) -> int:
        """Person-minutes of all kinds, the full count."""
        return sum(row.landed.full_minutes for row in self.rows)


def figures_of(
    office: Office,
    year: int,
    as_of: date,
    kind: str = Kind.MEETING,
    count: str = Count.OFFICIAL,
    side: str = Side.RECEIVED,
    under: CountingRule | None = None,
) -> Figures:
    """From 1 January of `year` to `as_of`. Raises ValueError when `as_of` is before the year."""
    span = year_to_date(year, as_of)
    ground = ground_of([office], year, span.last, side, under)
    by_kind = standings_on(ground, Count.OFFICIAL)
    asked = by_kind if count == Count.OFFICIAL else standings_on(ground, count)
    capacity = capacity_of(office, [], span).area if side == Side.RECEIVED else None
    rows = [by_kind[office.pk, each] for each in Kind.values]
    return Figures(asked[office.pk, kind], rows, capacity, span, under)
