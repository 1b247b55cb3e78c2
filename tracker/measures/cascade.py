"""A whole number shared out in whole numbers that add up to it exactly."""

from collections.abc import Sequence
from fractions import Fraction
from math import floor


def shared_out(total: int, weights: Sequence[int]) -> list[int]:
    """Whole parts of `total` in the ratio of the weights, in their order, adding up to it: largest remainders.

    Each part is its exact share rounded up or down; of equal remainders the earlier is rounded up. Weights that add up
    to nothing share equally. [] for no weights.
    Raises ValueError for a negative total or weight.
    """
    if total < 0 or any(weight < 0 for weight in weights):
        raise ValueError(f"Nothing negative can be shared out: {total=}, {weights=}.")
    if not weights:
        return []
    whole = sum(weights)
    exact = [Fraction(total * weight, whole) if whole else Fraction(total, len(weights)) for weight in weights]
    parts = [floor(share) for share in exact]
    by_remainder = sorted(range(len(parts)), key=lambda place: (parts[place] - exact[place], place))
    for place in by_remainder[: total - sum(parts)]:
        parts[place] += 1
    return parts
