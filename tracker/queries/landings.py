"""What landed in a span of days: the one query behind every count and every hour.

Whole months come from Load and SentLoad, the days at either end from the deliveries themselves, so that a page costs
what its offices cost and not what the ledger holds. A month after whose last day nothing lies yet is whole, too.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Self, TypeVar, final

from django.db.models import Aggregate, Count, F, Q, QuerySet, Sum
from django.db.models.functions import Left

from tracker.models.baselines import Side
from tracker.models.counting_rules import CountingRule
from tracker.models.deliveries import Delivery, DeliveryQuerySet
from tracker.models.items import Item
from tracker.models.kinds import COUNTED_BY_LANDING, Kind
from tracker.models.loads import Load
from tracker.models.offices import Office, within_any
from tracker.models.sent_loads import SentLoad
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
        "measured_minutes": Sum("cost", filter=Q(time_source=Delivery.TimeSource.MEASURED), default=0),
        "estimated_minutes": Sum("cost", filter=Q(time_source=Delivery.TimeSource.ESTIMATED), default=0),
    }


AGGREGATES = aggregates(Q(official=True))
_SUMS = {name: Sum(name) for name in AGGREGATES}
Cells = dict[tuple[int, str], "Landed"]
Selected = TypeVar("Selected", bound=QuerySet[Any])
Key = TypeVar("Key")
Rows = Any  # rows of an aggregation as dictionaries; their columns are beyond the type checker


@final
@dataclass(frozen=True, slots=True)
class Landed:
    """What landed of one kind: distinct items, landings (item × office) and person-minutes, in both counts.

    measured_minutes, estimated_minutes: of the full minutes, those that were measured or estimated; the rest is
    taken from the norms, because nobody said how long it took.
    """

    kind: str
    official_items: int = 0
    full_items: int = 0
    official_landings: int = 0
    full_landings: int = 0
    official_minutes: int = 0
    full_minutes: int = 0
    measured_minutes: int = 0
    estimated_minutes: int = 0

    @property
    def official(self) -> int:
        """The official count (统计口径): items."""
        return self.official_items

    @property
    def full(self) -> int:
        """The full count (全口径): items; for inspections, visits."""
        return self.full_landings if self.kind in COUNTED_BY_LANDING else self.full_items

    def __sub__(self, other: Self) -> "Landed":
        """What is left of this without a part of it. Raises ValueError for another kind."""
        if self.kind != other.kind:
            raise ValueError(f"Cannot take {other.kind} from {self.kind}.")
        figures = (field.name for field in fields(self) if field.name != "kind")
        return Landed(self.kind, *(getattr(self, name) - getattr(other, name) for name in figures))

    def __add__(self, other: Self) -> "Landed":
        """Raises ValueError for another kind: a meeting and a document do not add up to anything."""
        if self.kind != other.kind:
            raise ValueError(f"Cannot add {other.kind} to {self.kind}.")
        figures = (field.name for field in fields(self) if field.name != "kind")
        return Landed(self.kind, *(getattr(self, name) + getattr(other, name) for name in figures))


def received(areas: Sequence[Office], span: Span, under: CountingRule | None = None) -> Cells:
    """What landed on each area (with everything below it), by (office id, kind). Cells without anything are absent.

    under: replay the official count under this version of the counting rule, on every day of the span; None: each
    item as it was decided by the version in force on its day. A replay asks besides what that decides otherwise.
    """
    cells: Cells = {}
    whole, pieces = split_months(span)
    if whole:
        rows = Load.objects.filter(office__in=areas, month__range=whole).values("office", "kind")
        summed: Rows = rows.annotate(**_SUMS)
        for row in summed:
            _add(cells, row.pop("office"), row)
    for piece in pieces:
        for office, row in _by_area(landed_in(piece), areas):
            _add(cells, office, row)
    if under is not None:
        for office, row in _by_area(redecided(span, under), areas):
            _redecide(cells, (office, row["kind"]), row)
    return cells


def received_from(issuer: Office, areas: Sequence[Office], span: Span, under: CountingRule | None = None) -> Cells:
    """The same of what one issuer sent, from its deliveries."""
    cells: Cells = {}
    for office, row in _by_area(Delivery.objects.standing().during(span).filter(issuer=issuer), areas):
        _add(cells, office, row)
    if under is not None:
        for office, row in _by_area(redecided(span, under).filter(issuer=issuer), areas):
            _redecide(cells, (office, row["kind"]), row)
    return cells


def received_by_any(
    areas: Sequence[Office], span: Span, under: CountingRule | None = None, issuer: Office | None = None
) -> dict[str, Landed]:
    """What landed on any of the areas, by kind: an item that landed on several of them counts once.

    issuer: only what this office sent.
    """
    within = within_any(areas, "office_path") if issuer is None else within_any(areas, "office_path") & Q(issuer=issuer)
    rows = Delivery.objects.standing().during(span).filter(within)
    cells = {row["kind"]: Landed(**row) for row in _counted(rows, ["kind"])}
    if under is not None:
        for row in _counted(redecided(span, under).filter(within), ["kind"]):
            _redecide(cells, row["kind"], row)
    return cells


def received_by_month(
    areas: Sequence[Office], span: Span, under: CountingRule | None = None
) -> dict[tuple[int, str, int], Landed]:
    """The same figures month by month: (office id, kind, month) to what landed. Months cut by the span are cut."""
    cells: dict[tuple[int, str, int], Landed] = {}
    whole, pieces = split_months(span)
    if whole:
        stored = Load.objects.filter(office__in=areas, month__range=whole)
        rows: Rows = stored.values("office", "kind", "month", *AGGREGATES)
        for row in rows:
            office, month = row.pop("office"), row.pop("month")
            cells[office, row["kind"], month] = Landed(**row)
    for piece in pieces:
        for (office, kind), landed in received(areas, piece).items():
            cells[office, kind, month_of(piece.first)] = landed
    if under is not None:
        for office, row in _by_area(redecided(span, under), areas, "month"):
            _redecide(cells, (office, row["kind"], row.pop("month")), row)
    return cells


def received_by_day(area: Office, span: Span, under: CountingRule | None = None) -> dict[tuple[date, str], Landed]:
    """What landed on an area on each day, by (day, kind); read from the deliveries themselves, for a year at most."""
    cells: dict[tuple[date, str], Landed] = {}
    deliveries = Delivery.objects.standing().during(span).landed_on(area).filter(kind__in=Kind.values)
    for row in _counted(deliveries, ["day", "kind"]):
        day = row.pop("day")
        cells[day, row["kind"]] = Landed(**row)
    if under is not None:
        for row in _counted(redecided(span, under).landed_on(area), ["day", "kind"]):
            _redecide(cells, (row.pop("day"), row["kind"]), row)
    return cells


def sent(
    issuers: Iterable[Office] | None, span: Span, area: Office | None = None, under: CountingRule | None = None
) -> Cells:
    """What each issuer caused in a span, by (issuer id, kind): all of it, or only what landed within an area.

    issuers: None means every issuer that sent anything. Areas below regions, such as towns, are read from their
    deliveries.
    """
    chosen = None if issuers is None else list(issuers)
    cells: Cells = {}
    if area is None or area.kind == Office.Kind.REGION:
        whole, pieces = split_months(span)
        if whole:
            stored = SentLoad.objects.filter(area=area, month__range=whole)
            summed: Rows = _from(chosen, stored).values("issuer", "kind").annotate(**_SUMS).order_by()
            for row in summed:
                _add(cells, row.pop("issuer"), row)
        read = [landed_in(piece) for piece in pieces]
    else:
        read = [Delivery.objects.standing().during(span)]
    for deliveries in read:
        rows = _from(chosen, deliveries if area is None else deliveries.landed_on(area))
        for row in _counted(rows, ["issuer", "kind"]):
            _add(cells, row.pop("issuer"), row)
    if under is not None:
        moved = redecided(span, under)
        for row in _counted(_from(chosen, moved if area is None else moved.landed_on(area)), ["issuer", "kind"]):
            _redecide(cells, (row.pop("issuer"), row["kind"]), row)
    return cells


def sent_by_month(issuer: Office, span: Span, under: CountingRule | None = None) -> dict[tuple[str, int], Landed]:
    """What one issuer caused, by (kind, month)."""
    cells = sent_by_month_of([issuer], span, under)
    return {(kind, month): landed for (_issuer, kind, month), landed in cells.items()}


def sent_by_month_of(
    issuers: Sequence[Office], span: Span, under: CountingRule | None = None
) -> dict[tuple[int, str, int], Landed]:
    """What each of these issuers caused, month by month: (issuer id, kind, month). Months cut by the span are cut."""
    found: list[Rows] = []
    columns = ["issuer", "kind", "month"]
    whole, pieces = split_months(span)
    if whole:
        stored = SentLoad.objects.filter(area=None, month__range=whole)
        found.append(_from(issuers, stored).values(*columns, *AGGREGATES))
    found += [_counted(_from(issuers, landed_in(piece)), columns) for piece in pieces]
    cells = {(row.pop("issuer"), row["kind"], row.pop("month")): Landed(**row) for rows in found for row in rows}
    if under is not None:
        for row in _counted(_from(issuers, redecided(span, under)), columns):
            _redecide(cells, (row.pop("issuer"), row["kind"], row.pop("month")), row)
    return cells


def on_side(side: str, offices: Sequence[Office], span: Span, under: CountingRule | None = None) -> Cells:
    """What the offices received, or what they sent, by (office id, kind)."""
    return received(offices, span, under) if side == Side.RECEIVED else sent(offices, span, under=under)


def on_side_by_month(
    side: str, offices: Sequence[Office], span: Span, under: CountingRule | None = None
) -> dict[tuple[int, str, int], Landed]:
    """The same month by month: (office id, kind, month)."""
    by_month = received_by_month if side == Side.RECEIVED else sent_by_month_of
    return by_month(offices, span, under)


def split_months(span: Span) -> tuple[tuple[int, int] | None, list[Span]]:
    """The whole months of a span, first and last, and the days at either end that do not fill a month.

    Nothing lies ahead of today, so that the month that runs is read like one that is over.
    """
    last = month_span(month_of(span.last)).last
    if span.last < last and not Item.objects.filter(day__gt=span.last, day__lte=last).exists():
        span = Span(span.first, last)
    return span.whole_months(), span.partial_months()


def landed_in(piece: Span) -> DeliveryQuerySet:
    """Deliveries of days within one month. Naming kinds and month lets the index go straight to the areas asked for."""
    month = Delivery.objects.standing().filter(kind__in=Kind.values, month=month_of(piece.first))
    return month.filter(day__range=(piece.first, piece.last))


def _from(issuers: Sequence[Office] | None, rows: Selected) -> Selected:
    return rows if issuers is None else rows.filter(issuer__in=issuers)


def _counted(deliveries: DeliveryQuerySet, columns: Sequence[str]) -> Rows:
    """Figures by the columns, officially counted as decided."""
    return deliveries.values(*columns).annotate(**AGGREGATES).order_by()


def redecided(span: Span, under: CountingRule) -> DeliveryQuerySet:
    """Deliveries of items that a version decides otherwise than was decided. Items are few beside their deliveries."""
    items = Item.objects.during(span).annotate(counts=official_under(under)).exclude(official=F("counts"))
    return Delivery.objects.standing().during(span).filter(item__in=items.values("pk"))


def _redecide(cells: dict[Key, Landed], key: Key, row: dict[str, Any]) -> None:
    """Put right what a cell counts officially. row: figures of what is decided otherwise, counted as stored."""
    moved, stored = Landed(**row), cells[key]
    cells[key] = replace(
        stored,
        official_items=stored.official_items + moved.full_items - 2 * moved.official_items,
        official_landings=stored.official_landings + moved.full_landings - 2 * moved.official_landings,
        official_minutes=stored.official_minutes + moved.full_minutes - 2 * moved.official_minutes,
    )


def counted_on_side(
    side: str, deliveries: DeliveryQuerySet, offices: Sequence[Office], *columns: str
) -> Iterable[tuple[int, dict[str, Any]]]:
    """Figures by office, kind and these columns: the id of whom it landed on or below, or of who sent it; the row."""
    if side == Side.RECEIVED:
        yield from _by_area(deliveries, offices, *columns)
        return
    for row in _counted(_from(offices, deliveries), ["issuer", "kind", *columns]):
        yield row.pop("issuer"), row


def _by_area(
    deliveries: DeliveryQuerySet, areas: Sequence[Office], *columns: str
) -> Iterable[tuple[int, dict[str, Any]]]:
    depths: Mapping[int, list[Office]] = defaultdict(list)
    for area in areas:
        depths[area.depth].append(area)
    for depth, offices in depths.items():
        ids = {office.path: office.pk for office in offices}
        rows = within_range(deliveries, offices).annotate(area=Left("office_path", depth * Office.steplen))
        grouped: Rows = _counted(rows, ["area", "kind", *columns])
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
