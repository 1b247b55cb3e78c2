"""Shares of emergency items: what stands out against others and against the year before."""

from decimal import Decimal


def stands_out(share: Decimal, against: Decimal | None, points: int) -> bool:
    """Whether a share lies at least so many percentage points above another. Without another nothing stands out."""
    return against is not None and (share - against) * 100 >= points
