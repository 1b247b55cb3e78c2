"""The number a target allows (限额): computed, never typed, always rounded down."""

from decimal import ROUND_FLOOR, Decimal


def ceiling_below_baseline(baseline: int, share: Decimal) -> int:
    """What is left of a baseline after cutting a share of it: 154 cut by 0.30 leaves 107.

    Rounds down, because half an item over the promise is over the promise.
    Raises ValueError for a negative baseline or a share outside 0 to 1.
    Source: 较基期压减 30 %–50 % (2019 notice).
    """
    if baseline < 0:
        raise ValueError(f"A baseline cannot be negative: {baseline=}.")
    if not 0 <= share <= 1:
        raise ValueError(f"The share to cut must lie between 0 and 1: {share=}.")
    return int((Decimal(baseline) * (1 - share)).to_integral_value(ROUND_FLOOR))


def remaining(ceiling: int, count: int) -> int:
    """How many more fit under the ceiling; 0 when it is reached or passed."""
    return max(0, ceiling - count)
