"""What the ledger already holds of the things in a file, fetched in few queries."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from tracker.models.deliveries import Delivery
from tracker.models.items import Item
from tracker.models.kinds import Kind

_CHUNK = 500
T = TypeVar("T")


class Known:
    """Items by fingerprint and by document number, and their deliveries by office."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._by_fingerprint: dict[str, list[Item]] = defaultdict(list)
        self._by_number: dict[tuple[int, str], list[Item]] = defaultdict(list)
        self._deliveries: dict[tuple[int, int], Delivery] = {}
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

    def _read_items(self, items: Sequence[Item]) -> None:
        for prints in _chunks({item.fingerprint for item in items}):
            for found in Item.objects.filter(fingerprint__in=prints).order_by("pk"):
                self._by_fingerprint[found.fingerprint].append(found)
        documents = Item.objects.filter(kind=Kind.DOCUMENT).order_by("pk")
        left = (item for item in items if item.document_number and item.fingerprint not in self._by_fingerprint)
        for numbers in _chunks({item.document_number for item in left}):
            for found in documents.filter(document_number__in=numbers):
                self._by_number[found.issuer_id, found.document_number].append(found)

    def _read_deliveries(self) -> None:
        found = [*self._by_fingerprint.values(), *self._by_number.values()]
        items = {item.pk: item for some in found for item in some}
        for ids in _chunks(items):
            for delivery in Delivery.objects.filter(item__in=ids):
                delivery.item = items[delivery.item_id]
                self._deliveries[delivery.item_id, delivery.office_id] = delivery


def _chunks(values: Iterable[T]) -> Iterator[list[T]]:
    left = iter(values)
    while chunk := list(islice(left, _CHUNK)):
        yield chunk
