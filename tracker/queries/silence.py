"""Which offices have gone silent: their ledger ends too long before the day that is looked at."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db.models import Max
from django.db.models.functions import Left

from tracker.models.deliveries import Delivery
from tracker.models.norms import Norm
from tracker.models.offices import Office
from tracker.periods import Span
from tracker.queries.landings import within_range


def silent_offices(offices: Sequence[Office], as_of: date) -> set[int]:
    """Ids of offices on which nothing landed in the last days before `as_of` (norm silent_days), of any kind.

    Silence is no zero: a count that ends weeks ago is evidence of nothing.
    """
    days = Norm.objects.on(as_of)[Norm.Code.SILENT_DAYS]
    recent = Delivery.objects.standing().during(Span(as_of - timedelta(days=days - 1), as_of))
    heard: set[str] = set()
    for depth in {office.depth for office in offices}:
        rows = within_range(recent, [office for office in offices if office.depth == depth])
        area = Left("office_path", depth * Office.steplen)
        heard.update(rows.annotate(area=area).values_list("area", flat=True).distinct())
    return {office.pk for office in offices if office.path not in heard}


def last_landing(office: Office, as_of: date) -> date | None:
    """The last day on which anything landed on the office or below it; None when nothing ever did."""
    rows = Delivery.objects.standing().landed_on(office).filter(day__lte=as_of)
    last: date | None = rows.aggregate(last=Max("day"))["last"]
    return last
