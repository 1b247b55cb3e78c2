"""Single records: one item as a user may see it, what they logged last, and what looks like it already."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone
from rapidfuzz import fuzz

from tracker.models.deliveries import Delivery, DeliveryQuerySet
from tracker.models.items import Item, ItemQuerySet
from tracker.models.kinds import COUNTED_BY_LANDING
from tracker.models.offices import Office
from tracker.models.posts import offices_visible_to
from tracker.permissions import Permission, may
from tracker.rules.fingerprints import fingerprint, normal_number

ALIKE = 65  # of 100 signs of two titles: 冬季森林防火视频会 and 全县冬季森林防火工作视频会议 have 78
MOST_COMPARED = 100


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a saved item adds, as far as its reader may see: minutes, landings and the count."""

    item: Item
    minutes: int
    landings: int

    @property
    def counts(self) -> int:
        """What it adds to the full count: visits for inspections, else one."""
        return self.landings if self.item.kind in COUNTED_BY_LANDING else min(self.landings, 1)


@dataclass(frozen=True, slots=True)
class LandingRow:
    """A delivery and whether its reader may say how it landed."""

    delivery: Delivery
    may_change: bool


def visible_items(user: User | AnonymousUser) -> ItemQuerySet:
    rows = Item.objects.visible_to(user)
    return rows.select_related("issuer", "logged_for", "logged_by", "official_clause")


def visible_deliveries(user: User | AnonymousUser) -> DeliveryQuerySet:
    return Delivery.objects.visible_to(user).select_related("item__issuer", "item__logged_for", "office")


def landings_of(item: Item, user: User | AnonymousUser) -> DeliveryQuerySet:
    """Where the item landed, as far as the user may see, in official order; dropped ones included."""
    return Delivery.objects.visible_to(user).filter(item=item).select_related("office").order_by("office_path")


def landing_rows(item: Item, user: User | AnonymousUser, limit: int = 200) -> tuple[list[LandingRow], int]:
    """The first landings the user may see, in official order, and how many there are in all."""
    deliveries = landings_of(item, user)
    own = set(offices_visible_to(user).filter(deliveries__item=item).values_list("pk", flat=True))
    logs = may(user, Permission.LOG)
    rows = [LandingRow(delivery, logs and delivery.office_id in own) for delivery in deliveries[:limit]]
    return rows, deliveries.count()


def receipt(item: Item, user: User | AnonymousUser) -> Receipt:
    costs = list(landings_of(item, user).standing().values_list("cost", flat=True))
    return Receipt(item, sum(costs), len(costs))


def last_logged(user: User, kind: str) -> Item | None:
    rows = Item.objects.visible_to(user).standing().filter(logged_by=user, kind=kind)
    return rows.select_related("issuer").order_by("-logged_at", "-pk").first()


def recently_logged(user: User, limit: int = 10) -> list[Item]:
    """What the user logged last, newest first; withdrawn records included."""
    rows = Item.objects.visible_to(user).filter(logged_by=user).select_related("issuer", "official_clause")
    return list(rows.order_by("-logged_at", "-pk")[:limit])


def logged_today(user: User) -> int:
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return Item.objects.filter(logged_by=user, logged_at__gte=midnight).count()


def submitted_as(submission: UUID, user: User) -> Item | None:
    """The item that this filled-in form has already made; None when it is new."""
    return Item.objects.filter(submission=submission, logged_by=user).first()


def look_alikes(item: Item, office: Office | None, user: User) -> list[Item]:
    """Standing items of the same kind, issuer, number, title, day and start: at the office, or anywhere when None.

    Those at an office know their `landing` there.
    """
    rows = visible_items(user).standing().filter(fingerprint=fingerprint(item)).exclude(pk=item.pk)
    return list(_landed_at(office, rows)[:3])


def resembling(item: Item, office: Office | None, user: User) -> list[Item]:
    """Look-alikes, and what the other side may have logged in its own words; best first.

    Same kind and issuer, and the same number, or the same day and much the same title.
    """
    number = normal_number(item.document_number)
    same = Q(day=item.day) | (Q(document_number=number) if number else Q(pk__in=[]))
    rows = visible_items(user).standing().filter(same, kind=item.kind, issuer=item.issuer).exclude(pk=item.pk)
    alike = [(_likeness(row, item), row) for row in _landed_at(office, rows)[:MOST_COMPARED]]
    ranked = sorted((pair for pair in alike if pair[0] >= ALIKE), key=lambda pair: -pair[0])
    return [row for _score, row in ranked[:3]]


def _landed_at(office: Office | None, rows: ItemQuerySet) -> ItemQuerySet:
    """Those that landed at the office, with their `landing` there; all of them for None."""
    if office is None:
        return rows
    there = Delivery.objects.standing().filter(item=OuterRef("pk"), office=office)
    return rows.filter(Exists(there)).annotate(landing=Subquery(there.values("pk")))


def _likeness(row: Item, item: Item) -> float:
    """0 to 100: how much of their titles is the same; 100 for the same number."""
    number = normal_number(item.document_number)
    return 100 if number and row.document_number == number else fuzz.ratio(row.title, item.title)
