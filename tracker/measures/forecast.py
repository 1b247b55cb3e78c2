"""Year-end forecast (年末预计): how much is still to land this year, and how sure that is. Pure Python.

What is still to land is spread around its mean with a variance of so many times the mean. On the scale of square roots
that is a bell curve of even width. It fits offices that are steadier than chance (weekly meetings) as well as restless
ones; a negative binomial, which is never steadier than chance, gave intervals that were too wide on real meetings.
"""

from dataclasses import dataclass
from math import erf, exp, floor, sqrt

_LOW, _MIDDLE, _HIGH = 0.1, 0.5, 0.9  # the interval holds 80 %


@dataclass(frozen=True, slots=True)
class Habit:
    """How counts of one sort behave, learned from past years or assumed.

    firmness: items of evidence that the past is worth beside those of this year. trend: how far an office's own growth
    goes on (0: not at all). company: how far it shares what this year brings all offices. spread: variance over mean of
    what is still to land, were the level of the year known. doubt: what that ratio gains with each item expected, over
    the items of evidence for the level.
    """

    firmness: float = 8.0
    trend: float = 0.0
    company: float = 0.5
    spread: float = 1.3
    doubt: float = 2.3


@dataclass(frozen=True, slots=True)
class Outlook:
    """A year seen from one of its days.

    seen: items so far. gone: share of the season by then. usual: items of an ordinary year, from past years.
    trend, company: by how much this year should differ from the usual if the office's own growth went on, and if it
    did as all offices do this year; as logarithms, so 0 is no difference.
    """

    seen: int
    gone: float
    usual: float
    trend: float = 0.0
    company: float = 0.0


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


@dataclass(frozen=True, slots=True)
class Forecast:
    """The count at the end of the year: its median, and the ends of the interval that holds 80 %.

    breach: probability of ending above the ceiling, between 0 and 1; None without a ceiling.
    """

    median: int
    low: int
    high: int
    breach: float | None


def year_end(outlook: Outlook, habit: Habit, ceiling: int | None) -> Forecast:
    rest = rest_of_year(outlook, habit)
    return Forecast(
        median=outlook.seen + rest.quantile(_MIDDLE),
        low=outlook.seen + rest.quantile(_LOW),
        high=outlook.seen + rest.quantile(_HIGH),
        breach=None if ceiling is None else breach(outlook.seen, rest, ceiling),
    )


def rest_of_year(outlook: Outlook, habit: Habit) -> Rest:
    """What is still to land; nothing once the year is over. Raises ValueError for impossible figures."""
    if outlook.seen < 0 or outlook.usual <= 0 or not 0 <= outlook.gone <= 1:
        raise ValueError(f"Not a part of a year: {outlook}.")
    mean, evidence = expected(outlook, habit)
    return Rest(mean, mean * (habit.spread + habit.doubt * mean / evidence))


def expected(outlook: Outlook, habit: Habit) -> tuple[float, float]:
    """The mean of what is still to land, and the items of evidence it rests on.

    The level of past years, moved by growth and by what the year brings everyone, is corrected by what this year showed
    so far and goes on over the rest of the season.
    """
    usual = outlook.usual * exp(habit.trend * outlook.trend + habit.company * outlook.company)
    evidence = habit.firmness + outlook.seen
    return evidence / (habit.firmness / usual + outlook.gone) * (1 - outlook.gone), evidence


def breach(seen: int, rest: Rest, ceiling: int) -> float:
    """Probability that the year ends above the ceiling; 1 once it is passed."""
    return 1 - rest.at_most(ceiling - seen)


def ceiling_of(last_year: int, target: float) -> int:
    """Last year changed by the target share (-0.10: a tenth fewer), rounded down."""
    return floor((1 + target) * last_year + 1e-9)  # 0.9 × 10 is 9, not 8.999…
