"""How many offices have used how much: a middle, and bins of equal width."""

from collections.abc import Sequence
from decimal import Decimal

WIDTH = Decimal("0.1")  # of a bin: ten points of a ceiling
LAST = 20  # bins: whatever reaches twice the line and more stands in the last one


def middle(shares: Sequence[Decimal]) -> Decimal | None:
    """The share that half of them do not exceed, always one of them; of an even number the lower. None without any."""
    return sorted(shares)[(len(shares) - 1) // 2] if shares else None


def bin_of(share: Decimal) -> int:
    """0 for up to a tenth, 1 for up to two tenths and so on, so that exactly the whole line still lies below it.

    Nothing at all lies in the first bin. Raises ValueError for a negative share.
    """
    if share < 0:
        raise ValueError(f"A share cannot be negative: {share}.")
    whole, rest = divmod(share, WIDTH)
    return min(max(int(whole) - (not rest), 0), LAST)
