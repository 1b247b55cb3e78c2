"""What the ledger already holds of the things in a file, fetched in few queries."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from django.db.models import F

from tracker.actions.batches import undone_deliveries
from tracker.models.deliveries import Delivery
from tracker.models.items import Item
from tracker.models.kinds import Kind

_CHUNK = 5_000
T = TypeVar("T")


class Known:
    """Items by fingerprint and by document number, and their deliveries by office.

    What was withdrawn because its import was undone is not known: the same file brings it again.
    """

    def __init__(self, items: Sequence[Item]) -> None:
        self._by_fingerprint: dict[str, list[Item]] = defaultdict(list)
        self._by_number: dict[tuple[int, str], list[Item]] = defaultdict(list)
        self._deliveries: dict[tuple[int, int], Delivery] = {}
        self._undone: set[int] = set()
        self._read_items(items)
        self._read_deliveries()

    def same(self, item: Item, office_ids: Iterable[int]) -> Item | None:
        """The stored item with this fingerprint, preferably one that landed on one of the offices."""
        found = self._by_fingerprint.get(item.fingerprint, [])
        landed = (one for one in found if any((one.pk, office) in self._deliveries for office in office_ids))
        return next(landed, found[0] if found else None)

    def same_number(self, item: Item) -> list[Item]:
        """Stored documents of the same issuer with the same number, whatever their title and day."""
        if item.kind != Kind.DOCUMENT or not item.document_number:
            return []
        return self._by_number.get((item.issuer_id, item.document_number), [])

    def delivery(self, item: Item, office_id: int) -> Delivery | None:
        return self._deliveries.get((item.pk, office_id))

    def was_undone(self, delivery: Delivery) -> bool:
        """Whether it was withdrawn by undoing an import, and not by a person who knew better."""
        return delivery.pk in self._undone

    def _read_items(self, items: Sequence[Item]) -> None:
        known = Item.objects.annotate(undone_at=F("batch__undone_at")).order_by("pk")
        for prints in _chunks({item.fingerprint for item in items}):
            for found in known.filter(fingerprint__in=prints):
                if not _is_undone(found):
                    self._by_fingerprint[found.fingerprint].append(found)
        documents = known.filter(kind=Kind.DOCUMENT)
        left = (item for item in items if item.document_number and item.fingerprint not in self._by_fingerprint)
        for numbers in _chunks({item.document_number for item in left}):
            for found in documents.filter(document_number__in=numbers):
                if not _is_undone(found):
                    self._by_number[found.issuer_id, found.document_number].append(found)

    def _read_deliveries(self) -> None:
        found = [*self._by_fingerprint.values(), *self._by_number.values()]
        items = {item.pk: item for some in found for item in some}
        for ids in _chunks(items):
            for delivery in Delivery.objects.filter(item__in=ids):
                delivery.item = items[delivery.item_id]
                self._deliveries[delivery.item_id, delivery.office_id] = delivery
        self._undone = undone_deliveries([one.pk for one in self._deliveries.values() if one.withdrawn])


def _is_undone(item: Any) -> bool:
    """Withdrawn at the moment its batch was undone; item: annotated with that moment."""
    return item.withdrawn_at is not None and bool(item.withdrawn_at == item.undone_at)


def _chunks(values: Iterable[T]) -> Iterator[list[T]]:
    left = iter(values)
    while chunk := list(islice(left, _CHUNK)):
        yield chunk
