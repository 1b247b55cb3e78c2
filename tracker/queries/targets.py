"""Which target binds which office on a day. The nearest wins: its own, then its group's, then its level's.

Among groups, and among levels, the one set by the nearest area wins; among equals the one that began last.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Q, QuerySet

from tracker.models.baselines import Side
from tracker.models.office_groups import OfficeGroup
from tracker.models.offices import Office
from tracker.models.targets import Target

TargetsInForce = dict[tuple[int, str], Target]


def targets_in_force(offices: Sequence[Office], side: str, count: str, day: date) -> TargetsInForce:
    """The target that gives the year's ceiling, as in force on a day, by (office id, kind). Without one: absent."""
    rows = list(reaching(offices, day).filter(side=side, count=count, type__in=Target.ANNUAL))
    bound = bound_by(rows, offices)
    nearest_last = sorted(rows, key=_nearness)
    return {(office.pk, target.kind): target for target in nearest_last for office in bound[target.pk]}


def promises_beside(offices: Sequence[Office], side: str, day: date) -> list[tuple[Target, list[Office]]]:
    """Numbers per period and shares in force on a day, each with the offices it binds, in official order.

    They stand beside the yearly ceiling. For one office, kind, count and period (or part) the nearest wins.
    """
    rows = list(reaching(offices, day).filter(side=side).exclude(type__in=Target.ANNUAL))
    bound = bound_by(rows, offices)
    nearest: dict[tuple[int, str, str, str, str, str], Target] = {}
    for target in sorted(rows, key=_nearness):
        for office in bound[target.pk]:
            nearest[office.pk, target.type, target.kind, target.count, target.period, target.part] = target
    kept: dict[int, list[Office]] = defaultdict(list)
    for office in offices:
        for key, target in nearest.items():
            if key[0] == office.pk:
                kept[target.pk].append(office)
    return [(target, kept[target.pk]) for target in rows if target.pk in kept]


def looked_at(target: Target, today: date) -> date:
    """The day nearest to today on which a target is in force."""
    return min(max(today, target.valid_from), last_day(target))


def last_day(target: Target) -> date:
    return target.valid_to or date(target.year, 12, 31)


def reaching(offices: Sequence[Office], day: date) -> QuerySet[Target]:
    """Targets in force on a day that may bind one of the offices; `bound_by` says which do."""
    paths = {path for office in offices for path in office.ancestor_paths}
    rows = Target.objects.filter(year=day.year, valid_from__lte=day).select_related("office", "group")
    own = Q(office__in=list(offices), level="", group=None)
    above = Q(office__path__in=paths) & (~Q(level="") | Q(group__isnull=False))
    return rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day)).filter(own | above).order_by("office__path")


def bound_by(targets: Iterable[Target], offices: Sequence[Office]) -> dict[int, list[Office]]:
    """By id of the target, those of the offices it speaks of, in the order given; a nearer target may outweigh it.

    A level never means the area that set it, nor, of what is sent, a region, which sends nothing in its own name.
    """
    targets = list(targets)
    members = _members({target.group_id for target in targets if target.group_id})
    return {target.pk: [office for office in offices if _binds(target, office, members)] for target in targets}


def _binds(target: Target, office: Office, members: dict[int, set[int]]) -> bool:
    if target.group_id:
        return office.pk in members[target.group_id]
    if target.level == "":
        return target.office_id == office.pk
    is_mute = target.side == Side.SENT and office.kind == Office.Kind.REGION
    is_of_level = target.level == office.level and target.office_id != office.pk and target.office.contains(office)
    return is_of_level and not is_mute


def _members(groups: set[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {group: set() for group in groups}
    rows = OfficeGroup.members.through.objects.filter(officegroup__in=groups) if groups else []
    for row in rows:
        found[row.officegroup_id].add(row.office_id)
    return found


def _nearness(target: Target) -> tuple[int, int, date, int]:
    """Greater is nearer."""
    of_one = 0 if target.level else 1 if target.group_id else 2
    return of_one, target.office.depth, target.valid_from, target.pk
