"""How much lands on whom: things a month for a town, by kind and by whether they count officially."""

import math
from random import Random
from typing import Any

from tracker.demo.county import County, Town
from tracker.demo.data import read
from tracker.demo.drafts import Period

HEAVY = "heavy"
UNEVENNESS = 0.06


def landings(town: Town, kind: str, official: bool, period: Period, scale: float) -> int:
    """How many things of a kind land on a town in a month, a little uneven as in life."""
    expected = _monthly(town, kind, official, period.is_base_year) * season(period.number) * scale
    return _rounded(expected * period.rng.gauss(1, UNEVENNESS), period.rng)


def pool_size(county: County, kind: str, official: bool, period: Period, scale: float) -> int:
    """How many things the county's towns draw from in a month: more than even a heavy town receives."""
    heavy = [town for town in county.towns if town.burden == HEAVY]
    mean = sum(_monthly(town, kind, official, period.is_base_year) for town in heavy) / len(heavy)
    return math.ceil(mean * season(period.number) * scale * read("volumes")["breadth"][kind])


def season(month: int) -> float:
    """A month's share of the year times twelve: peaks in March, June to July, September, November and December."""
    return float(read("volumes")["month_shape"][month - 1])


def burden_of(town: Town) -> dict[str, Any]:
    burden: dict[str, Any] = read("volumes")["burdens"][town.burden]
    return burden


def _monthly(town: Town, kind: str, official: bool, is_base_year: bool) -> float:
    """What left the official count this year did not go away: the full count falls by a few per cent only."""
    full, share = burden_of(town)[kind]
    counted = full * share * (1 if is_base_year else town.ratios[kind])
    whole = full * (1 if is_base_year else read("volumes")["full_against_base"])
    return float(counted if official else whole - counted)


def _rounded(number: float, rng: Random) -> int:
    """Up or down by chance, so that the mean stays what it was. Never negative."""
    whole = math.floor(max(0.0, number))
    return whole + (rng.random() < number - whole)
