"""Bunching at the end of the year (年底突击): how much of a year landed in December, beside what is ordinary."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

_FEWEST = 24  # of fewer items a year, chance alone crowds some into a month
_TELLING = Fraction(3, 2)  # December held half as much again as its working days would bring


@dataclass(frozen=True, slots=True)
class Bunching:
    """share: of the year that landed in December. times: that share over December's share of the working days."""

    share: Fraction
    times: Fraction

    @property
    def is_telling(self) -> bool:
        return self.times >= _TELLING


def december(months: Sequence[int], working_share: Fraction) -> Bunching | None:
    """From a year's twelve counts, and the share of its working days that lie in December (an even twelfth without).

    None for a year of fewer than two items a month.
    Raises ValueError unless there are twelve counts, and for a share of nothing.
    """
    if len(months) != 12 or working_share <= 0:
        raise ValueError(f"A year has twelve counts, December working days: {months=}, {working_share=}.")
    if sum(months) < _FEWEST:
        return None
    share = Fraction(months[-1], sum(months))
    return Bunching(share, share / working_share)
