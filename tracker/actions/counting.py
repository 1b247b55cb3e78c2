"""Decides stored items anew, after a version of the counting rule or an emergency response has changed."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.contrib.auth.models import User
from django.db.models import Case, F, Q, Value, When
from django.utils import timezone

from tracker.actions.inserts import update_with_history
from tracker.actions.loads import Touched, refresh_loads
from tracker.models.counting_rules import CountingRule
from tracker.models.deliveries import Delivery
from tracker.models.items import Item, ItemQuerySet
from tracker.rules.counting import clause_under, official_under, times_in_force

_STEP = 5_000


class Redecided(NamedTuple):
    """How many items began to count and ceased to count officially."""

    came_in: int
    went_out: int


def redecide(rows: ItemQuerySet, reason: str, *, by: User | None) -> Redecided:
    """Bring the stored decision of the rows in line with the versions and responses in force on their days.

    Must run inside a transaction. Only what changes is written, with a line of history each; withdrawn items too, as
    they may be restored. The loads are exact afterwards.
    """
    changed = [item for rule, span in times_in_force() for item in _changed_under(rule, rows.during(span))]
    came_in = [item.pk for item in changed if item.official and not item.official_before]  # type: ignore[attr-defined]
    went_out = [item.pk for item in changed if not item.official and item.official_before]  # type: ignore[attr-defined]
    update_with_history(changed, ["official", "official_clause"], by, reason, timezone.now())
    refresh_loads(_copy(came_in, official=True) | _copy(went_out, official=False))
    return Redecided(len(came_in), len(went_out))


def _changed_under(rule: CountingRule, rows: ItemQuerySet) -> Iterator[Item]:
    """The items whose decision differs from what is stored, with the new decision set and the old one beside it."""
    decided = rows.alias(clause=clause_under(rule)).annotate(decided=official_under(rule), decided_clause=F("clause"))
    same_clause = Q(official_clause=F("decided_clause")) | Q(official_clause=None, decided_clause=None)
    differing = decided.annotate(is_same=Case(When(same_clause, then=Value(True)), default=Value(False)))
    rows = differing.exclude(official=F("decided"), is_same=True).only("official", "official_clause").order_by("pk")
    for item in rows.iterator(_STEP):
        item.official_before = item.official
        item.official, item.official_clause_id = item.decided, item.decided_clause
        yield item


def _copy(items: Sequence[int], *, official: bool) -> set[Touched]:
    """Repeat the decision on the deliveries of the items; where they landed."""
    touched: set[Touched] = set()
    for start in range(0, len(items), _STEP):
        landed = Delivery.objects.filter(item__in=items[start : start + _STEP])
        touched.update(Touched(*row) for row in landed.values_list(*Touched._fields).distinct())
        landed.update(official=official)
    return touched
