"""A base year told in twelve numbers: how much of it had landed by a day, and how its rates are averaged."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from tracker.measures.reduction import reduction
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


def mean_of_reductions(pairs: Sequence[tuple[int, int]]) -> Decimal | None:
    """The mean of each office's own reduction: every office weighs the same, however little it had. Not rounded.

    pairs: baseline and present count of each office; those without a baseline have no rate and are left out.
    None when nobody has a rate. Newspapers print it beside the other without a word, so always name which one it is.
    """
    rates = [rate for rate in (reduction(before, now) for before, now in pairs) if rate is not None]
    return sum(rates, Decimal(0)) / len(rates) if rates else None


def reduction_of_sums(pairs: Sequence[tuple[int, int]]) -> Decimal | None:
    """The reduction of the whole: sums first, then one rate. This is the rate the ledger prints.

    None when the baselines add up to nothing. Source: 压减率 = (Σ基期 − Σ本期) ÷ Σ基期.
    """
    return reduction(sum(before for before, _now in pairs), sum(now for _before, now in pairs))
