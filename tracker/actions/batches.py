"""Undo an import: what it added is withdrawn, what it filled in is given back."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from itertools import islice
from typing import NamedTuple, TypeVar

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from tracker.actions.deliveries import settle, update_deliveries
from tracker.actions.imports import FIGURES
from tracker.actions.inserts import remember
from tracker.actions.loads import Touched, refresh_loads, touched_by
from tracker.models.batches import UNDO_WITHIN, Batch
from tracker.models.deliveries import Delivery
from tracker.models.items import Item
from tracker.models.norms import Norm

T = TypeVar("T")
_SIDES = ("sent", "received")
_CHUNK = 5_000
_NAMED = 80  # characters of a file's name that fit into a reason


class UndoRefusedError(Exception):
    """The batch was undone already, or its 30 days are over. Carries one sentence."""


@dataclass(frozen=True, slots=True)
class UndoEffect:
    """What undoing would do: items withdrawn, landings withdrawn from items that stay, landings given their former
    figures back, and how many of the items somebody has changed since."""

    items: int
    deliveries: int
    restored: int
    changed_since: int


class _Word(NamedTuple):
    """A line of a delivery's history."""

    id: int
    at: datetime
    item: int
    sent: bool
    received: bool
    withdrawn: bool
    people: int | None
    minutes: int | None
    travel_minutes: int | None
    preparation_minutes: int | None


@dataclass(slots=True)
class _Undoing:
    """What is to be written. items: to withdraw; those of them that are plain with every delivery they have.

    dropped: other deliveries to withdraw. restored: deliveries with their former words.
    """

    items: list[int]
    plain: list[int]
    dropped: list[Delivery] = field(default_factory=list)
    restored: list[Delivery] = field(default_factory=list)
    changed: set[int] = field(default_factory=set)

    def effect(self) -> UndoEffect:
        gone = set(self.items)
        dropped = [delivery for delivery in self.dropped if delivery.item_id not in gone]
        return UndoEffect(len(self.items), len(dropped), len(self.restored), len(self.changed))


def undo_effect(batch: Batch) -> UndoEffect:
    """What undo_batch would do now. Nothing is written."""
    return _undoing(batch).effect()


@transaction.atomic
def undo_batch(batch: Batch, by: User | None, now: datetime) -> UndoEffect:
    """Undo it in one transaction; the loads stay exact. Raises UndoRefusedError.

    A landing that the other side or another import has spoken of too stays, without what this batch said of it. An
    item of the batch is withdrawn when none of its landings stands any more. Figures changed since stay as they are.
    """
    locked = Batch.objects.select_for_update(of=("self",)).select_related("office").get(pk=batch.pk)
    if not locked.may_be_undone(now):
        raise UndoRefusedError(_("这次导入已经撤销，或已超过 %(days)s 天，不能再撤销。") % {"days": UNDO_WITHIN.days})
    undoing = _undoing(locked)
    effect = undoing.effect()
    _write(undoing, by, now, _("撤销导入“%(file)s”") % {"file": locked.file_name[-_NAMED:]})
    batch.undone_at, batch.undone_by = now, by
    batch.save(update_fields=["undone_at", "undone_by"])
    return effect


def undone_deliveries(ids: Sequence[int]) -> set[int]:
    """Of withdrawn deliveries, those that the undoing of an import withdrew, by their last line of history."""
    moments = set(Batch.objects.filter(undone_at__isnull=False).values_list("undone_at", flat=True)) if ids else set()
    if not moments:
        return set()
    last = {word.id: word.at for word in _words(ids)}
    return {pk for pk, at in last.items() if at in moments}


@dataclass(frozen=True, slots=True)
class _Story:
    """What was said of one delivery: before the batch, by it, and later. side: the one the batch spoke for.

    others: moments of later imports that stand, with their offices.
    """

    delivery: Delivery
    side: str
    before: _Word | None
    said: _Word | None
    later: list[_Word]
    others: dict[datetime, int]

    @property
    def is_changed(self) -> bool:
        """Whether a person has spoken since."""
        return any(word.at not in self.others for word in self.later)

    @property
    def is_said_again(self) -> bool:
        """Whether a later import of the same side has spoken of it."""
        offices = [self.others[word.at] for word in self.later if word.at in self.others]
        return any(self.side == ("received" if pk == self.delivery.office_id else "sent") for pk in offices)

    @property
    def stays(self) -> bool:
        """Whether anybody else has spoken of the landing: before, on the other side, or in another import."""
        other_side = self.delivery.sent if self.side == "received" else self.delivery.received
        return self.before is not None or other_side or self.is_said_again

    def give_back(self) -> bool:
        """Set what the batch said back to what was known before. Whether there was anything to set back."""
        if self.said is None:
            return False
        former = {name: getattr(self.before, name, None) for name in FIGURES if self._is_as_said(name)}
        if not self.is_said_again:
            former[self.side] = bool(getattr(self.before, self.side, False))
        changes = {name: value for name, value in former.items() if getattr(self.delivery, name) != value}
        for name, value in changes.items():
            setattr(self.delivery, name, value)
        return bool(changes)

    def _is_as_said(self, name: str) -> bool:
        return bool(getattr(self.delivery, name) == getattr(self.said, name))


def _undoing(batch: Batch) -> _Undoing:
    standing = Item.objects.standing().filter(batch=batch).order_by("pk").values_list("pk", flat=True)
    spoken_of = _spoken_of_by_others(batch)
    others, kept = set(spoken_of), set()
    undoing = _Undoing(list(standing), [])
    undoing.plain = [pk for pk in undoing.items if pk not in others]
    for story in _stories(batch, spoken_of):
        delivery = story.delivery
        undoing.changed |= {delivery.item_id} if story.is_changed else set()
        if story.stays:
            kept.add(delivery.item_id)
            undoing.restored += [delivery] if story.give_back() else []
        else:
            undoing.dropped.append(delivery)
    undoing.items = [pk for pk in undoing.items if pk not in kept]
    edited = Item.history.filter(batch_id=batch.pk, history_type="~", history_date__gt=batch.imported_at)
    undoing.changed |= set(edited.values_list("id", flat=True))
    return undoing


def _spoken_of_by_others(batch: Batch) -> list[int]:
    """Items of which more is known than the batch told. The landings of all its other items stand as it brought them,
    told by one side alone: none of them stays."""
    landed = Delivery.objects.filter(item__batch=batch)
    brought = Delivery.history.filter(history_date=batch.imported_at)
    alone = dict(landed.values_list("pk", "item")).items() ^ dict(brought.values_list("id", "item")).items()
    told_again = Delivery.history.filter(item__batch=batch).exclude(history_date=batch.imported_at)
    two_sided = landed.filter(Q(withdrawn=True) | Q(sent=True, received=True))
    others = {item for _pk, item in alone}
    return sorted(others.union(*(rows.values_list("item", flat=True) for rows in (told_again, two_sided))))


def _stories(batch: Batch, items: Sequence[int]) -> Iterator[_Story]:
    """Of every standing delivery of these items that the batch wrote, and of whatever else landed of its own."""
    ids = _spoken_of(batch, items)
    words: dict[int, list[_Word]] = defaultdict(list)
    for word in _words(ids):
        words[word.id].append(word)
    others = _later_batches(batch, words.values())
    sides = {word.item: side for its in words.values() for word, side in [_said(batch, its)] if word is not None}
    for delivery in _standing(ids):
        its = words[delivery.pk]
        said, side = _said(batch, its)
        later = [word for word in its if word.at > batch.imported_at]
        yield _Story(delivery, side or sides.get(delivery.item_id, "sent"), _before(batch, its), said, later, others)


def _said(batch: Batch, words: list[_Word]) -> tuple[_Word | None, str]:
    """What the batch said of a delivery, and for which side; None and empty when it said nothing."""
    said = next((word for word in words if word.at == batch.imported_at), None)
    if said is None:
        return None, ""
    before = _before(batch, words)
    set_by_it = [side for side in _SIDES if getattr(said, side) and not getattr(before, side, False)]
    return said, set_by_it[0] if set_by_it else _SIDES[said.received]


def _before(batch: Batch, words: list[_Word]) -> _Word | None:
    """The last word on a landing before the batch; None when it was unknown or withdrawn."""
    earlier = [word for word in words if word.at < batch.imported_at]
    return earlier[-1] if earlier and not earlier[-1].withdrawn else None


def _later_batches(batch: Batch, stories: Iterable[list[_Word]]) -> dict[datetime, int]:
    """Moments of later imports that stand, of those that spoke of the same deliveries, and their offices."""
    moments = {word.at for story in stories for word in story if word.at > batch.imported_at}
    standing = Batch.objects.filter(undone_at__isnull=True, imported_at__gt=batch.imported_at)
    return {at: office for at, office in standing.values_list("imported_at", "office_id") if at in moments}


def _write(undoing: _Undoing, by: User | None, now: datetime, reason: str) -> None:
    for items in _chunks(undoing.items):
        withdrawn = {"withdrawn_at": now, "withdrawn_reason": reason, "version": F("version") + 1}
        Item.objects.filter(pk__in=items).update(**withdrawn)
        remember(Item, items, "~", by, reason, now)
    touched = touched_by([*undoing.dropped, *undoing.restored])
    for items in _chunks(undoing.plain):
        brought = Delivery.objects.filter(item__in=items)
        touched |= {Touched(*told) for told in brought.values_list(*Touched._fields).distinct()}
        _drop(list(brought.values_list("pk", flat=True)), by, now, reason)
    for dropped in _chunks(undoing.dropped):
        _drop([delivery.pk for delivery in dropped], by, now, reason)
    norms = cache(Norm.objects.on)
    for delivery in undoing.restored:
        settle(delivery, delivery.item, norms(delivery.item.day))
    update_deliveries(undoing.restored, by, reason, now)
    refresh_loads(touched)


def _drop(deliveries: Sequence[int], by: User | None, now: datetime, reason: str) -> None:
    Delivery.objects.filter(pk__in=deliveries).update(withdrawn=True)
    remember(Delivery, deliveries, "~", by, reason, now)


def _spoken_of(batch: Batch, items: Sequence[int]) -> list[int]:
    """Deliveries of these items: those the batch wrote, and whatever else landed of its own."""
    ids: set[int] = set()
    for chunk in _chunks(items):
        landed = Delivery.history.filter(item__in=chunk, history_date=batch.imported_at)
        ids |= set(landed.values_list("id", flat=True))
        ids |= set(Delivery.objects.filter(item__in=chunk, item__batch=batch).values_list("pk", flat=True))
    return sorted(ids)


def _standing(ids: Sequence[int]) -> Iterator[Delivery]:
    for chunk in _chunks(ids):
        yield from Delivery.objects.standing().filter(pk__in=chunk).select_related("item", "office")


def _words(ids: Sequence[int]) -> Iterator[_Word]:
    """Lines of history of deliveries, each delivery's in order."""
    names = ("id", "history_date", "item_id", "sent", "received", "withdrawn", *FIGURES)
    for chunk in _chunks(ids):
        rows = Delivery.history.filter(id__in=chunk).order_by("id", "history_date", "history_id")
        yield from (_Word(*row) for row in rows.values_list(*names))


def _chunks(rows: Sequence[T]) -> Iterator[list[T]]:
    left = iter(rows)
    while chunk := list(islice(left, _CHUNK)):
        yield chunk
