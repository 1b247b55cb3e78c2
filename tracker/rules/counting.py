"""What counts officially (统计口径): the first clause of the version in force whose conditions hold decides."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from functools import cache

from django.db.models import BooleanField, Case, IntegerField, Q, Value, When

from tracker.models.counting_rules import CountingClause, CountingRule
from tracker.models.items import Item
from tracker.periods import Span
from tracker.rules.emergencies import covered_by_day, covered_in_query, is_covered

IN_EMERGENCY = "in_emergency"
HAS_NUMBER = "has_number"


def clauses_on(day: date) -> Sequence[CountingClause]:
    """Clauses of the version in force on a day, in their order; before the first version, those of the first."""
    return clauses_by_day()(day)


def times_in_force() -> list[tuple[CountingRule, Span]]:
    """Every adopted version with the days it decides, oldest first. The first one also decides what lies before it."""
    rules = list(CountingRule.objects.adopted().order_by("valid_from"))
    ends = [rule.valid_from - timedelta(days=1) for rule in rules[1:]] + [date.max]
    begins = [date.min] + [rule.valid_from for rule in rules[1:]]
    return [(rule, Span(first, last)) for rule, first, last in zip(rules, begins, ends, strict=True)]


def rules_within(span: Span) -> list[CountingRule]:
    """The versions that decide any of these days, oldest first; none where nothing was ever adopted."""
    return [rule for rule, time in times_in_force() if time.first <= span.last and span.first <= time.last]


def time_of(rule: CountingRule) -> Span:
    """The days a version decides; of a draft, the days it would decide once adopted."""
    adopted = CountingRule.objects.adopted().exclude(pk=rule.pk)
    later = adopted.filter(valid_from__gt=rule.valid_from).order_by("valid_from").first()
    is_first = not adopted.filter(valid_from__lte=rule.valid_from).exists()
    last = date.max if later is None else later.valid_from - timedelta(days=1)
    return Span(date.min if is_first else rule.valid_from, last)


def clauses_by_day() -> Callable[[date], Sequence[CountingClause]]:
    """clauses_on for many days, from versions that are read once."""
    times = times_in_force()
    clauses = cache(lambda rule: list(rule.clauses.all()))
    return cache(lambda day: next((clauses(rule) for rule, time in times if time.first <= day <= time.last), []))


def deciding_clause(
    item: Item, clauses: Iterable[CountingClause], covered: Callable[[Item], bool] = is_covered
) -> CountingClause | None:
    """The clause that decides about an item; None when the rule says nothing of its kind.

    covered: whether an emergency response covers an item; for many items rules.emergencies.covered_by_day.
    """
    return next((clause for clause in clauses if clause.kind == item.kind and _holds(clause, item, covered)), None)


def count_officially(
    item: Item, clauses: Iterable[CountingClause], covered: Callable[[Item], bool] = is_covered
) -> None:
    """Set `official` and `official_clause` on an item. A person's override stands above every clause."""
    clause = deciding_clause(item, clauses, covered)
    item.official_clause = clause
    item.official = item.official_override if item.official_override is not None else bool(clause and clause.counts)


def decider_under(rule: CountingRule) -> Callable[[Item], None]:
    """What sets `official` and `official_clause` as a version decides, on items that are shown and never saved."""
    clauses, covered = list(rule.clauses.all()), covered_by_day()

    def decide(item: Item) -> None:
        count_officially(item, clauses, covered)

    return decide


def official_under(rule: CountingRule, item: str = "") -> Case:
    """Whether an item counts under a version, as an expression for queries; a person's override stands above it.

    item: the way from the queried rows to the item, "item__" from deliveries. The same decision as count_officially
    makes in Python; tests/rules/test_counting.py holds the two together.
    """
    overruled = [When(Q(**{f"{item}official_override": said}), then=Value(said)) for said in (True, False)]
    decided = [When(_condition(clause, item), then=Value(clause.counts)) for clause in rule.clauses.all()]
    return Case(*overruled, *decided, default=Value(False), output_field=BooleanField())


def clause_under(rule: CountingRule, item: str = "") -> Case:
    """The key of the clause that decides about an item under a version; NULL where none does. The same decision."""
    decided = [When(_condition(clause, item), then=Value(clause.pk)) for clause in rule.clauses.all()]
    return Case(*decided, default=Value(None), output_field=IntegerField())


def _condition(clause: CountingClause, item: str) -> Q:
    condition = Q(**{f"{item}kind": clause.kind})
    for field, allowed in clause.conditions.items():
        if field == HAS_NUMBER:
            condition &= _either(~Q(**{f"{item}document_number": ""}), allowed)
        elif field == IN_EMERGENCY:
            condition &= _either(covered_in_query(item), allowed)
        else:
            condition &= Q(**{f"{item}{field}__in": allowed})
    return condition


def _either(condition: Q, allowed: Sequence[bool]) -> Q:
    """The condition, its contrary, or, where both answers are allowed, whatever holds of either."""
    return Q(*[condition if holds else ~condition for holds in allowed], _connector=Q.OR)


def _holds(clause: CountingClause, item: Item, covered: Callable[[Item], bool]) -> bool:
    return all(_value(item, field, covered) in allowed for field, allowed in clause.conditions.items())


def _value(item: Item, field: str, covered: Callable[[Item], bool]) -> object:
    if field == HAS_NUMBER:
        return bool(item.document_number)
    return covered(item) if field == IN_EMERGENCY else getattr(item, field)
