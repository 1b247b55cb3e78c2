"""Draft and adopt versions of the counting rule. A version that was adopted is never edited."""

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from tracker.actions.counting import Redecided, redecide
from tracker.models.counting_rules import CountingClause, CountingRule
from tracker.models.items import Item
from tracker.rules.counting import time_of


class AdoptedError(Exception):
    """The version has been adopted; it is never edited."""


@transaction.atomic
def draft_from(base: CountingRule | None, draft: CountingRule) -> CountingRule:
    """Save a new draft with a copy of every clause of the version it starts from."""
    draft.is_draft, draft.based_on = True, base
    draft.save()
    copied = [] if base is None else list(base.clauses.all())
    for clause in copied:
        clause.pk, clause.rule = None, draft
    CountingClause.objects.bulk_create(copied)
    return draft


@transaction.atomic
def save_draft(draft: CountingRule) -> None:
    """Raises AdoptedError."""
    _claim(draft)
    draft.save()


@transaction.atomic
def save_clause(clause: CountingClause) -> None:
    """Save a clause of a draft; a new one stands last but for the clause without conditions. Raises AdoptedError."""
    _claim(clause.rule)
    if clause.pk is None:
        clause.position = _next_position(clause)
    clause.save()


@transaction.atomic
def remove_clause(clause: CountingClause) -> None:
    """Take a clause out of a draft; those below move up. Raises AdoptedError."""
    _claim(clause.rule)
    clause.delete()
    _store_order(_order(clause.rule, clause.kind))


@transaction.atomic
def move_clause(clause: CountingClause, by: int) -> None:
    """Let a clause of a draft be asked earlier (-1) or later (1); at either end it stays. Raises AdoptedError."""
    _claim(clause.rule)
    order = _order(clause.rule, clause.kind)
    here = order.index(clause)
    there = min(max(here + by, 0), len(order) - 1)
    order.insert(there, order.pop(here))
    _store_order(order)


@transaction.atomic
def discard_draft(draft: CountingRule) -> None:
    """Raises AdoptedError. A draft decided nothing, so nothing is lost but the draft."""
    _claim(draft)
    CountingRule.objects.filter(based_on=draft).update(based_on=None)
    draft.delete()


@transaction.atomic
def adopt(draft: CountingRule, *, by: User | None) -> Redecided:
    """Put a draft in force from its day on and decide the stored items of its time anew.

    Raises AdoptedError when somebody else adopted it meanwhile.
    """
    _claim(draft)
    draft.is_draft, draft.adopted_by, draft.adopted_at = False, by, timezone.now()
    draft.save()
    rows = Item.objects.during(time_of(draft))
    return redecide(rows, _("采用口径“%(name)s”") % {"name": draft.name}, by=by)


def _claim(draft: CountingRule) -> None:
    """Nobody else changes the draft until this is done."""
    if not CountingRule.objects.select_for_update().get(pk=draft.pk).is_draft:
        raise AdoptedError


def _next_position(clause: CountingClause) -> int:
    """Before a closing clause without conditions, which would leave nothing to decide; those from there move down."""
    order = _order(clause.rule, clause.kind)
    closing = order[-1] if order and not order[-1].conditions and clause.conditions else None
    if closing is None:
        return order[-1].position + 1 if order else 1
    position = closing.position
    CountingClause.objects.filter(pk=closing.pk).update(position=F("position") + 1)
    return position


def _order(rule: CountingRule, kind: str) -> list[CountingClause]:
    """The clauses of a kind, as they are asked."""
    return list(rule.clauses.filter(kind=kind).order_by("position"))


def _store_order(order: list[CountingClause]) -> None:
    """Numbered from 1; first out of the way, as no two may stand in one place even for a moment."""
    for shift in (len(order) + 1000, 1):
        for place, clause in enumerate(order):
            CountingClause.objects.filter(pk=clause.pk).update(position=place + shift)
