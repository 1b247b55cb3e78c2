"""Keeps SentLoad equal to its deliveries, in the same transactions and under the same locks as Load."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.db.models import Q, Value
from django.db.models.functions import Left

from tracker.models.deliveries import Delivery, DeliveryQuerySet
from tracker.models.offices import Office
from tracker.models.sent_loads import SentLoad
from tracker.queries.landings import AGGREGATES, Rows

SentCell = tuple[int, int, str]  # of one kind: a month, an issuer, and the path of a region
EVERYWHERE = ""


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
    deliveries = Delivery.objects.filter(issuer__in=issuers, month__in=months, kind=kind)
    store_sent_loads(kind, count_sent(deliveries, areas), areas)


def count_sent(deliveries: DeliveryQuerySet, areas: Collection[str]) -> Iterator[tuple[SentCell, dict[str, Any]]]:
    """Figures of standing deliveries by month, issuer and area; areas are paths, one query for each of their depths."""
    for length in sorted({len(path) for path in areas}):
        area = Left("office_path", length) if length else Value(EVERYWHERE)
        grouped = deliveries.standing().annotate(area=area).values("month", "issuer", "area")
        rows: Rows = grouped.annotate(**AGGREGATES).order_by()
        for row in rows:
            cell = row.pop("month"), row.pop("issuer"), row.pop("area")
            if cell[2] in areas:
                yield cell, row


def store_sent_loads(
    kind: str, counted: Iterator[tuple[SentCell, dict[str, Any]]], areas: Mapping[str, int | None]
) -> int:
    """Insert cells; how many."""
    cells = [
        SentLoad(area_id=areas[area], issuer_id=issuer, kind=kind, month=month, **row)
        for (month, issuer, area), row in counted
    ]
    return len(SentLoad.objects.bulk_create(cells, batch_size=2_000))


def regions_by_path() -> dict[str, int | None]:
    """Every area that has cells: path to id, everywhere included."""
    regions = Office.objects.filter(kind=Office.Kind.REGION).values_list("path", "pk")
    return {**dict(regions), EVERYWHERE: None}
