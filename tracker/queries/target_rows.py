"""Targets as a list: what each promises, the ceilings it makes, and how the offices it binds stand today."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Q, QuerySet

from tracker.measures.standing import Standing
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.models.posts import offices_visible_to, post_of
from tracker.models.targets import Target
from tracker.queries.standings import StandingRow, standings


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One target. bound: the offices in the reader's scope that it is in force for; a nearer target takes them out.

    is_own: it is an office of the reader's scope that promised; else an area above.
    judged: False for a year that has not begun; then only the ceilings mean something.
    """

    target: Target
    bound: list[StandingRow]
    judged: bool
    is_own: bool

    @property
    def own(self) -> StandingRow | None:
        """The one office it binds; None for a target of a whole level, or when nothing is bound."""
        return self.bound[0] if self.bound and not self.target.level else None

    @property
    def ceilings(self) -> list[int]:
        """Ceilings that could be computed, lowest first."""
        return sorted(row.ceiling for row in self.bound if row.ceiling is not None)

    @property
    def standing_counts(self) -> list[tuple[Standing, int]]:
        """How many of the bound offices stand how; standings without an office are left out."""
        counts = [(standing, sum(row.judgement.standing == standing for row in self.bound)) for standing in Standing]
        return [(standing, number) for standing, number in counts if number]


def target_rows(user: User | AnonymousUser, year: int, today: date) -> list[TargetRow]:
    """Targets of a year that the user may see, in official order, own area first.

    They see those of their offices, and those of areas above that bind a level they have.
    """
    targets = sorted(visible_targets(user).filter(year=year), key=_place)
    return rows_of(user, targets, year, today)


def rows_of(user: User | AnonymousUser, targets: Sequence[Target], year: int, today: date) -> list[TargetRow]:
    """Rows of targets that share a year."""
    as_of = max(today, date(year, 1, 1))
    scope = list(offices_visible_to(user).in_force(as_of).order_by("path"))
    mine = {office.pk for office in scope}
    found: dict[int, list[StandingRow]] = defaultdict(list)
    for side, count in {(target.side, target.count) for target in targets}:
        wanted = _offices_bound(scope, [target for target in targets if (target.side, target.count) == (side, count)])
        for row in standings(wanted, year, as_of, side, count).values():
            if row.target is not None:
                found[row.target.pk].append(row)
    return [TargetRow(target, found[target.pk], year <= today.year, target.office_id in mine) for target in targets]


def _place(target: Target) -> tuple[str, str, str, int, str]:
    return target.office.path, target.side, target.level, Kind.values.index(target.kind), target.count


def _offices_bound(scope: Sequence[Office], targets: Sequence[Target]) -> list[Office]:
    """Offices that any of the targets speaks of; which target binds each is decided by queries.targets."""
    single = {target.office_id for target in targets if not target.level}
    whole = [target for target in targets if target.level]
    return [office for office in scope if office.pk in single or any(_covers(target, office) for target in whole)]


def _covers(target: Target, office: Office) -> bool:
    return target.level == office.level and target.office.contains(office)


def changeable_targets(user: User | AnonymousUser) -> QuerySet[Target]:
    """Targets of offices in scope. Those of areas above are kept there."""
    return Target.objects.filter(office__in=offices_visible_to(user)).select_related("office")


def target_years(user: User | AnonymousUser) -> list[int]:
    """Years that have targets, newest first."""
    return sorted(set(visible_targets(user).order_by().values_list("year", flat=True)), reverse=True)


def visible_targets(user: User | AnonymousUser) -> QuerySet[Target]:
    post = post_of(user)
    if post is None:
        return Target.objects.none()
    scope = offices_visible_to(user)
    above = Q(office__path__in=post.office.ancestor_paths, level__in=scope.values("level")) & ~Q(level="")
    return Target.objects.filter(Q(office__in=scope) | above).select_related("office")
