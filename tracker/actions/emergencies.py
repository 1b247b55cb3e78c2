"""Declare, change and end emergency responses. What they cover is decided anew in the same transaction."""

from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from tracker.actions.counting import Redecided, redecide
from tracker.models.emergencies import Emergency
from tracker.models.items import Item
from tracker.models.offices import within_any


@transaction.atomic
def save_emergency(response: Emergency, *, by: User | None) -> Redecided:
    """Declare a response or change one; how many items began and ceased to count officially."""
    before = Emergency.objects.select_related("area").filter(pk=response.pk).first()
    if before is None:
        response.declared_by = by
    response._history_user = by
    response.save()
    reach = _reach(response) if before is None else _reach(response) | _reach(before)
    rows = Item.objects.filter(reach, emergency=True)
    return redecide(rows, _("应急响应“%(name)s”") % {"name": response.name}, by=by)


def end_emergency(response: Emergency, today: date, *, by: User | None) -> Redecided:
    """The response runs to today and no longer; one that has not begun covers its first day only."""
    response.last = max(response.first, min(response.last, today))
    return save_emergency(response, by=by)


def _reach(response: Emergency) -> Q:
    """Items of the days of a response, sent by anybody in its area."""
    return within_any([response.area], "issuer__path") & Q(day__range=(response.first, response.last))
