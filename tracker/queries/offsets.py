"""Offsets (增一减一) of an issuer: what it could retire, what it retired, and the person-minutes left of that."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone

from tracker.measures.title_families import title_family
from tracker.models.deliveries import Delivery
from tracker.models.items import Item
from tracker.models.offices import Office
from tracker.models.offsets import Offset, OffsetUse, OffsetVerdict
from tracker.models.posts import offices_visible_to, post_of
from tracker.periods import Span
from tracker.permissions import ANSWERING
from tracker.rules.offsets import LEAST_MONTHS

LOOKS_BACK = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Burden:
    """What an issuer keeps sending under one title. minutes: what it cost its receivers in the last twelve months."""

    newest: Item
    times: int
    receivers: tuple[int, ...]
    minutes: int


@dataclass(frozen=True, slots=True)
class OffsetRow:
    """An offset with what was said and taken of it. recurring: items of the same family that came after the offer."""

    offset: Offset
    agreed: int
    objected: int
    silent: int
    uses: Sequence[OffsetUse]
    recurring: Sequence[Item]
    objections: Sequence[OffsetVerdict]
    today: date

    @property
    def receivers(self) -> int:
        return self.agreed + self.objected + self.silent

    @property
    def used(self) -> int:
        return sum(use.person_minutes for use in self.uses if use.released_at is None)

    @property
    def is_expired(self) -> bool:
        return self.offset.expires_on < self.today

    @property
    def left(self) -> int:
        """Person-minutes that may still be taken: none unless it is verified, unexpired and really ended."""
        if self.offset.status != Offset.Status.VERIFIED or self.is_expired or self.recurring:
            return 0
        return max(0, self.offset.person_minutes - self.used)


@dataclass(frozen=True, slots=True)
class Beside:
    """What the official count of this year does not see: items and their person-minutes."""

    emergency: int
    emergency_minutes: int
    uncounted: int
    uncounted_minutes: int


@dataclass(frozen=True, slots=True)
class Asked:
    """An offset and what the offices of one reader said of it; they answer together."""

    offset: Offset
    verdicts: Sequence[OffsetVerdict]

    @property
    def is_open(self) -> bool:
        return any(verdict.agrees is None for verdict in self.verdicts)

    @property
    def offices(self) -> list[str]:
        return [verdict.office.name for verdict in self.verdicts]

    @property
    def agrees(self) -> bool | None:
        return self.verdicts[0].agrees

    @property
    def reason(self) -> str:
        return next((verdict.reason for verdict in self.verdicts if verdict.reason), "")


def own_offsets(user: User | AnonymousUser) -> QuerySet[Offset]:
    """Those that offices of the user's scope offered, which they may take back."""
    return Offset.objects.filter(issuer__in=offices_visible_to(user)).select_related("issuer")


def burdens(issuer: Office, today: date) -> list[Burden]:
    """What the issuer sent in at least two months of the last twelve under one title, and has not retired yet.

    The costliest first.
    """
    rows = Delivery.objects.standing().during(Span(today - LOOKS_BACK + timedelta(days=1), today))
    rows = rows.filter(issuer=issuer).exclude(office=issuer)
    costs = rows.order_by().values_list("item", "office", "cost")
    items = Item.objects.in_bulk({item for item, _office, _cost in costs})
    families: dict[tuple[str, str], dict[int, Item]] = defaultdict(dict)
    receivers: dict[tuple[str, str], set[int]] = defaultdict(set)
    minutes: dict[tuple[str, str], int] = defaultdict(int)
    for pk, office, cost in costs:
        family = family_of(items[pk])
        families[family][pk] = items[pk]
        receivers[family].add(office)
        minutes[family] += cost
    retired = {family_of(offset.item) for offset in standing_offsets(issuer) if offset.item}
    found = [
        Burden(max(same.values(), key=_newest), len(same), tuple(sorted(receivers[family])), minutes[family])
        for family, same in families.items()
        if family not in retired and minutes[family] and len({item.month for item in same.values()}) >= LEAST_MONTHS
    ]
    return sorted(found, key=lambda burden: (-burden.minutes, burden.newest.pk))


def family_of(item: Item) -> tuple[str, str]:
    return item.kind, title_family(item.title)


def standing_offsets(issuer: Office) -> QuerySet[Offset]:
    return issuer.offsets.exclude(status=Offset.Status.WITHDRAWN).select_related("item")


def offset_rows(issuer: Office, today: date, *, locked: bool = False) -> list[OffsetRow]:
    """Every offset of an issuer, the newest first. locked: nobody else takes of them until the transaction ends."""
    offsets = issuer.offsets.select_related("item").order_by("-pk")
    if locked:
        offsets = offsets.select_for_update(of=("self",))
    return [offset_row(offset, today) for offset in offsets]


def offset_row(offset: Offset, today: date) -> OffsetRow:
    said = offset.verdicts.aggregate(
        agreed=Count("pk", filter=Q(agrees=True)),
        objected=Count("pk", filter=Q(agrees=False)),
        silent=Count("pk", filter=Q(agrees__isnull=True)),
    )
    uses = list(offset.uses.select_related("plan_line__plan", "used_by"))
    against = offset.verdicts.filter(agrees=False).select_related("office").order_by("given_at")
    return OffsetRow(offset, **said, uses=uses, recurring=recurring(offset), objections=list(against), today=today)


def recurring(offset: Offset) -> list[Item]:
    """What came under the retired title on a day after the offer."""
    if offset.item is None or offset.status == Offset.Status.WITHDRAWN:
        return []
    since = timezone.localtime(offset.offered_at).date()
    later = Item.objects.standing().filter(issuer=offset.issuer_id, kind=offset.item.kind, day__gt=since)
    family = title_family(offset.item.title)
    return [item for item in later.order_by("day", "pk") if title_family(item.title) == family]


def balance(rows: Sequence[OffsetRow]) -> int:
    """Person-minutes an issuer may still take; never negative."""
    return sum(row.left for row in rows)


def beside(issuer: Office, year: int) -> Beside:
    rows = Delivery.objects.standing().filter(issuer=issuer, month__range=(year * 100 + 1, year * 100 + 12))
    emergency, uncounted = Q(item__emergency=True), Q(official=False, item__emergency=False)
    sums = rows.aggregate(
        emergency=Count("item", filter=emergency, distinct=True),
        emergency_minutes=Sum("cost", filter=emergency, default=0),
        uncounted=Count("item", filter=uncounted, distinct=True),
        uncounted_minutes=Sum("cost", filter=uncounted, default=0),
    )
    return Beside(**sums)


def asked_of(user: User | AnonymousUser, today: date) -> list[Asked]:
    """Offsets on which the reader's offices have a say, those without an answer first. Nobody judges their own."""
    post = post_of(user)
    if post is None or post.role not in ANSWERING:
        return []
    verdicts = OffsetVerdict.objects.filter(office__in=offices_visible_to(user), offset__expires_on__gte=today)
    verdicts = verdicts.exclude(offset__status=Offset.Status.WITHDRAWN).exclude(offset__issuer=post.office)
    rows = verdicts.select_related("offset__issuer", "offset__item", "office").order_by("-offset", "office__path")
    found: dict[int, list[OffsetVerdict]] = defaultdict(list)
    for verdict in rows:
        found[verdict.offset_id].append(verdict)
    asked = [Asked(said[0].offset, said) for said in found.values()]
    return sorted(asked, key=lambda one: not one.is_open)


def answers_owed(user: User | AnonymousUser, today: date) -> int:
    return sum(asked.is_open for asked in asked_of(user, today))


def _newest(item: Item) -> tuple[date, int]:
    return item.day, item.pk
