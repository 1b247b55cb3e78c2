"""Drafts: items of the demo before they are stored, with the offices they land on."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from tracker.demo.county import Issuer
from tracker.models.items import Item
from tracker.models.offices import Office


@dataclass(slots=True)
class Draft:
    """breadth: how likely a town is to receive it, against the others of the month. villages: it goes on to them."""

    item: Item
    issuer: Issuer
    breadth: float = 1.0
    villages: bool = False
    receivers: list[Office] = field(default_factory=list)


@dataclass(slots=True)
class Period:
    """One month in the making: its days, its randomness, and the titles its issuers have used this year."""

    month: int
    is_base_year: bool
    rng: Random
    used_titles: set[tuple[int, str]]

    @property
    def year(self) -> int:
        return self.month // 100

    @property
    def number(self) -> int:
        return self.month % 100


def chosen(rng: Random, weights: dict[str, int]) -> str:
    """One key, each as likely as its weight says."""
    return rng.choices(list(weights), list(weights.values()))[0]


def chance(rng: Random, probability: float) -> bool:
    return rng.random() < probability


def around(rng: Random, median: float, spread: float, limits: tuple[int, int], step: int) -> int:
    """A log-normal number rounded to a step and kept within limits. spread: standard deviation of the logarithm."""
    number = round(rng.lognormvariate(0, spread) * median / step) * step
    return max(limits[0], min(limits[1], number))


def landings_of(drafts: list[Draft]) -> Iterator[tuple[Draft, Office]]:
    return ((draft, office) for draft in drafts for office in draft.receivers)
