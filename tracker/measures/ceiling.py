"""The number a target allows (限额): computed, never typed, always rounded down."""

from decimal import Decimal
from fractions import Fraction
from math import floor


def ceiling_below_baseline(baseline: int | Fraction, share: Decimal) -> int:
    """What is left of a baseline after cutting a share of it: 154 cut by 0.30 leaves 107.

    Rounds down, because half an item over the promise is over the promise. A baseline that is no whole number is what
    a year of monthly counts had reached within a month.
    Raises ValueError for a negative baseline or a share outside 0 to 1.
    Source: 较基期压减 30 %–50 % (2019 notice).
    """
    if baseline < 0:
        raise ValueError(f"A baseline cannot be negative: {baseline=}.")
    if not 0 <= share <= 1:
        raise ValueError(f"The share to cut must lie between 0 and 1: {share=}.")
    return floor(baseline * (1 - Fraction(share)))


def remaining(ceiling: int, count: int) -> int:
    """How many more fit under the ceiling; 0 when it is reached or passed."""
    return max(0, ceiling - count)
