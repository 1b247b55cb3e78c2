"""What carries out what (上级来文): which item may be the parent of another, and what an item adds to it."""

from dataclasses import dataclass, replace
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.offices import Office

ASKS = ("asks_report", "asks_form", "asks_trace")
LEVELS = tuple(Office.Level.values)  # from the top down
DEEPEST = 30  # steps up that are followed; the law knows six levels
# Whom a demand binds, lowest first. A village's head and a town's are each the first of their place; to send a member
# of staff is what every invitation means, so it adds nothing.
RANKS = {
    "": 0,
    Item.RequiredRank.STAFF: 0,
    Item.RequiredRank.DEPUTY: 1,
    Item.RequiredRank.VILLAGE: 2,
    Item.RequiredRank.PRINCIPAL: 2,
}


@dataclass(frozen=True, slots=True)
class Demands:
    """What is demanded from the top down to an item: the earliest deadline, everything asked for, the highest rank.

    reached: ids of the offices on which it had landed by then.
    """

    deadline: date | None = None
    asks: frozenset[str] = frozenset()
    rank: str = ""
    reached: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Added:
    """What one item demands beyond everything above it.

    earlier: days by which its deadline lies before the earliest one above; 0 where it does not. sets_deadline: it sets
    one where nothing above did. asks: of ASKS, what nothing above asked for. rank: a higher one than anything above
    demanded, else "". receivers: offices that nothing above had reached. meeting, visit: it is one more of these.
    """

    earlier: int = 0
    sets_deadline: bool = False
    asks: tuple[str, ...] = ()
    rank: str = ""
    receivers: int = 0
    meeting: bool = False
    visit: bool = False


def demands_of(item: Item, reached: frozenset[int]) -> Demands:
    """What an item that stands alone demands."""
    asks = frozenset(name for name in ASKS if getattr(item, name))
    return Demands(item.deadline, asks, item.required_rank, reached)


def added_by(above: Demands, item: Item, reached: frozenset[int]) -> Added:
    own = demands_of(item, reached)
    return Added(
        earlier=_days_earlier(above.deadline, own.deadline),
        sets_deadline=above.deadline is None and own.deadline is not None,
        asks=tuple(name for name in ASKS if name in own.asks - above.asks),
        rank=own.rank if RANKS[own.rank] > RANKS[above.rank] else "",
        receivers=len(own.reached - above.reached),
        meeting=item.kind == Kind.MEETING,
        visit=item.kind == Kind.INSPECTION,
    )


def _days_earlier(above: date | None, own: date | None) -> int:
    return 0 if above is None or own is None else max(0, (above - own).days)


def together(above: Demands, item: Item, reached: frozenset[int]) -> Demands:
    """What is demanded once the item has come on top of everything above it."""
    own = demands_of(item, reached)
    deadlines = [day for day in (above.deadline, own.deadline) if day is not None]
    rank = own.rank if RANKS[own.rank] > RANKS[above.rank] else above.rank
    return replace(
        above,
        deadline=min(deadlines, default=None),
        asks=above.asks | own.asks,
        rank=rank,
        reached=above.reached | own.reached,
    )


def is_at_or_above(upper: Office, lower: Office) -> bool:
    """Whether an office's level is the same as another's or higher: nobody carries out what comes from below."""
    return LEVELS.index(upper.level) <= LEVELS.index(lower.level)


def check_parent(item: Item, parent: Item) -> None:
    """Whether `item` may be said to carry out `parent`. Raises ValidationError with the sentence people read."""
    if item.pk is not None and item.pk == parent.pk:
        raise ValidationError(_("一件事项不能是它自己的上级来文。"), code="itself")
    if item.is_withdrawn or parent.is_withdrawn:
        raise ValidationError(_("已撤回的事项不能对应。请先恢复，或另选一件。"), code="withdrawn")
    if parent.day > item.day:
        raise ValidationError(
            _("上级来文的日期 %(upper)s 晚于本条的 %(day)s，请另选一件，或核对日期。"),
            code="later",
            params={"upper": parent.day.isoformat(), "day": item.day.isoformat()},
        )
    if not is_at_or_above(parent.issuer, item.issuer):
        raise ValidationError(
            _("%(upper)s的层级低于%(lower)s，不能是它的上级来文。"),
            code="below",
            params={"upper": parent.issuer.name, "lower": item.issuer.name},
        )
    if is_ancestor(item, parent):
        raise ValidationError(_("选的这件本来就是由本条引起的，不能反过来对应。"), code="circle")


def check_children(item: Item) -> None:
    """Whether the item may bear its day with what was made to carry it out. Raises ValidationError at the day."""
    earliest = item.children.filter(withdrawn_at__isnull=True).order_by("day").first() if item.pk else None
    if earliest is not None and earliest.day < item.day:
        raise ValidationError(
            _("由本条引起的事项最早是 %(day)s 的，本条不能更晚。请核对日期，或先解除那一条的对应。"),
            code="later_than_child",
            params={"day": earliest.day.isoformat()},
        )


def is_ancestor(item: Item, other: Item) -> bool:
    """Whether `other` carries out `item`, at whatever distance. Looks up the rows anew; ends even in a circle."""
    if item.pk is None:
        return False
    step, seen = other.parent_id, {other.pk}
    while step is not None and step not in seen:
        if step == item.pk:
            return True
        seen.add(step)
        step = Item.objects.filter(pk=step).values_list("parent", flat=True).first()
    return False
