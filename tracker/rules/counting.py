"""What counts officially (统计口径): the first clause of the version in force whose conditions hold decides."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache

from django.db.models import BooleanField, Case, Q, Value, When

from tracker.models.counting_rules import CountingClause, CountingRule
from tracker.models.items import Item


def clauses_on(day: date) -> list[CountingClause]:
    """Clauses of the version in force on a day, in their order; before the first version, those of the first."""
    rule = CountingRule.objects.on(day) or CountingRule.objects.adopted().order_by("valid_from").first()
    return [] if rule is None else list(rule.clauses.order_by("kind", "position"))


def clauses_by_day() -> Callable[[date], Sequence[CountingClause]]:
    """clauses_on for many days, from versions that are read once."""
    rules = list(CountingRule.objects.adopted().order_by("valid_from"))
    clauses = cache(lambda rule: list(rule.clauses.order_by("kind", "position")))

    def on(day: date) -> Sequence[CountingClause]:
        begun = [rule for rule in rules if rule.valid_from <= day]
        in_force = begun[-1:] or rules[:1]
        return clauses(in_force[0]) if in_force else []

    return cache(on)


def deciding_clause(item: Item, clauses: Iterable[CountingClause]) -> CountingClause | None:
    """The clause that decides about an item; None when the rule says nothing of its kind."""
    return next((clause for clause in clauses if clause.kind == item.kind and _holds(clause, item)), None)


def count_officially(item: Item, clauses: Iterable[CountingClause]) -> None:
    """Set `official` and `official_clause` on an item. A person's override stands above every clause."""
    clause = deciding_clause(item, clauses)
    item.official_clause = clause
    item.official = item.official_override if item.official_override is not None else bool(clause and clause.counts)


def official_under(rule: CountingRule, item: str = "") -> Case:
    """Whether an item counts under a version, as an expression for queries; a person's override stands above it.

    item: the way from the queried rows to the item, "item__" from deliveries. The same decision as count_officially
    makes in Python; tests/rules/test_counting.py holds the two together.
    """
    overruled = [When(Q(**{f"{item}official_override": said}), then=Value(said)) for said in (True, False)]
    clauses = rule.clauses.order_by("kind", "position")
    decided = [When(_condition(clause, item), then=Value(clause.counts)) for clause in clauses]
    return Case(*overruled, *decided, default=Value(False), output_field=BooleanField())


def _condition(clause: CountingClause, item: str) -> Q:
    condition = Q(**{f"{item}kind": clause.kind})
    for field, allowed in clause.conditions.items():
        if field == "has_number":
            numbered = ~Q(**{f"{item}document_number": ""})
            condition &= Q(*[numbered if has else ~numbered for has in allowed], _connector=Q.OR)
        else:
            condition &= Q(**{f"{item}{field}__in": allowed})
    return condition


def _holds(clause: CountingClause, item: Item) -> bool:
    return all(_value(item, field) in allowed for field, allowed in clause.conditions.items())


def _value(item: Item, field: str) -> object:
    return bool(item.document_number) if field == "has_number" else getattr(item, field)
