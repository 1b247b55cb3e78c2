"""Working days (工作日): the plain week, corrected by the published calendar (放假调休)."""

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

from tracker.models.workdays import Workday
from tracker.periods import Span, year_span

_SATURDAY = 5


def working_day_set(span: Span) -> frozenset[date]:
    """Every working day of a span, in one query. Where no calendar is published: Monday to Friday."""
    told = dict(Workday.objects.filter(day__range=(span.first, span.last)).values_list("day", "is_working"))
    days = (span.first + timedelta(number) for number in range(span.days))
    return frozenset(day for day in days if told.get(day, day.weekday() < _SATURDAY))


def working_days(span: Span) -> int:
    """How many working days a span holds."""
    return len(working_day_set(span))


def year_shares(days: Sequence[date]) -> list[Fraction]:
    """For each day, the share of its year's working days that are over at its end. All days lie in one year."""
    working = working_day_set(year_span(days[0].year))
    return [Fraction(sum(each <= day for each in working), len(working)) for day in days]


def unpublished_years(span: Span) -> list[int]:
    """Years touched by a span whose calendar has not been published: they are counted by the plain week."""
    first, last = date(span.first.year, 1, 1), date(span.last.year, 12, 31)
    days = Workday.objects.filter(day__range=(first, last)).values_list("day", flat=True)
    published = {day.year for day in days}
    return [year for year in range(first.year, last.year + 1) if year not in published]
