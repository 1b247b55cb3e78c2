"""How many people each office has, and since when."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Exists, OuterRef, Q, QuerySet

from tracker.models.loads import Load
from tracker.models.offices import Office, OfficeQuerySet
from tracker.models.posts import offices_visible_to
from tracker.models.staffing import Staffing


@dataclass(frozen=True, slots=True)
class StaffRow:
    """current: what holds on the day asked for. None where nobody told."""

    office: Office
    current: Staffing | None


def staffed_offices(user: User | AnonymousUser, day: date) -> OfficeQuerySet:
    """Offices of the user's scope that have staff of their own: all but regions, as they stood on a day."""
    return offices_visible_to(user).in_force(day).exclude(kind=Office.Kind.REGION).order_by("path")


def staff_rows(user: User | AnonymousUser, day: date) -> list[StaffRow]:
    """Towns, villages and whoever else received or told anything, in official order."""
    told = Exists(Staffing.objects.filter(office=OuterRef("pk")))
    received = Exists(Load.objects.filter(office=OuterRef("pk"), full_minutes__gt=0))
    offices = staffed_offices(user, day).filter(Q(kind__in=Office.GRASSROOTS_KINDS) | told | received)
    current = {row.office_id: row for row in _told(user).filter(valid_from__lte=day).order_by("valid_from")}
    return [StaffRow(office, current.get(office.pk)) for office in offices]


def spells_of(office: Office) -> list[Staffing]:
    """Everything told of one office, newest first."""
    return list(Staffing.objects.filter(office=office).order_by("-valid_from"))


def _told(user: User | AnonymousUser) -> QuerySet[Staffing]:
    return Staffing.objects.filter(office__in=offices_visible_to(user))
