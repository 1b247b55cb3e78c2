"""Emergency responses a user reads of, and how much of what each issuer sends is marked as emergency."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Case, Count, Q, QuerySet, Value, When

from tracker.measures.emergencies import stands_out
from tracker.measures.reduction import share
from tracker.models.emergencies import Emergency
from tracker.models.items import Item
from tracker.models.norms import Norm
from tracker.models.offices import Office
from tracker.models.posts import post_of
from tracker.periods import Span, year_to_date
from tracker.queries.landings import Rows
from tracker.rules.emergencies import covered_in_query

ENOUGH = 5  # items a year below which a share says nothing


@dataclass(frozen=True, slots=True)
class Marked:
    """Items of an issuer: all, those marked as emergency, and of these the ones no response covers."""

    items: int = 0
    marked: int = 0
    uncovered: int = 0

    @property
    def share(self) -> Decimal | None:
        return share(self.marked, self.items)


@dataclass(frozen=True, slots=True)
class EmergencyShare:
    """One issuer this year to date. peers: the issuers beside it with items enough, added up; None without any.

    before: the same span of last year. points: percentage points above either that are remarked on.
    """

    issuer: Office
    now: Marked
    before: Marked
    peers: Decimal | None
    points: int

    @property
    def above_peers(self) -> bool:
        return self._is_judged and stands_out(self.now.share or Decimal(), self.peers, self.points)

    @property
    def above_last_year(self) -> bool:
        before = self.before.share if self.before.items >= ENOUGH else None
        return self._is_judged and stands_out(self.now.share or Decimal(), before, self.points)

    @property
    def is_outlier(self) -> bool:
        return self.above_peers or self.above_last_year

    @property
    def _is_judged(self) -> bool:
        return self.now.items >= ENOUGH


def responses_concerning(user: User | AnonymousUser) -> QuerySet[Emergency]:
    """Responses in the user's area, and those of the areas above it, which hold there too; the newest first."""
    post = post_of(user)
    if post is None:
        return Emergency.objects.none()
    above = Q(area__path__in=post.office.ancestor_paths)
    below = Q(area__path__gte=post.office.path, area__path__lt=post.office.path_end)
    return (
        Emergency.objects.filter(above | below).select_related("area", "declared_by").order_by("-first", "area__path")
    )


def changeable_responses(user: User | AnonymousUser) -> QuerySet[Emergency]:
    return Emergency.objects.visible_to(user).select_related("area")


def running_above(office: Office, day: date) -> list[Emergency]:
    """Responses that run on a day in an area the office belongs to."""
    return list(Emergency.objects.on(day).filter(area__path__in=office.ancestor_paths).select_related("area"))


def repeats_reason(response: Emergency, days: int) -> bool:
    """Whether a response of the area that ran within so many days before gave the same reason."""
    earlier = Emergency.objects.filter(area=response.area, reason=response.reason).exclude(pk=response.pk)
    return earlier.filter(last__gte=response.first - timedelta(days=days), first__lte=response.first).exists()


def emergency_shares(area: Office, as_of: date) -> list[EmergencyShare]:
    """Issuers of an area that marked anything this year to date: what stands out first, then by share."""
    span = year_to_date(as_of.year, as_of)
    now, before = _marked(area, span), _marked(area, span.in_year(as_of.year - 1))
    issuers = Office.objects.in_bulk(now.keys())
    points = Norm.objects.on(as_of)[Norm.Code.EMERGENCY_SHARE]
    sums = _by_parent(issuers.values(), now)
    rows = [
        EmergencyShare(issuer, now[pk], before.get(pk, Marked()), _peers(issuer, now[pk], sums), points)
        for pk, issuer in issuers.items()
        if now[pk].marked
    ]
    return sorted(rows, key=lambda row: (not row.is_outlier, -(row.now.share or 0), row.issuer.path))


def _marked(area: Office, span: Span) -> dict[int, Marked]:
    sent = Item.objects.standing().during(span).filter(issuer__path__gte=area.path, issuer__path__lt=area.path_end)
    is_covered = Case(When(covered_in_query(), then=Value(True)), default=Value(False))
    grouped = sent.annotate(is_covered=is_covered).values("issuer")
    rows: Rows = grouped.annotate(
        items=Count("pk"),
        marked=Count("pk", filter=Q(emergency=True)),
        uncovered=Count("pk", filter=Q(emergency=True, is_covered=False)),
    ).order_by()
    return {row.pop("issuer"): Marked(**row) for row in rows}


def _by_parent(issuers: Iterable[Office], now: dict[int, Marked]) -> dict[str, Marked]:
    """What the issuers of one area with items enough add up to, by the path of the area."""
    sums: dict[str, Marked] = defaultdict(Marked)
    for issuer in issuers:
        own, whole = now[issuer.pk], sums[_parent(issuer)]
        if own.items >= ENOUGH:
            sums[_parent(issuer)] = Marked(whole.items + own.items, whole.marked + own.marked)
    return sums


def _peers(issuer: Office, own: Marked, sums: dict[str, Marked]) -> Decimal | None:
    """The share of the others; an issuer with too few items is not among them anyway."""
    whole = sums[_parent(issuer)]
    if own.items >= ENOUGH:
        whole = Marked(whole.items - own.items, whole.marked - own.marked)
    return whole.share


def _parent(issuer: Office) -> str:
    return issuer.path[: -Office.steplen]
