"""From a base figure to today's by cause (压减构成): causes that add up to the difference, whatever the data."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate


class Cause(StrEnum):
    """Why a figure differs, in the order in which it is told.

    Counted otherwise, though the same things came: TYPED, the number that was typed in is not that of the ledger;
    RULE, decided otherwise than today's version of the counting rule decides; UNITS, landed on units that were there
    only once, or that have been merged; OVERRULED, a person decided; EMERGENCY, taken out by a declared response.
    Came otherwise: UNTOLD, gone from a month of which nobody has told anything; FORM, a recurring title changed between
    forms that count and forms that do not; STOPPED, a title that does not come any more; FEWER, MORE, a recurring
    title that comes less or more often; NEW, a title that did not come before; SAME, a title that comes as often.
    UNKNOWN: the base is a number without rows.
    """

    TYPED = "typed"
    RULE = "rule"
    UNITS = "units"
    OVERRULED = "overruled"
    EMERGENCY = "emergency"
    UNTOLD = "untold"
    FORM = "form"
    STOPPED = "stopped"
    FEWER = "fewer"
    SAME = "same"
    MORE = "more"
    NEW = "new"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Thing:
    """An item of the base span or of the present one.

    weight: how much it counts where it counts, 1, or its landings. comparable: the same on units that are there in both
    spans; from 0 to weight. decided: whether it counts, as its own time decided. ruled: as today's version decides.
    by_clause: as that version's clauses decide, before any person overruled them. plain: as they would without any
    emergency response. untold: of the base span, and all of it landed where nobody told of that month this year.
    """

    key: int
    family: str
    is_base: bool
    weight: int = 1
    comparable: int = 1
    decided: bool = True
    ruled: bool = True
    by_clause: bool = True
    plain: bool = True
    untold: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """What one item adds to one cause. amount: with the sign it has in the difference, base items taken away."""

    thing: Thing
    cause: Cause
    amount: int


def parts_of(things: Iterable[Thing]) -> list[Part]:
    """Everything that leads from the base figure to today's: the amounts add up to it exactly.

    An item has exactly one of the causes that say what came otherwise, for as much of it as landed on comparable units
    and counts by today's version alone; and besides a part for every respect in which it was counted otherwise than
    that. Those that count in neither way are absent, but for the uncounted counterparts of FORM, with an amount of 0.
    """
    things = list(things)
    families: dict[str, list[Thing]] = defaultdict(list)
    for thing in things:
        families[thing.family].append(thing)
    return [*_counted_otherwise(things), *(part for family in families.values() for part in _came_otherwise(family))]


def levels(base: int, changes: Sequence[int]) -> list[tuple[int, int]]:
    """Where each step begins and ends, running from the base; the last end is today's figure."""
    ends = list(accumulate(changes, initial=base))
    return list(zip(ends, ends[1:], strict=False))


def _counted_otherwise(things: Iterable[Thing]) -> Iterator[Part]:
    for thing in things:
        steps = (
            (Cause.RULE, thing.decided - thing.ruled, thing.weight),
            (Cause.OVERRULED, thing.ruled - thing.by_clause, thing.weight),
            (Cause.EMERGENCY, thing.by_clause - thing.plain, thing.weight),
            (Cause.UNITS, int(thing.plain), thing.weight - thing.comparable),
        )
        for cause, differs, weight in steps:
            if differs * weight:
                yield Part(thing, cause, _signed(thing, differs * weight))


def _came_otherwise(family: Sequence[Thing]) -> Iterator[Part]:
    """Of one title: first what nobody can tell, then what changed its form, and the rest as one."""
    counted = [thing for thing in family if thing.plain and thing.comparable]
    base, now = ([thing for thing in counted if thing.is_base is is_base] for is_base in (True, False))
    lost = _picked((thing for thing in base if thing.untold), _sum(base) - _sum(now))
    base = _without(base, lost)
    moved, counterparts = _moved(family, base, now)
    rest = _rest(family, _without(base, moved), _without(now, moved))
    yield from (Part(thing, Cause.UNTOLD, _signed(thing, thing.comparable)) for thing in lost)
    yield from (Part(thing, Cause.FORM, _signed(thing, thing.comparable)) for thing in moved)
    yield from (Part(thing, Cause.FORM, 0) for thing in counterparts)
    yield from (Part(thing, rest, _signed(thing, thing.comparable)) for thing in _without(counted, [*lost, *moved]))


def _moved(family: Sequence[Thing], base: Sequence[Thing], now: Sequence[Thing]) -> tuple[list[Thing], list[Thing]]:
    """Items that count in one span only, and what takes their place in the other in a form that does not count."""
    plain = [thing for thing in family if not thing.plain and thing.comparable]
    before, after = ([thing for thing in plain if thing.is_base is is_base] for is_base in (True, False))
    fewer, hidden = _sum(base) - _sum(now), _sum(after) - _sum(before)
    side, others, most = (base, after, min(fewer, hidden)) if fewer > 0 else (now, before, min(-fewer, -hidden))
    moved = _picked(side, most)
    return moved, _picked(others, _sum(moved))


def _rest(family: Sequence[Thing], base: Sequence[Thing], now: Sequence[Thing]) -> Cause:
    """What became of a title, apart from what cannot be told and what changed its form."""
    fewer = _sum(base) - _sum(now)
    if fewer == 0:
        return Cause.SAME
    if fewer > 0:
        return Cause.FEWER if any(not thing.is_base for thing in family) else Cause.STOPPED
    return Cause.MORE if any(thing.is_base for thing in family) else Cause.NEW


def _picked(things: Iterable[Thing], most: int) -> list[Thing]:
    """Things in their order that together weigh at most so much."""
    picked = []
    for thing in things:
        if thing.comparable <= most:
            picked.append(thing)
            most -= thing.comparable
    return picked


def _without(things: Sequence[Thing], taken: Sequence[Thing]) -> list[Thing]:
    keys = {(thing.is_base, thing.key) for thing in taken}
    return [thing for thing in things if (thing.is_base, thing.key) not in keys]


def _sum(things: Iterable[Thing]) -> int:
    return sum(thing.comparable for thing in things)


def _signed(thing: Thing, amount: int) -> int:
    return -amount if thing.is_base else amount
