"""Groups of offices: those a reader may see, and the offices they may be made of."""

from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Count, Q

from tracker.models.office_groups import OfficeGroup, OfficeGroupQuerySet
from tracker.models.offices import Office, OfficeQuerySet
from tracker.models.posts import offices_visible_to

MOST_FOUND = 100


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group with its members in official order, and how many targets speak of it."""

    group: OfficeGroup
    members: list[Office]
    targets: int


def group_rows(user: User | AnonymousUser) -> list[GroupRow]:
    """Groups of the user's area and the areas below, by area and name."""
    groups = groups_open_to(user).prefetch_related("members").annotate(number=Count("targets"))
    return [
        GroupRow(group, sorted(group.members.all(), key=lambda office: office.path), group.number) for group in groups
    ]


def groups_open_to(user: User | AnonymousUser) -> OfficeGroupQuerySet:
    """Groups the user may change, if they may set targets at all."""
    return OfficeGroup.objects.visible_to(user).select_related("area")


def offered_members(user: User | AnonymousUser, chosen: Collection[int], words: str) -> list[Office]:
    """Offices to tick, in official order: the chosen ones, and those called or coded like the words.

    Without words those directly below the user's own office; never a whole tree of villages at once.
    """
    scope = offices_visible_to(user)
    found = _called(scope, words) if words else _near(scope)
    kept = scope.filter(pk__in=chosen)
    return sorted({office.pk: office for office in [*kept, *found]}.values(), key=lambda office: office.path)


def _called(scope: OfficeQuerySet, words: str) -> list[Office]:
    named = Q(name__icontains=words) | Q(code__iexact=words) | Q(aliases__name__icontains=words)
    return list(scope.filter(named).distinct().order_by("path")[:MOST_FOUND])


def _near(scope: OfficeQuerySet) -> list[Office]:
    top = scope.order_by("depth").first()
    return [] if top is None else list(scope.filter(depth__lte=top.depth + 1).order_by("path"))
