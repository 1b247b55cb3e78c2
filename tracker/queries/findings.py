"""Findings (提示): those that keep a light from turning green, and the list of a reader's own."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Q

from tracker.models.baselines import Side
from tracker.models.findings import Finding, FindingQuerySet
from tracker.models.items import Item
from tracker.models.offices import Office
from tracker.queries.histories import who

UNSETTLED = "unsettled"


@dataclass(frozen=True, slots=True)
class FindingFilter:
    """status: one of Finding.Status, or UNSETTLED for all that keep a light from turning green. "" and None: all."""

    status: str = ""
    kind: str = ""
    office: Office | None = None
    year: int | None = None


def findings(user: User | AnonymousUser, chosen: FindingFilter) -> FindingQuerySet:
    """What the user may see of them, newest first. office: with everything below it."""
    rows = Finding.objects.visible_to(user).select_related("office").order_by("-opened_at", "-pk")
    if chosen.status:
        rows = rows.unsettled() if chosen.status == UNSETTLED else rows.filter(status=chosen.status)
    if chosen.kind:
        rows = rows.filter(kind=chosen.kind)
    if chosen.year:
        rows = rows.filter(year=chosen.year)
    return rows.filter(office__in=Office.objects.within(chosen.office)) if chosen.office else rows


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a finding. words: what was written with it; "" for the opening, whose words are the facts."""

    status: str
    at: datetime
    by: str
    words: str

    @property
    def label(self) -> str:
        return str(Finding.Status(self.status).label)


def steps_of(finding: Finding) -> list[Step]:
    """Its story, newest first."""
    records = finding.history.select_related("history_user").order_by("-history_date", "-history_id")
    return [
        Step(
            record.status,
            record.history_date,
            who(record.history_user),
            record.history_change_reason or "",
        )
        for record in records
    ]


def findings_open_to(user: User | AnonymousUser) -> FindingQuerySet:
    return Finding.objects.visible_to(user).select_related("office", "item", "opened_by", "decided_by")


def item_seen_by(user: User | AnonymousUser, pk: int) -> Item | None:
    return Item.objects.visible_to(user).filter(pk=pk).first()


def unsettled(offices: Sequence[Office], side: str, last: date) -> dict[tuple[int, str], list[Finding]]:
    """By (office id, kind), the findings of the year of `last` that nobody has settled yet.

    What was received is that of the office and everything below it, so a finding below it counts; what was sent is
    its own. A finding speaks of the year, whatever day of it is looked at, unless its item came after that day.
    """
    rows = Finding.objects.unsettled().filter(side=side, year=last.year).filter(_about(offices, side))
    rows = rows.filter(Q(item__isnull=True) | Q(item__day__lte=last)).select_related("office").order_by("pk")
    found: dict[tuple[int, str], list[Finding]] = defaultdict(list)
    for finding in rows:
        for office in _concerned(finding, offices, side):
            found[office.pk, finding.kind].append(finding)
    return dict(found)


def _about(offices: Sequence[Office], side: str) -> Q:
    """Of many areas, the one range of paths that spans them all: findings are few, and sorted out afterwards."""
    if side == Side.SENT or not offices:
        return Q(office__in=[office.pk for office in offices])
    first, last = min(office.path for office in offices), max(office.path_end for office in offices)
    return Q(office__path__gte=first, office__path__lt=last)


def _concerned(finding: Finding, offices: Sequence[Office], side: str) -> list[Office]:
    if side == Side.SENT:
        return [office for office in offices if office.pk == finding.office_id]
    return [office for office in offices if office.contains(finding.office)]
