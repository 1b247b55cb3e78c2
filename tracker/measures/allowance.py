"""How many more may still be sent or received without a breach (还能发几件): whole numbers, rounded down."""

from dataclasses import dataclass
from fractions import Fraction
from math import floor

from tracker.measures.ceiling import remaining


@dataclass(frozen=True, slots=True)
class Allowance:
    """month: until the end of the running month; year: until the end of the year. Never negative, month ≤ year."""

    month: int
    year: int


def allowance(count: int, ceiling: int, season: Fraction) -> Allowance:
    """What the ceiling leaves after `count` items.

    season: share of the year's load that normally has landed by the end of the running month; by then that share of the
    ceiling may be used. At the end of the year both are the same.
    Raises ValueError for a negative count or ceiling, or a share outside 0 to 1.
    """
    if count < 0 or ceiling < 0 or not 0 <= season <= 1:
        raise ValueError(f"Not a part of a year: {count=}, {ceiling=}, {season=}.")
    whole = remaining(ceiling, count)
    return Allowance(min(remaining(floor(ceiling * season), count), whole), whole)
