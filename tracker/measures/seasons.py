"""What past years say of this one: the season of its months, the level of an ordinary year, and growth. Pure Python."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt
from typing import TypeVar

from tracker.measures.forecast import Outlook

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")
Months = Sequence[int]  # twelve counts, January first

FEWEST = 5  # a year after fewer items than this is not forecast: chance alone would decide
_LEVEL_HALVES, _SEASON_HALVES = 1.5, 3.0  # years after which a past year counts half
_SHARED_WEIGHT = 30.0  # items of an office's own that weigh as much as the shared season, while months come by chance
_CALM = 5  # items added to a year before its growth is taken, so that small years do not leap
_STILL = 0.5  # years without growth that stand beside an office's own
_TOGETHER = 20.0  # evidence (in items, a large office counting less) that all offices do as ever


@dataclass(frozen=True, slots=True)
class Past:
    """What one office's past years come to. trend: see Outlook."""

    season: list[float]
    usual: float
    trend: float


def pasts(years: Mapping[K, Sequence[Months]]) -> dict[K, Past]:
    """By series, from its past years, the oldest first; series with fewer than FEWEST items last year are absent."""
    known = {key: past for key, past in years.items() if past and sum(past[-1]) >= FEWEST}
    shared = shared_season(known.values())
    weight = _SHARED_WEIGHT * max(1.0, _unrest(known.values(), shared))
    return {key: _past(past, shared, weight) for key, past in known.items()}


def outlooks(known: Mapping[K, Past], seen: Mapping[K, int], months_gone: float) -> dict[K, Outlook]:
    """This year seen by `months_gone` (2.5: the middle of March) for every series of which the past is known.

    seen: items so far; a series that is not named has none.
    """
    gone = {key: share_gone(past.season, months_gone) for key, past in known.items()}
    company = _company([(past.usual, gone[key], seen.get(key, 0)) for key, past in known.items()])
    return {key: Outlook(seen.get(key, 0), gone[key], past.usual, past.trend, company) for key, past in known.items()}


def share_gone(season: Sequence[float], months_gone: float) -> float:
    """Share of a season by a moment: the months that are over, and of the running one its part."""
    whole = int(months_gone)
    running = season[whole] * (months_gone - whole) if whole < len(season) else 0.0
    return min(sum(season[:whole]) + running, 1.0)


def usual_level(totals: Sequence[int]) -> float | None:
    """Items of an ordinary year, from past years, the oldest first; recent ones weigh more. None without any."""
    weighed = [(_half(age, _LEVEL_HALVES), total) for age, total in _aged(totals) if total]
    return sum(weight * total for weight, total in weighed) / sum(w for w, _total in weighed) if weighed else None


def trend(totals: Sequence[int]) -> float:
    """How far this year would lie above the usual level if the office's growth went on, as a logarithm; 0 of one year.

    Growth is taken from year to year; the usual level lies a while back, because it is a mean of past years.
    """
    since = totals[next((place for place, total in enumerate(totals) if total), 0) :]
    growths = [log((later + _CALM) / (earlier + _CALM)) for earlier, later in zip(since, since[1:], strict=False)]
    weighed = [(_half(age, _LEVEL_HALVES), growth) for age, growth in _aged(growths)]
    growth = sum(weight * each for weight, each in weighed) / (sum(w for w, _growth in weighed) + _STILL)
    ages = [(_half(age, _LEVEL_HALVES), age) for age, total in _aged(since) if total]
    return growth * (1 + sum(weight * age for weight, age in ages) / sum(w for w, _age in ages)) if ages else 0.0


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


def own_season(years: Sequence[Months], shared: Sequence[float], weight: float = _SHARED_WEIGHT) -> list[float]:
    """Share of each month for one office: the shared season, bent by its own past years (oldest first).

    weight: items of the office's own that weigh as much as the shared season.
    """
    weights = [weight * share for share in shared]
    for age, months in _aged(years):
        for month, count in enumerate(months):
            weights[month] += _half(age, _SEASON_HALVES) * count
    whole = sum(weights)
    return [weight / whole for weight in weights]


def restlessness(months: Months, season: Sequence[float]) -> float:
    """Squared misses of a year's months from a season, in units of chance; about 11 when they come by chance."""
    total = sum(months)
    misses = ((count - total * share, total * share) for count, share in zip(months, season, strict=True) if share)
    return sum(miss**2 / due for miss, due in misses)


def _unrest(series: Iterable[Sequence[Months]], shared: Sequence[float]) -> float:
    """The middle year's restlessness around the season all offices share: 1 is chance. Restless months tell little."""
    found = sorted(restlessness(year, shared) / 11 for years in series for year in years if sum(year) >= FEWEST)
    return found[len(found) // 2] if found else 1.0


def _past(years: Sequence[Months], shared: Sequence[float], weight: float) -> Past:
    totals = [sum(months) for months in years]
    usual = usual_level(totals)
    assert usual is not None
    return Past(own_season(years, shared, weight), usual, trend(totals))


def _company(offices: Iterable[tuple[float, float, int]]) -> float:
    """By how much all offices together lie above what is usual by now, as a logarithm; near 0 while little was due."""
    due = came = _TOGETHER
    for usual, gone, seen in offices:
        due += usual * gone / sqrt(usual)
        came += seen / sqrt(usual)
    return log(came / due)


def _aged(years: Sequence[T]) -> Iterable[tuple[int, T]]:
    """Each year with its age: the last one is 0 years old."""
    return ((len(years) - 1 - place, year) for place, year in enumerate(years))


def _half(age: float, halves: float) -> float:
    return float(0.5 ** (age / halves))
