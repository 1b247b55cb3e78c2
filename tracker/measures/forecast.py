"""Year-end forecast (年末预计): how much is still to land this year, and how sure that is. Pure Python.

What is still to land is spread around its mean with a variance of about `spread` × mean. On the scale of square roots
that is a bell curve of even width. It fits offices that are steadier than chance (weekly meetings) as well as restless
ones; a negative binomial, which is never steadier than chance, gave intervals that were too wide on real meetings.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import erf, floor, log, sqrt
from typing import TypeVar

T = TypeVar("T")
Months = Sequence[int]  # twelve counts, January first

_LEVEL_HALVES, _SEASON_HALVES = 1.5, 3.0  # years after which a past year counts half
_SHARED_WEIGHT = 30.0  # items of an office's own that weigh as much as the season all offices share
_FEWEST_CASES = 30  # fewer cases teach nothing
_CAUTION = 60.0  # cases that the assumed spread weighs as much as
_EIGHTY = 1.2816  # a bell curve holds 80 % within so many of its widths
_FIRMNESS, _WEIGHTS = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0), (0.35, 0.5, 0.7, 1.0)
_DRIFTS = (0.0, 0.02, 0.05, 0.1, 0.2)


@dataclass(frozen=True, slots=True)
class Habit:
    """How counts of one sort behave, learned from past years or assumed.

    firmness: items of evidence that the level of past years is worth. weight: what an item of this year is worth
    beside them; below 1, because months of one year resemble one another. spread: variance over mean of what is
    still to land. drift: by how much that ratio grows with each item expected.
    """

    firmness: float = 4.0
    weight: float = 0.5
    spread: float = 1.3
    drift: float = 0.03


@dataclass(frozen=True, slots=True)
class Case:
    """A past year seen from a past day. gone: share of the season by then. came: what landed after that day."""

    seen: int
    gone: float
    usual: float
    came: int


@dataclass(frozen=True, slots=True)
class Rest:
    """What is still to land: whole items, never fewer than 0."""

    mean: float
    variance: float

    def at_most(self, count: int) -> float:
        """Probability that no more than `count` items are still to land; 0 for a negative count."""
        if count < 0:
            return 0.0
        if self.variance <= 0:
            return 1.0
        distance = 2 * (sqrt(count + 0.5) - sqrt(self.mean)) * sqrt(self.mean)
        return (1 + erf(distance / sqrt(2 * self.variance))) / 2

    def quantile(self, share: float) -> int:
        """The smallest count that is not passed with probability `share`, which lies between 0 and 1."""
        if not 0 < share < 1:
            raise ValueError(f"A share between 0 and 1 is needed: {share=}.")
        low, high = -1, 1
        while self.at_most(high) < share:
            low, high = high, 2 * high
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if self.at_most(middle) >= share else (middle, high)
        return high


def rest_of_year(seen: int, gone: float, usual: float, habit: Habit) -> Rest:
    """What is still to land when `seen` items landed while the share `gone` of the season went by.

    usual: items of an ordinary year. A year that is over has nothing left. Raises ValueError for impossible figures.
    """
    if seen < 0 or usual <= 0 or not 0 <= gone <= 1:
        raise ValueError(f"Not a part of a year: {seen=}, {gone=}, {usual=}.")
    mean = _mean(seen, gone, usual, habit.firmness, habit.weight)
    return Rest(mean, mean * (habit.spread + habit.drift * mean))


def usual_level(totals: Sequence[int]) -> float | None:
    """Items of an ordinary year, from past years, the oldest first; recent ones weigh more. None without any."""
    weighed = [(_half(age, _LEVEL_HALVES), total) for age, total in _aged(totals) if total]
    return sum(weight * total for weight, total in weighed) / sum(w for w, _total in weighed) if weighed else None


def shared_season(series: Iterable[Sequence[Months]]) -> list[float]:
    """Share of each month in a year, over the past years (oldest first) of many offices; even months without any."""
    weights = [0.0] * 12
    for years in series:
        for age, months in _aged(years):
            total = sum(months)
            for month, count in enumerate(months):
                weights[month] += _half(age, _SEASON_HALVES) * count / sqrt(total) if total else 0.0
    whole = sum(weights)
    return [weight / whole for weight in weights] if whole else [1 / 12] * 12


def own_season(years: Sequence[Months], shared: Sequence[float]) -> list[float]:
    """Share of each month for one office: the shared season, bent by its own past years (oldest first)."""
    weights = [_SHARED_WEIGHT * share for share in shared]
    for age, months in _aged(years):
        for month, count in enumerate(months):
            weights[month] += _half(age, _SEASON_HALVES) * count
    whole = sum(weights)
    return [weight / whole for weight in weights]


def learn(cases: Sequence[Case]) -> Habit:
    """The habit under which the past would have been forecast best; the assumed one when there is too little past."""
    if len(cases) < _FEWEST_CASES:
        return Habit()
    pairs = [(firmness, weight) for firmness in _FIRMNESS for weight in _WEIGHTS]
    firmness, weight = min(pairs, key=lambda pair: sum(miss for _mean, miss in _misses(cases, *pair)))
    return _spread(_misses(cases, firmness, weight), firmness, weight)


def breach(seen: int, rest: Rest, ceiling: int) -> float:
    """Probability that the year ends above the ceiling; 1 once it is passed."""
    return 1 - rest.at_most(ceiling - seen)


def ceiling_of(last_year: int, target: float) -> int:
    """Last year changed by the target share (-0.10: a tenth fewer), rounded down."""
    return floor((1 + target) * last_year + 1e-9)  # 0.9 × 10 is 9, not 8.999…


def _mean(seen: int, gone: float, usual: float, firmness: float, weight: float) -> float:
    """The level of past years, corrected by what this year showed so far, over the rest of the season."""
    level = (firmness + weight * seen) / (firmness / usual + weight * gone)
    return level * (1 - gone)


def _misses(cases: Sequence[Case], firmness: float, weight: float) -> list[tuple[float, float]]:
    """Mean and squared miss of each case, in units of one when counts come by chance."""
    means = [_mean(case.seen, case.gone, case.usual, firmness, weight) for case in cases]
    return [
        (mean, 4 * (sqrt(case.came + 0.25) - sqrt(mean + 0.25)) ** 2) for case, mean in zip(cases, means, strict=True)
    ]


def _spread(misses: list[tuple[float, float]], firmness: float, weight: float) -> Habit:
    """The spread that holds 80 % of the past, cautious while the past is short; of several drifts the likeliest."""
    fits = [(drift, _eighty(misses, drift)) for drift in _DRIFTS]
    drift, spread = min(fits, key=lambda fit: sum(_surprise(miss, mean, *fit) for mean, miss in misses))
    cautious = (len(misses) * spread + _CAUTION * Habit().spread) / (len(misses) + _CAUTION)
    return Habit(firmness, weight, cautious, drift * spread)


def _eighty(misses: list[tuple[float, float]], drift: float) -> float:
    ratios = sorted(miss / (1 + drift * mean) for mean, miss in misses)
    return max(ratios[int(0.8 * len(ratios))] / _EIGHTY**2, 0.1)


def _surprise(miss: float, mean: float, drift: float, spread: float) -> float:
    variance = spread * (1 + drift * mean)
    return miss / variance + log(variance)


def _aged(years: Sequence[T]) -> Iterable[tuple[int, T]]:
    """Each year with its age: the last one is 0 years old."""
    return ((len(years) - 1 - place, year) for place, year in enumerate(years))


def _half(age: float, halves: float) -> float:
    return float(0.5 ** (age / halves))
