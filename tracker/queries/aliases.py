"""Names of offices that a person confirmed, and the offices a name may mean."""

from datetime import date, datetime

from django.contrib.auth.models import User
from django.db.models import Q

from tracker.models.offices import Office, OfficeAlias, OfficeQuerySet
from tracker.models.posts import recipients_open_to
from tracker.queries.senders import likely_senders

MOST_OFFERED = 300


def aliases_confirmed(user: User, home: Office, since: datetime) -> list[OfficeAlias]:
    """What the user said in the ledgers of an office since a moment, newest first."""
    said_here = Q(said_in=home) | Q(said_in__isnull=True)
    rows = OfficeAlias.objects.filter(said_here, confirmed_by=user, confirmed_at__gte=since)
    return list(rows.select_related("office").order_by("-pk"))


def offices_in_force(day: date) -> OfficeQuerySet:
    """Any office may have sent something here."""
    return Office.objects.in_force(day).order_by("path")


def offices_to_offer(user: User, home: Office, day: date) -> list[Office]:
    """Offices worth offering while a name is typed: likely senders to `home`, then towns the user may log for."""
    senders = list(likely_senders(home, day)[:MOST_OFFERED])
    towns = recipients_open_to(user, day).filter(kind__in=Office.TOWN_KINDS)[:MOST_OFFERED]
    return list(dict.fromkeys([*senders, *towns]))
