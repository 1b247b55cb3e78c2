"""A base year told in twelve numbers: how much of it had landed by a day."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from tracker.periods import month_of, month_span

MONTHS = 12


def counted_by(months: Sequence[int], day: date) -> Fraction:
    """How much of a year of twelve monthly counts had landed by the end of a day: exact, seldom whole.

    Within its month the count is spread evenly over the days: 30 items of June are 10 by the 10th.
    Raises ValueError unless there are twelve counts, none negative.
    """
    if len(months) != MONTHS or min(months) < 0:
        raise ValueError(f"A year has twelve counts, none negative: {months=}.")
    days = month_span(month_of(day)).days
    return sum(months[: day.month - 1]) + Fraction(months[day.month - 1] * day.day, days)
