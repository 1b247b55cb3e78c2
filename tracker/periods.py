"""Spans of days. A year is judged from 1 January to its "as of" day; months are stored as integers such as 202611."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` to `last`, both included.

    Raises ValueError when the last day is before the first.
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"A span cannot end before it begins: {self.first} to {self.last}.")

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def whole_months(self) -> tuple[int, int] | None:
        """First and last month that lie wholly inside, as integers; None when none does."""
        months = [month for month in self.months() if month_span(month).is_within(self)]
        return (months[0], months[-1]) if months else None

    def partial_months(self) -> list["Span"]:
        """The pieces at either end that do not fill a month: none, one or two."""
        pieces = (self.overlap(month_span(month)) for month in self.months())
        return [piece for piece in pieces if not month_span(month_of(piece.first)).is_within(self)]

    def months(self) -> Iterator[int]:
        """Every month touched, in order."""
        month = month_of(self.first)
        while month <= month_of(self.last):
            yield month
            month = next_month(month)

    def overlap(self, other: "Span") -> "Span":
        return Span(max(self.first, other.first), min(self.last, other.last))

    def is_within(self, other: "Span") -> bool:
        return other.first <= self.first and self.last <= other.last

    def in_year(self, year: int) -> "Span":
        """The same days of another year; 29 February becomes 28 February where there is none."""
        return Span(same_day(self.first, year), same_day(self.last, year))


def month_of(day: date) -> int:
    return day.year * 100 + day.month


def next_month(month: int) -> int:
    return month + 89 if month % 100 == 12 else month + 1


def months_of_year(year: int) -> range:
    return range(year * 100 + 1, year * 100 + 13)


def month_span(month: int) -> Span:
    year, number = divmod(month, 100)
    return Span(date(year, number, 1), date(year, number, monthrange(year, number)[1]))


def year_span(year: int) -> Span:
    return Span(date(year, 1, 1), date(year, 12, 31))


def year_to_date(year: int, as_of: date) -> Span:
    """1 January of `year` to `as_of`; to 31 December when the year is already over.

    Raises ValueError when `as_of` lies before the year.
    """
    return Span(date(year, 1, 1), min(as_of, date(year, 12, 31)))


def same_day(day: date, year: int) -> date:
    """The day with the same month and number in another year; 28 February for a 29th that does not exist."""
    return day.replace(year=year, day=min(day.day, monthrange(year, day.month)[1]))
