"""How much lands on whom: things a month for a town, by kind and by whether they count officially."""

import math
from dataclasses import dataclass
from random import Random
from typing import Any

from tracker.demo.county import County, Town
from tracker.demo.data import read
from tracker.demo.drafts import Period
from tracker.models.kinds import Kind

HEAVY = "heavy"
UNEVENNESS = 0.06


@dataclass(frozen=True, slots=True)
class Stratum:
    """Things of one kind in one month that count officially, or that do not. scale: share of the usual volume."""

    kind: Kind
    official: bool
    period: Period
    scale: float


def landings(town: Town, stratum: Stratum) -> int:
    """How many things land on a town in a month, a little uneven as in life."""
    rng = stratum.period.rng
    return _rounded(_expected(town, stratum) * rng.gauss(1, UNEVENNESS), rng)


def pool_size(county: County, stratum: Stratum) -> int:
    """How many things the county's towns draw from in a month: more than even a heavy town receives."""
    heavy = [_expected(town, stratum) for town in county.towns if town.burden == HEAVY]
    return math.ceil(sum(heavy) / len(heavy) * read("volumes")["breadth"][stratum.kind])


def season(month: int) -> float:
    """A month's share of the year times twelve: peaks in March, June to July, September, November and December."""
    return float(read("volumes")["month_shape"][month - 1])


def burden_of(town: Town) -> dict[str, Any]:
    burden: dict[str, Any] = read("volumes")["burdens"][town.burden]
    return burden


def _expected(town: Town, stratum: Stratum) -> float:
    """What left the official count this year did not go away: the full count falls by a few per cent only."""
    full, share = burden_of(town)[stratum.kind]
    is_base_year = stratum.period.is_base_year
    counted = full * share * (1 if is_base_year else town.ratios[stratum.kind])
    whole = full * (1 if is_base_year else read("volumes")["full_against_base"])
    monthly = counted if stratum.official else whole - counted
    return float(monthly * season(stratum.period.number) * stratum.scale)


def _rounded(number: float, rng: Random) -> int:
    """Up or down by chance, so that the mean stays what it was. Never negative."""
    whole = math.floor(max(0.0, number))
    return whole + (rng.random() < number - whole)
