"""Which target binds an office: its own, or else that of its level in the nearest area above."""

from collections.abc import Sequence

from django.db.models import Q

from tracker.models.offices import Office
from tracker.models.targets import Target


def targets_in_force(offices: Sequence[Office], side: str, count: str, year: int) -> dict[tuple[int, str], Target]:
    """Target by (office id, kind). Offices and kinds without one are absent."""
    paths = {path for office in offices for path in office.ancestor_paths}
    rows = Target.objects.filter(side=side, count=count, year=year).select_related("office")
    rows = rows.filter(Q(office__in=list(offices), level="") | (Q(office__path__in=paths) & ~Q(level="")))
    nearest_last = sorted(rows, key=lambda target: (target.level == "", target.office.depth))
    return {(office.pk, target.kind): target for target in nearest_last for office in offices if _binds(target, office)}


def _binds(target: Target, office: Office) -> bool:
    if target.level == "":
        return target.office_id == office.pk
    return target.level == office.level and target.office.contains(office)
