"""What landed in a span of days: the one query behind every count and every hour.

Whole months come from Load, the days at either end from the deliveries themselves, so that a page costs what its
offices cost and not what the ledger holds.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Self, final

from django.db.models import Aggregate, Count, Q, Sum
from django.db.models.functions import Left

from tracker.models.counting_rules import CountingRule
from tracker.models.deliveries import Delivery, DeliveryQuerySet
from tracker.models.kinds import COUNTED_BY_LANDING
from tracker.models.loads import Load
from tracker.models.offices import Office, within_any
from tracker.periods import Span, month_of, month_span
from tracker.rules.counting import official_under


def aggregates(official: Q) -> dict[str, Aggregate]:
    """What is counted of deliveries. official: the condition for those that count officially."""
    return {
        "official_items": Count("item", distinct=True, filter=official),
        "full_items": Count("item", distinct=True),
        "official_landings": Count("pk", filter=official),
        "full_landings": Count("pk"),
        "official_minutes": Sum("cost", filter=official, default=0),
        "full_minutes": Sum("cost", default=0),
    }


AGGREGATES = aggregates(Q(official=True))
Cells = dict[tuple[int, str], "Landed"]
Rows = Any  # rows of an aggregation as dictionaries; their columns are beyond the type checker


@final
@dataclass(frozen=True, slots=True)
class Landed:
    """What landed of one kind: distinct items, landings (item × office) and person-minutes, in both counts."""

    kind: str
    official_items: int = 0
    full_items: int = 0
    official_landings: int = 0
    full_landings: int = 0
    official_minutes: int = 0
    full_minutes: int = 0

    @property
    def official(self) -> int:
        """The official count (统计口径): items."""
        return self.official_items

    @property
    def full(self) -> int:
        """The full count (全口径): items; for inspections, visits."""
        return self.full_landings if self.kind in COUNTED_BY_LANDING else self.full_items

    def __add__(self, other: Self) -> "Landed":
        """Raises ValueError for another kind: a meeting and a document do not add up to anything."""
        if self.kind != other.kind:
            raise ValueError(f"Cannot add {other.kind} to {self.kind}.")
        figures = (field.name for field in fields(self) if field.name != "kind")
        return Landed(self.kind, *(getattr(self, name) + getattr(other, name) for name in figures))


def received(areas: Sequence[Office], span: Span, under: CountingRule | None = None) -> Cells:
    """What landed on each area (with everything below it), by (office id, kind). Cells without anything are absent.

    under: replay the official count under this version of the counting rule, on every day of the span; None: each
    item as it was decided by the version in force on its day. A replay reads the deliveries, so it costs more.
    """
    cells: Cells = {}
    if under is not None:
        for office, row in _by_area(Delivery.objects.standing().during(span), areas, under):
            _add(cells, office, row)
        return cells
    whole = span.whole_months()
    if whole:
        rows = Load.objects.filter(office__in=areas, month__range=whole).values("office", "kind")
        summed: Rows = rows.annotate(**{name: Sum(name) for name in AGGREGATES})
        for row in summed:
            _add(cells, row.pop("office"), row)
    for piece in span.partial_months():
        for office, row in _by_area(Delivery.objects.standing().during(piece), areas):
            _add(cells, office, row)
    return cells


def received_by_month(
    areas: Sequence[Office], span: Span, under: CountingRule | None = None
) -> dict[tuple[int, str, int], Landed]:
    """The same figures month by month: (office id, kind, month) to what landed. Months cut by the span are cut."""
    cells: dict[tuple[int, str, int], Landed] = {}
    if under is not None:
        for month in span.months():
            for (office, kind), landed in received(areas, span.overlap(month_span(month)), under).items():
                cells[office, kind, month] = landed
        return cells
    whole = span.whole_months()
    if whole:
        stored = Load.objects.filter(office__in=areas, month__range=whole)
        rows: Rows = stored.values("office", "kind", "month", *AGGREGATES)
        for row in rows:
            office, month = row.pop("office"), row.pop("month")
            cells[office, row["kind"], month] = Landed(**row)
    for piece in span.partial_months():
        for (office, kind), landed in received(areas, piece).items():
            cells[office, kind, month_of(piece.first)] = landed
    return cells


def sent(
    issuers: Iterable[Office] | None, span: Span, area: Office | None = None, under: CountingRule | None = None
) -> Cells:
    """What each issuer caused in a span, by (issuer id, kind): all of it, or only what landed within an area.

    issuers: None means every issuer that sent anything.
    """
    rows = Delivery.objects.standing().during(span)
    if issuers is not None:
        rows = rows.filter(issuer__in=list(issuers))
    if area is not None:
        rows = rows.landed_on(area)
    cells: Cells = {}
    grouped: Rows = _counted(rows, ["issuer", "kind"], under)
    for row in grouped:
        _add(cells, row.pop("issuer"), row)
    return cells


def sent_by_month(issuer: Office, span: Span, under: CountingRule | None = None) -> dict[tuple[str, int], Landed]:
    """What one issuer caused, by (kind, month)."""
    cells = sent_by_month_of([issuer], span, under)
    return {(kind, month): landed for (_issuer, kind, month), landed in cells.items()}


def sent_by_month_of(
    issuers: Sequence[Office], span: Span, under: CountingRule | None = None
) -> dict[tuple[int, str, int], Landed]:
    """What each of these issuers caused, month by month: (issuer id, kind, month). Months cut by the span are cut."""
    rows = Delivery.objects.standing().during(span).filter(issuer__in=issuers)
    grouped: Rows = _counted(rows, ["issuer", "kind", "month"], under)
    return {(row.pop("issuer"), row["kind"], row.pop("month")): Landed(**row) for row in grouped}


def _counted(deliveries: DeliveryQuerySet, columns: Sequence[str], under: CountingRule | None) -> Rows:
    """Figures by the columns, officially counted as decided, or under one version of the rule."""
    if under is None:
        return deliveries.values(*columns).annotate(**AGGREGATES).order_by()
    decided = deliveries.annotate(counts=official_under(under, "item__"))
    return decided.values(*columns).annotate(**aggregates(Q(counts=True))).order_by()


def _by_area(
    deliveries: DeliveryQuerySet, areas: Sequence[Office], under: CountingRule | None = None
) -> Iterable[tuple[int, dict[str, Any]]]:
    depths: Mapping[int, list[Office]] = defaultdict(list)
    for area in areas:
        depths[area.depth].append(area)
    for depth, offices in depths.items():
        ids = {office.path: office.pk for office in offices}
        rows = within_range(deliveries, offices).annotate(area=Left("office_path", depth * Office.steplen))
        grouped: Rows = _counted(rows, ["area", "kind"], under)
        for row in grouped:
            office = ids.get(row.pop("area"))
            if office is not None:
                yield office, row


def within_range(deliveries: DeliveryQuerySet, areas: Sequence[Office]) -> DeliveryQuerySet:
    """Deliveries within the areas: exact for a few, the one range that spans them all for many."""
    if len(areas) <= _FEW:
        return deliveries.filter(within_any(areas, "office_path"))
    first, last = min(area.path for area in areas), max(area.path_end for area in areas)
    return deliveries.filter(office_path__gte=first, office_path__lt=last)


_FEW = 20


def _add(cells: Cells, office: int, row: dict[str, Any]) -> None:
    landed = Landed(**row)
    key = (office, landed.kind)
    cells[key] = cells[key] + landed if key in cells else landed
