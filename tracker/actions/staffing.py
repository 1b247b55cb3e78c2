"""Write how many people an office has. History keeps who said so."""

from collections.abc import Sequence

from django.contrib.auth.models import User
from django.db import transaction

from tracker.models.staffing import Staffing


@transaction.atomic
def record_staff(rows: Sequence[Staffing], *, by: User | None) -> int:
    """Store each row; one of the same office and day is corrected, so that nothing stands twice. How many."""
    for row in rows:
        stored = Staffing.objects.select_for_update().filter(office=row.office, valid_from=row.valid_from).first()
        if stored is not None:
            row.pk, row._state.adding = stored.pk, False
        row._history_user = by
        row.save()
    return len(rows)
