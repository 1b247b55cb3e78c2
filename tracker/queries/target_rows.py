"""Targets as a list: what each promises, the ceilings it makes, and how the offices it binds stand today."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Q, QuerySet

from tracker.measures.standing import Standing
from tracker.models.counting_rules import CountingRule
from tracker.models.kinds import Kind
from tracker.models.office_groups import OfficeGroup
from tracker.models.offices import Office
from tracker.models.posts import offices_visible_to, post_of
from tracker.models.targets import Target
from tracker.queries.grounds import ground_of
from tracker.queries.period_targets import BesideRow, beside_rows_on
from tracker.queries.standings import StandingRow, standings_on
from tracker.queries.targets import bound_by, looked_at


class Force(StrEnum):
    """Whether a target holds today."""

    FORMER = "former"
    PRESENT = "present"
    COMING = "coming"


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One target. bound: the offices in the reader's scope that it is in force for; a nearer target takes them out.

    beside: the same for a number per period or a share, which give no yearly ceiling. as_of: the day it is looked at:
    today, or the last or first day it is in force. force: coming ones are not judged, only their ceilings mean
    something. is_own: it is an office of the reader's scope that promised; else an area above.
    """

    target: Target
    bound: list[StandingRow]
    beside: list[BesideRow]
    as_of: date
    force: Force
    is_own: bool

    @property
    def own(self) -> StandingRow | None:
        """The one office it binds; None for a target of several offices, or when nothing is bound."""
        is_single = not self.target.level and not self.target.group_id
        return self.bound[0] if self.bound and is_single else None

    @property
    def judged(self) -> bool:
        return self.force != Force.COMING

    @property
    def ceilings(self) -> list[int]:
        """Ceilings that could be computed, lowest first."""
        return sorted(row.ceiling for row in self.bound if row.ceiling is not None)

    @property
    def standing_counts(self) -> list[tuple[Standing, int]]:
        """How many of the bound offices stand how; standings without an office are left out."""
        found = [row.judgement.standing for row in self.bound] + [row.standing for row in self.beside]
        return [(standing, found.count(standing)) for standing in Standing if standing in found]


def target_rows(user: User | AnonymousUser, year: int, today: date) -> list[TargetRow]:
    """Targets of a year that the user may see, in official order, own area first.

    They see those of their offices, and those of areas above that bind a level or a group they have.
    """
    targets = sorted(visible_targets(user).filter(year=year), key=_place)
    return rows_of(user, targets, today)


def targets_of(
    user: User | AnonymousUser, area: Office, year: int, day: date, under: CountingRule | None = None
) -> list[TargetRow]:
    """Those rows of the user's that speak of an area or of what lies below it, as they stood on a day."""
    rows = rows_of(user, sorted(visible_targets(user).filter(year=year), key=_place), day, under)
    return [row for row in rows if area.contains(row.target.office) or _binds_in(area, row)]


def _binds_in(area: Office, row: TargetRow) -> bool:
    return any(area.contains(one.office) for one in (*row.bound, *row.beside))


def rows_of(
    user: User | AnonymousUser, targets: Sequence[Target], today: date, under: CountingRule | None = None
) -> list[TargetRow]:
    """Rows of targets, each looked at on the day nearest to today on which it is in force.

    under: replayed under this version of the counting rule; promises beside the yearly one are then left unjudged.
    """
    visible = offices_visible_to(user).order_by("path")
    mine = set(visible.values_list("pk", flat=True))
    days: dict[date, list[Target]] = defaultdict(list)
    for target in targets:
        days[looked_at(target, today)].append(target)
    rows = [
        TargetRow(target, bound, beside, day, _force(target, today), target.office_id in mine)
        for day, of_day in days.items()
        for target, bound, beside in _found(list(visible.in_force(day)), of_day, day, under)
    ]
    places = {target.pk: place for place, target in enumerate(targets)}
    return sorted(rows, key=lambda row: places[row.target.pk])


def _force(target: Target, today: date) -> Force:
    if target.valid_from > today:
        return Force.COMING
    return Force.FORMER if target.valid_to and target.valid_to < today else Force.PRESENT


def _found(
    scope: Sequence[Office], targets: Sequence[Target], day: date, under: CountingRule | None
) -> Iterable[tuple[Target, list[StandingRow], list[BesideRow]]]:
    """Each target with the rows of the offices it is the nearest for on the day."""
    bound: dict[int, list[StandingRow]] = defaultdict(list)
    beside: dict[int, list[BesideRow]] = defaultdict(list)
    for side in {target.side for target in targets}:
        of_side = [target for target in targets if target.side == side]
        ground = ground_of(_offices_bound(scope, of_side), day.year, day, side, under)
        for count in {target.count for target in of_side if target.type in Target.ANNUAL}:
            wanted = _offices_bound(scope, [one for one in of_side if one.count == count])
            for row in standings_on(ground, count, wanted).values():
                if row.target is not None:
                    bound[row.target.pk].append(row)
        others = [] if under else [target for target in of_side if target.type not in Target.ANNUAL]
        for one in beside_rows_on(ground, _offices_bound(scope, others)) if others else ():
            beside[one.target.pk].append(one)
    return [(target, bound[target.pk], beside[target.pk]) for target in targets]


def _offices_bound(scope: Sequence[Office], targets: Sequence[Target]) -> list[Office]:
    """Offices that any of the targets speaks of; which target binds each is decided by queries.targets."""
    wanted = {office.pk for offices in bound_by(targets, scope).values() for office in offices}
    return [office for office in scope if office.pk in wanted]


def _place(target: Target) -> tuple[str, str, str, str, int, str, str, date]:
    group = target.group.name if target.group else ""
    kind = Kind.values.index(target.kind)
    return target.office.path, target.side, target.level, group, kind, target.count, target.type, target.valid_from


def overlapping(target: Target, *, replaces: Target | None = None) -> Target | None:
    """A target of the same office, level, group, kind and count that speaks of some of the same days; None if free.

    Those that give a yearly ceiling exclude one another; numbers per period exclude those of the same period.
    replaces: one that is about to be ended, and does not stand in the way.
    """
    same = ("office", "level", "group", "side", "kind", "count", "year")
    rows = Target.objects.filter(**{name: getattr(target, name) for name in same})
    if target.type in Target.ANNUAL:
        rows = rows.filter(type__in=Target.ANNUAL)
    else:
        rows = rows.filter(type=target.type, period=target.period, part=target.part)
    rows = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=target.valid_from))
    if target.valid_to:
        rows = rows.filter(valid_from__lte=target.valid_to)
    return rows.exclude(pk__in=[row.pk for row in (target, replaces) if row and row.pk]).first()


def changeable_targets(user: User | AnonymousUser) -> QuerySet[Target]:
    """Targets of offices in scope. Those of areas above are kept there."""
    return Target.objects.filter(office__in=offices_visible_to(user)).select_related("office", "group", "cascade_of")


def target_years(user: User | AnonymousUser) -> list[int]:
    """Years that have targets, newest first."""
    return sorted(set(visible_targets(user).order_by().values_list("year", flat=True)), reverse=True)


def visible_targets(user: User | AnonymousUser) -> QuerySet[Target]:
    post = post_of(user)
    if post is None:
        return Target.objects.none()
    scope = offices_visible_to(user)
    above = Q(office__path__in=post.office.ancestor_paths, level__in=scope.values("level")) & ~Q(level="")
    grouped = OfficeGroup.members.through.objects.filter(office__in=scope).values("officegroup")
    rows = Target.objects.filter(Q(office__in=scope) | above | Q(group__in=grouped))
    return rows.select_related("office", "group", "cascade_of__office")
