"""Learning how counts behave, from years that are over: the habit under which they would have been forecast best."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import log, sqrt

from tracker.measures.forecast import Habit, Outlook, expected
from tracker.measures.seasons import FEWEST, Months, own_season, restlessness, shared_season

_EIGHTY = 1.2816  # a bell curve holds 80 % within so many of its widths
_FEWEST_CASES = 9  # fewer cases teach nothing
_CAUTION = 15.0  # cases that the assumed spread weighs as much as
_FLATTERY = 5.0  # a fit flatters itself by about so many cases
_LEAST_SPREAD, _LEAST_ASSUMED = 0.05, 0.1
_MONTHS_ASSUMED = 30.0  # past months that the spread of chance weighs as much as, before anything is learned
_DOUBT_ASSUMED = 1.8  # doubt over spread, before anything is learned
_TRENDS, _COMPANIES = (0.0, 0.3, 0.6, 0.9), (0.0, 0.5, 1.0)
_FIRMNESS = tuple(2.0**power for power in range(-1, 9))
_DOUBTS = (0.0, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0)  # over spread


@dataclass(frozen=True, slots=True)
class Case:
    """A past year seen from a past day, and what landed after it."""

    outlook: Outlook
    came: int


def learn(cases: Sequence[Case], assumed: Habit) -> Habit:
    """The habit under which the past would have been forecast best; the assumed one when there is too little past."""
    if len(cases) < _FEWEST_CASES:
        return assumed
    habit = assumed
    for _round in range(2):  # firmness depends on the rest and the rest on firmness; a second look settles it
        habit = _best(cases, (replace(habit, trend=t, company=c) for t in _TRENDS for c in _COMPANIES))
        habit = _best(cases, (replace(habit, firmness=firmness) for firmness in _FIRMNESS))
    return _spread(cases, habit, assumed)


def assumed_habit(pasts: Iterable[Sequence[Months]]) -> Habit:
    """What to assume before a year was ever forecast: months restless around their season make for a restless year.

    pasts: the past years of each office, the oldest first. Each year's months are held against the season that the
    office's other years and all offices together would have given it.
    """
    offices = list(pasts)
    shared, squares, months = shared_season(offices), _MONTHS_ASSUMED * Habit().spread, _MONTHS_ASSUMED
    for years in offices:
        for place, year in enumerate(years):
            if sum(year) >= FEWEST:
                squares += restlessness(year, own_season([*years[:place], *years[place + 1 :]], shared))
                months += 11 * (1 if len(years) > 1 else 1 - 1 / len(offices))
    spread = max(squares / months, _LEAST_ASSUMED)
    return Habit(spread=spread, doubt=_DOUBT_ASSUMED * spread)


def _best(cases: Sequence[Case], habits: Iterable[Habit]) -> Habit:
    return min(habits, key=lambda habit: sum(abs(_miss(case, expected(case.outlook, habit)[0])) for case in cases))


def _miss(case: Case, mean: float) -> float:
    """How far the mean was from what came, in units of chance."""
    return 2 * (sqrt(case.came + 0.25) - sqrt(mean + 0.25))


def _spread(cases: Sequence[Case], habit: Habit, assumed: Habit) -> Habit:
    """The spread that holds 80 % of the past, of several doubts the likeliest; cautious while the past is short."""
    told = [(*expected(case.outlook, habit), case) for case in cases]
    misses = [(mean / evidence, _miss(case, mean) ** 2) for mean, evidence, case in told if mean > 0]
    fits = [(doubt, _eighty(misses, doubt)) for doubt in _DOUBTS]
    doubt, spread = min(fits, key=lambda fit: sum(_surprise(miss, thin, *fit) for thin, miss in misses))
    known = sum((assumed.spread + assumed.doubt * thin) / (1 + doubt * thin) for thin, _miss in misses)
    number = len(misses)
    cautious = ((number + _FLATTERY) * spread + _CAUTION * known / number) / (number + _CAUTION)
    return replace(habit, spread=cautious, doubt=doubt * cautious)


def _eighty(misses: Sequence[tuple[float, float]], doubt: float) -> float:
    ratios = sorted(miss / (1 + doubt * thin) for thin, miss in misses)
    return max(ratios[int(0.8 * len(ratios))] / _EIGHTY**2, _LEAST_SPREAD)


def _surprise(miss: float, thin: float, doubt: float, spread: float) -> float:
    variance = spread * (1 + doubt * thin)
    return miss / variance + log(variance)
