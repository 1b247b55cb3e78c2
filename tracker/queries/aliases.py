"""Names of offices that a person confirmed, and the offices a name may mean."""

from datetime import date, datetime

from django.contrib.auth.models import User
from django.db.models import F, Q, Value

from tracker.models.offices import Office, OfficeAlias, OfficeQuerySet
from tracker.models.posts import recipients_open_to
from tracker.queries.senders import likely_senders

MOST_OFFERED = 300


def aliases_confirmed(user: User, home: Office, since: datetime) -> list[OfficeAlias]:
    """What the user said in the ledgers of an office since a moment, newest first."""
    said_here = Q(said_in=home) | Q(said_in__isnull=True)
    rows = OfficeAlias.objects.filter(said_here, confirmed_by=user, confirmed_at__gte=since)
    return list(rows.select_related("office").order_by("-pk"))


def office_named_in(text: str, home: Office, day: date) -> Office | None:
    """The town or village a file's name speaks of, where that is another than `home`; the smallest of several.

    None also where several are equally small, for then the name does not say whose ledger it is.
    """
    county = Office.objects.get_parent(home) or home
    nearby = Office.objects.in_force(day).within(county).filter(kind__in=Office.GRASSROOTS_KINDS)
    named = nearby.annotate(said=Value(text)).filter(said__contains=F("name")).order_by("-depth", "path")
    found = list(named[:2])
    if len(found) == 2 and found[0].depth == found[1].depth:
        return None
    return found[0] if found and found[0] != home else None


def offices_in_force(day: date) -> OfficeQuerySet:
    """Any office may have sent something here."""
    return Office.objects.in_force(day).order_by("path")


def offices_to_offer(user: User, home: Office, day: date) -> list[Office]:
    """Offices worth offering while a name is typed: likely senders to `home`, then towns the user may log for."""
    senders = list(likely_senders(home, day)[:MOST_OFFERED])
    towns = recipients_open_to(user, day).filter(kind__in=Office.TOWN_KINDS)[:MOST_OFFERED]
    return list(dict.fromkeys([*senders, *towns]))
