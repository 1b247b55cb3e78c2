"""How much of a year's allowance should be used by a given day (序时进度)."""

from datetime import date
from decimal import Decimal

from tracker.periods import year_span, year_to_date


def seasonal_share(same_span: int, whole_year: int) -> Decimal | None:
    """Share of the baseline year that had landed by the same day: 0.85 by 31 October, say.

    None when the baseline year is empty, because it has no season. Not rounded.
    Raises ValueError when the part exceeds the whole or either is negative.
    """
    if not 0 <= same_span <= whole_year:
        raise ValueError(f"The span must be a part of the year: {same_span=}, {whole_year=}.")
    return Decimal(same_span) / Decimal(whole_year) if whole_year else None


def straight_share(year: int, as_of: date) -> Decimal:
    """Share of the year's days gone by the end of `as_of`; 1 once the year is over."""
    return Decimal(year_to_date(year, as_of).days) / Decimal(year_span(year).days)
