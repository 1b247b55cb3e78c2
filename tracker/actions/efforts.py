"""Writes what the ledger itself costs an office: added to the cell of its month, never to a person."""

from datetime import date

from django.db.models import F
from django.db.models.functions import Least
from django.utils import timezone

from tracker.models.efforts import Effort
from tracker.models.offices import Office
from tracker.periods import month_of

MOST = 2_000_000_000  # what the columns of every database hold


def note_effort(office: Office, way: str, records: int, seconds: int, steps: int, day: date | None = None) -> None:
    """Add to the office's cell of a month, that of `day` or today. Safe when several people save at once.

    records: how many were made. seconds: what they took altogether. steps: fields touched and buttons pressed.
    Raises ValueError for anything negative.
    """
    if min(records, seconds, steps) < 0:
        raise ValueError(f"Nothing takes less than nothing: {records=}, {seconds=}, {steps=}.")
    month = month_of(day or timezone.localdate())
    cell, _is_new = Effort.objects.get_or_create(office=office, month=month, way=way)
    Effort.objects.filter(pk=cell.pk).update(
        records=Least(F("records") + records, MOST),
        seconds=Least(F("seconds") + seconds, MOST),
        steps=Least(F("steps") + steps, MOST),
    )
