"""Which target binds an office: its own, or else that of its group or level in the nearest area above."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from tracker.models.offices import Office
from tracker.models.targets import Target


def targets_in_force(offices: Sequence[Office], side: str, count: str, day: date) -> dict[tuple[int, str], Target]:
    """The target that gives the year's ceiling, as in force on a day, by (office id, kind). Without one: absent."""
    paths = {path for office in offices for path in office.ancestor_paths}
    rows = Target.objects.filter(side=side, count=count, year=day.year, type__in=Target.ANNUAL).select_related("office")
    rows = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)
    rows = rows.filter(Q(office__in=list(offices), level="") | (Q(office__path__in=paths) & ~Q(level="")))
    nearest_last = sorted(rows, key=lambda target: (target.level == "", target.office.depth))
    return {(office.pk, target.kind): target for target in nearest_last for office in offices if _binds(target, office)}


def _binds(target: Target, office: Office) -> bool:
    if target.level == "":
        return target.office_id == office.pk
    return target.level == office.level and target.office.contains(office)
