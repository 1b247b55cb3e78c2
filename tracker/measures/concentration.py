"""How few make up how much of a whole: the running share of parts, and the number of parts that reach a share."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate

from tracker.measures.reduction import share


def running_shares(parts: Sequence[int]) -> list[Decimal | None]:
    """Of parts in their order: the share of the whole that each makes up together with those before it.

    The last one is 1. None throughout when the whole is zero. Not rounded. Raises ValueError for negative parts.
    """
    whole = sum(parts)
    return [share(sofar, whole) for sofar in accumulate(parts)]


def how_few(parts: Sequence[int], reached: Decimal) -> int | None:
    """How many of the largest parts it takes to reach a share of the whole: 0.8 asks for 80 %, exactly reached counts.

    None when the whole is zero. Raises ValueError for a share that is not above 0 and at most 1.
    """
    if not 0 < reached <= 1:
        raise ValueError(f"A share lies above 0 and not above 1: {reached=}.")
    running = running_shares(sorted(parts, reverse=True))
    return next((number for number, part in enumerate(running, start=1) if part is not None and part >= reached), None)
