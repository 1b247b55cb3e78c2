"""Keeps SentLoad equal to its deliveries, in the same transactions and under the same locks as Load."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from django.db.models import Q, Value
from django.db.models.functions import Left

from tracker.actions.area_counts import EVERYWHERE, Counted, count_in_areas
from tracker.models.deliveries import Delivery
from tracker.models.offices import Office
from tracker.models.sent_loads import SentLoad
from tracker.queries.landings import AGGREGATES, Rows


def refresh_sent_loads(
    kind: str, months: Collection[int], issuers: Collection[int], regions: Mapping[str, int | None]
) -> None:
    """Re-aggregate what these issuers sent into these regions in these months, and what they sent in all.

    Must run inside the transaction that wrote the deliveries, with the issuers and the regions locked. regions: path
    to id. The cells are written anew: nothing refers to them.
    """
    areas = {**regions, EVERYWHERE: None}
    anywhere = Q(area__in=regions.values()) | Q(area=None)
    SentLoad.objects.filter(anywhere, kind=kind, month__in=months, issuer__in=issuers).delete()
    store_sent_loads(kind, count_in_areas(kind, months, areas, issuers), areas)


def count_sent(kind: str, areas: Collection[str]) -> Iterator[Counted]:
    """A full count of one kind, by month, issuer and area; one query for each depth of the areas, which are paths."""
    deliveries = Delivery.objects.filter(kind=kind)
    for length in sorted({len(path) for path in areas}):
        area = Left("office_path", length) if length else Value(EVERYWHERE)
        grouped = deliveries.standing().annotate(area=area).values("month", "issuer", "area")
        rows: Rows = grouped.annotate(**AGGREGATES).order_by()
        for row in rows:
            month, issuer, path = row.pop("month"), row.pop("issuer"), row.pop("area")
            if path in areas:
                yield month, issuer, path, row


def store_sent_loads(kind: str, counted: Iterable[Counted], areas: Mapping[str, int | None]) -> int:
    """Insert cells; how many."""
    cells = [
        SentLoad(area_id=areas[path], issuer_id=issuer, kind=kind, month=month, **row)
        for month, issuer, path, row in counted
    ]
    return len(SentLoad.objects.bulk_create(cells, batch_size=2_000))


def regions_by_path() -> dict[str, int | None]:
    """Every area that has cells: path to id, everywhere included."""
    regions = Office.objects.filter(kind=Office.Kind.REGION).values_list("path", "pk")
    return {**dict(regions), EVERYWHERE: None}
