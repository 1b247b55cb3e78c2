"""Same basket (同口径): the change of a load on a constant set of units, so that a merger is not read as relief."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Units:
    """What landed on units that are counted as one, in one span.

    landings: item × unit, as the ledger has them. items: distinct items, as if the units had always been one.
    comparable: the group is there in both spans; what is not, drops out of the basket.
    """

    landings: int
    items: int
    comparable: bool = True


def same_basket(landings: int, changed: Iterable[Units]) -> int:
    """Landings of an area on a constant set of units.

    landings: those of the whole area. changed: the groups of units that merged, split, were founded or closed; every
    other unit is there throughout and stays as it is. Never negative where the groups lie within the area.
    """
    return landings - sum(group.landings - (group.items if group.comparable else 0) for group in changed)


def index(base: int, now: int) -> Decimal | None:
    """The base year as 100; None from zero. Not rounded. Raises ValueError for a negative count."""
    if base < 0 or now < 0:
        raise ValueError(f"A count cannot be negative: {base=}, {now=}.")
    return None if base == 0 else Decimal(100) * now / base
