"""Lists of items as a user sees them: the rows behind every figure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from tracker.measures.reduction import share
from tracker.models.batches import Batch
from tracker.models.counting_rules import CountingRule
from tracker.models.deliveries import Delivery
from tracker.models.items import Item, ItemQuerySet
from tracker.models.kinds import COUNTED_BY_LANDING, Kind
from tracker.models.offices import Office, within_any
from tracker.periods import month_of
from tracker.queries.landings import AGGREGATES, Landed, Rows, aggregates
from tracker.queries.plans import planned_as
from tracker.rules.channels import way_condition
from tracker.rules.counting import decider_under, official_under

_AT_ONCE = 500
Replayed = TypeVar("Replayed", bound=QuerySet[Any])


@dataclass(frozen=True, slots=True)
class ItemFilter:
    """What to list. Everything left out means no restriction; office includes everything below it, offices mean what
    landed on any of them.

    channels: any of these, "" being one that nobody recorded. formats: any of these forms of documents. way: formal,
    informal or unknown (rules.channels). level: of the issuer.
    under: whether an item counts is asked of this version of the counting rule, not of what was decided. moved: only
    what that brings into the official count (True) or takes out of it (False). due: only what wanted something back by
    that day.
    """

    office: Office | None = None
    issuer: Office | None = None
    kind: str = ""
    first: date | None = None
    last: date | None = None
    channels: tuple[str, ...] = ()
    official: bool | None = None
    text: str = ""
    withdrawn: bool = False
    batch: Batch | None = None
    plan: str = ""
    under: CountingRule | None = None
    moved: bool | None = None
    formats: tuple[str, ...] = ()
    way: str = ""
    level: str = ""
    due: date | None = None
    offices: tuple[Office, ...] = ()


@dataclass(frozen=True, slots=True)
class Sums:
    """What a list of items adds up to. landed: by kind, in the order of the kinds; only the kinds asked for."""

    landed: dict[str, Landed]

    @property
    def number(self) -> int:
        """Rows of the list."""
        return sum(landed.full_items for landed in self.landed.values())

    @property
    def counted(self) -> int:
        """Rows that count officially."""
        return sum(landed.official_items for landed in self.landed.values())

    @property
    def counted_share(self) -> Decimal | None:
        return share(self.counted, self.number)

    @property
    def landings(self) -> int:
        return sum(landed.full_landings for landed in self.landed.values())

    @property
    def minutes(self) -> int:
        return sum(landed.full_minutes for landed in self.landed.values())

    @property
    def kinds(self) -> list[tuple[str, int]]:
        """Label of each kind and its rows."""
        return [(str(Kind(kind).label), landed.full_items) for kind, landed in self.landed.items()]

    @property
    def visits(self) -> int:
        """Inspections by landing, as the full count has them."""
        return sum(self.landed[kind].full for kind in COUNTED_BY_LANDING & self.landed.keys())


def items(user: User | AnonymousUser, wanted: ItemFilter) -> ItemQuerySet:
    """Items the user may see that match, newest first, each with `landings` and `minutes` of what they may see of it.

    Withdrawn items are listed only when asked for, and then alone; their landings count nothing. Replayed, each has
    `counts_under` besides; its own decision stays what is stored until `decided` puts the version's in its place.
    """
    landed = listed_landings(user, wanted)
    of_item = landed.filter(item=OuterRef("pk")).order_by().values("item")
    rows = _matching(user, wanted, landed)
    return rows.select_related("issuer", "official_clause").annotate(
        landings=_number(of_item.annotate(number=Count("pk"))),
        minutes_of_landings=_number(of_item.annotate(number=Sum("cost"))),
    )


def decided(rows: Iterable[Item], wanted: ItemFilter) -> list[Item]:
    """The rows as the version decides that the list is replayed under; as they are where it is not."""
    listed = list(rows)
    if wanted.under is not None:
        decide = decider_under(wanted.under)
        for item in listed:
            decide(item)
    return listed


def latest_items(user: User | AnonymousUser, wanted: ItemFilter, number: int) -> list[Item]:
    """The first rows of the list."""
    return decided(items(user, wanted)[:number], wanted)


class Receiver(NamedTuple):
    """A landing as files tell it: the columns of Delivery. A plain row: a county's year has a hundred thousand."""

    office: Office
    office_path: str
    cost: int
    people: int | None
    minutes: int | None
    travel_minutes: int | None
    preparation_minutes: int | None


def with_receivers(user: User | AnonymousUser, rows: Iterable[Item], wanted: ItemFilter) -> list[Item]:
    """The rows in their order, each with `receivers`: its landings that the list counts, in official order."""
    listed, offices = decided(rows, wanted), _Offices()
    landed = listed_landings(user, wanted).order_by("office_path")
    found: dict[int, list[Receiver]] = {item.pk: [] for item in listed}
    for part in batched(found, _AT_ONCE):
        columns = landed.filter(item__in=part).values_list("item_id", "office_id", *Receiver._fields[1:])
        for item, office, *told in columns:
            found[item].append(Receiver(offices[office], *told))
    for item in listed:
        item.receivers = found[item.pk]  # type: ignore[attr-defined]
    return listed


class _Offices(dict[int, Office]):
    """Offices by id, each read once."""

    def __missing__(self, pk: int) -> Office:
        self.update(Office.objects.in_bulk())
        return self[pk]


def batched(keys: Iterable[int], size: int) -> Iterator[list[int]]:
    left = iter(keys)
    while part := list(islice(left, size)):
        yield part


def totals(user: User | AnonymousUser, wanted: ItemFilter) -> dict[str, Landed]:
    """The figures of such a list by kind: the same counts as the cards and the matrix show."""
    rows = _in_months(listed_landings(user, wanted), wanted)
    if wanted.withdrawn:
        rows = rows.filter(item__withdrawn_at__isnull=False)
    if wanted.issuer is not None:
        rows = rows.filter(issuer=wanted.issuer)
    if wanted.text:
        rows = rows.filter(_about(wanted.text, "item__"))
    rows = rows.filter(_came(wanted, "item__"))
    if wanted.batch is not None:
        rows = rows.filter(item__batch=wanted.batch)
    if wanted.plan:
        rows = rows.filter(planned_as(wanted.plan, "item__"))
    if wanted.due is not None:
        rows = rows.filter(item__deadline=wanted.due)
    if wanted.under is not None:
        rows = _counted(rows.annotate(counts_under=_of_deliveries(wanted, wanted.under)), wanted)
    figures = AGGREGATES if wanted.under is None else aggregates(Q(counts_under=True))
    grouped = {row["kind"]: Landed(**row) for row in rows.values("kind").annotate(**figures).order_by()}
    return {kind: grouped.get(kind, Landed(kind)) for kind in Kind.values if not wanted.kind or kind == wanted.kind}


def sums(user: User | AnonymousUser, wanted: ItemFilter) -> Sums:
    return Sums(totals(user, wanted))


def _matching(user: User | AnonymousUser, wanted: ItemFilter, landed: QuerySet[Delivery]) -> ItemQuerySet:
    rows = Item.objects.filter(Exists(landed.filter(item=OuterRef("pk"))))
    if wanted.withdrawn:
        rows = rows.visible_to(user).filter(withdrawn_at__isnull=False)
    if wanted.issuer is not None:
        rows = rows.filter(issuer=wanted.issuer)
    if wanted.text:
        rows = rows.filter(_about(wanted.text))
    rows = rows.filter(_came(wanted))
    if wanted.batch is not None:
        rows = rows.filter(batch=wanted.batch)
    if wanted.plan:
        rows = rows.filter(planned_as(wanted.plan))
    if wanted.due is not None:
        rows = rows.filter(deadline=wanted.due)
    if wanted.under is not None:
        rows = _counted(rows.annotate(counts_under=official_under(wanted.under)), wanted)
    return rows.order_by("-day", "-pk")


def _of_deliveries(wanted: ItemFilter, under: CountingRule) -> Case:
    """Whether a delivery counts under a version: as stored but for items that it decides otherwise, found once."""
    items = _on_days(Item.objects.annotate(counts_under=official_under(under)), wanted)
    otherwise = Q(item__in=items.exclude(official=F("counts_under")).values("pk"))
    return Case(When(otherwise & Q(official=True), then=Value(False)), When(otherwise, then=Value(True)),
                default=F("official"))  # fmt: skip


def _counted(rows: Replayed, wanted: ItemFilter) -> Replayed:
    """Items or deliveries with `counts_under`: those that count, or do not, or are decided otherwise than stored."""
    if wanted.official is not None:
        rows = rows.filter(counts_under=wanted.official)
    if wanted.moved is not None:
        rows = rows.filter(counts_under=wanted.moved, official=not wanted.moved)
    return rows


def listed_landings(user: User | AnonymousUser, wanted: ItemFilter) -> QuerySet[Delivery]:
    """The landings that a list counts, for one item after another: all conditions but the issuer, because asked of the
    rows of one item it would lure SQLite away from their index.
    """
    rows = Delivery.objects.visible_to(user).filter(withdrawn=wanted.withdrawn)
    if wanted.office is not None:
        rows = rows.landed_on(wanted.office)
    if wanted.offices:
        rows = rows.filter(within_any(wanted.offices, "office_path"))
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.official is not None and wanted.under is None:
        rows = rows.filter(official=wanted.official)
    return _on_days(rows, wanted)


def _on_days(rows: Replayed, wanted: ItemFilter) -> Replayed:
    if wanted.first is not None:
        rows = rows.filter(day__gte=wanted.first)
    return rows if wanted.last is None else rows.filter(day__lte=wanted.last)


def _in_months(rows: QuerySet[Delivery], wanted: ItemFilter) -> QuerySet[Delivery]:
    """Bounds the range that an index reads. Not for rows of one item: it would lure SQLite away from their index."""
    if wanted.first is not None:
        rows = rows.filter(month__gte=month_of(wanted.first))
    return rows if wanted.last is None else rows.filter(month__lte=month_of(wanted.last))


def _came(wanted: ItemFilter, item: str = "") -> Q:
    """How items came: by which channel and form, formally or not, from which level."""
    condition = way_condition(wanted.way, item) if wanted.way else Q()
    if wanted.channels:
        condition &= Q(**{f"{item}channel__in": wanted.channels})
    if wanted.formats:
        condition &= Q(**{f"{item}document_format__in": wanted.formats})
    return condition & Q(issuer__level=wanted.level) if wanted.level else condition


def _about(text: str, prefix: str = "") -> Q:
    """Title, document number or issuer as written contain the text."""
    fields = ("title", "document_number", "issuer_text", "issuer__name")
    condition = Q()
    for field in fields:
        condition |= Q(**{f"{prefix}{field}__icontains": text})
    return condition


def _number(rows: Rows) -> Coalesce:
    return Coalesce(Subquery(rows.values("number"), output_field=IntegerField()), 0)
