"""A year month by month beside its baseline, for charts and the sheet of months."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import accumulate

from tracker.models.counting_rules import CountingRule
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.periods import month_span, months_of_year, year_span, year_to_date
from tracker.queries.landings import Landed, received_by_month
from tracker.queries.workdays import year_shares


@dataclass(frozen=True, slots=True)
class MonthRow:
    """One month of one kind. landed is None for months that have not begun; before is None without a ledger."""

    month: int
    landed: Landed | None
    before: Landed | None


@dataclass(frozen=True, slots=True)
class YearOfMonths:
    """Twelve months of one kind, with the base year beside them.

    working: share of the year's working days that is over at the end of each month.
    """

    kind: str
    year: int
    base_year: int
    rows: list[MonthRow]
    working: Sequence[Fraction] = ()

    @property
    def has_baseline(self) -> bool:
        return any(row.before is not None for row in self.rows)

    def running_official(self) -> list[int]:
        """Official items from January to each month that has begun."""
        return _running(row.landed.official for row in self.rows if row.landed)

    def running_baseline(self) -> list[int]:
        """Official items of the base year from January to each month: twelve numbers, or none without a ledger."""
        return _running(row.before.official for row in self.rows if row.before)


def months(
    area: Office, year: int, as_of: date, base_years: dict[str, int], under: CountingRule | None = None
) -> dict[str, YearOfMonths]:
    """By kind. base_years: the year each kind is compared with. under: replayed under this version of the rule."""
    span = year_to_date(year, as_of)
    now = received_by_month([area], span, under)
    begun = set(span.months())
    before = {base: received_by_month([area], year_span(base), under) for base in set(base_years.values())}
    working = year_shares([month_span(month).last for month in months_of_year(year)])
    years = {kind: _year(area, kind, year, base, now, begun, before[base]) for kind, base in base_years.items()}
    return {kind: replace(years[kind], working=working) for kind in Kind.values}


Cells = dict[tuple[int, str, int], Landed]


def _year(
    area: Office, kind: str, year: int, base_year: int, now: Cells, begun: set[int], before: Cells
) -> YearOfMonths:
    known = any(key[1] == kind for key in before)
    rows = [
        MonthRow(
            month,
            now.get((area.pk, kind, month), Landed(kind)) if month in begun else None,
            before.get((area.pk, kind, base_month), Landed(kind)) if known else None,
        )
        for month, base_month in zip(months_of_year(year), months_of_year(base_year), strict=True)
    ]
    return YearOfMonths(kind, year, base_year, rows)


def _running(counts: Iterable[int]) -> list[int]:
    return list(accumulate(counts))
