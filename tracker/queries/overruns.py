"""Accepted overruns (同意超额): which of them hold for which figures on a day."""

from collections.abc import Sequence
from datetime import date

from tracker.models.offices import Office
from tracker.models.overruns import Overrun


def overruns_in_force(offices: Sequence[Office], side: str, count: str, day: date) -> dict[tuple[int, str], Overrun]:
    """By (office id, kind): the one accepted last, of those that were accepted by the day and have not ended."""
    rows = Overrun.objects.filter(office__in=list(offices), side=side, count=count, year=day.year, ends_on__gte=day)
    rows = rows.filter(entered_at__date__lte=day).order_by("entered_at", "pk")
    return {(row.office_id, row.kind): row for row in rows}
