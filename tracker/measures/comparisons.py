"""The days that days are compared with (同期、上月、上季、上年)."""

from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal

from tracker.periods import Span, year_span


def months_earlier(span: Span, months: int) -> Span:
    """The same days so many months before. The end of a month stays the end of a month, whatever its length.

    A first day that does not exist there becomes the month's last.
    """
    ends_a_month = (span.last + timedelta(days=1)).day == 1
    last = _earlier(span.last, months)
    if ends_a_month:
        last = last.replace(day=monthrange(last.year, last.month)[1])
    return Span(_earlier(span.first, months), last)


def year_before(span: Span) -> Span:
    """The whole year before the one in which the span begins."""
    return year_span(span.first.year - 1)


def per_day(number: int, days: int) -> Decimal | None:
    """A count for each working day. None where the span has no working day. Not rounded."""
    return Decimal(number) / days if days else None


def _earlier(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
