"""Versions of the counting rule: which there are, and who may replay and adopt them."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Count, Exists, OuterRef, QuerySet

from tracker.models.counting_rules import CountingClause, CountingRule
from tracker.models.loads import Load
from tracker.models.offices import Office
from tracker.models.posts import post_of
from tracker.periods import Span
from tracker.permissions import Permission, may
from tracker.rules.counting import times_in_force


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version in the list. last: the day before the next begins; None while none does, and for drafts."""

    rule: CountingRule
    clauses: int
    last: date | None
    in_force: bool
    before: CountingRule | None


def versions_open_to(user: User | AnonymousUser) -> list[CountingRule]:
    """Versions whose figures the user may ask for, newest first: the adopted ones; drafts for who may write them."""
    rules = CountingRule.objects.all() if may(user, Permission.SET_COUNTING) else CountingRule.objects.adopted()
    return list(rules.order_by("-valid_from", "-pk"))


def version_rows(user: User | AnonymousUser, today: date) -> list[VersionRow]:
    """The versions the user may see, drafts first, then newest first."""
    numbers = dict(CountingRule.objects.annotate(number=Count("clauses")).values_list("pk", "number"))
    times = {rule.pk: span for rule, span in times_in_force()}
    rows = [_version_row(rule, numbers[rule.pk], times.get(rule.pk), today) for rule in versions_open_to(user)]
    return sorted(rows, key=lambda row: not row.rule.is_draft)


def version_before(rule: CountingRule) -> CountingRule | None:
    """The version adopted for the time before; for a draft, the one it was made from."""
    if rule.is_draft and rule.based_on is not None:
        return rule.based_on
    earlier = CountingRule.objects.adopted().filter(valid_from__lt=rule.valid_from).exclude(pk=rule.pk)
    return earlier.order_by("-valid_from").first()


def version_in_force(today: date) -> CountingRule | None:
    return CountingRule.objects.on(today)


def versions() -> QuerySet[CountingRule]:
    """All of them. Drafts are shown to who may write them."""
    return CountingRule.objects.select_related("adopted_by", "based_on")


def is_taken(draft: CountingRule) -> bool:
    """Whether another version has been adopted for the same day meanwhile."""
    return CountingRule.objects.adopted().filter(valid_from=draft.valid_from).exists()


def drafts() -> QuerySet[CountingRule]:
    return CountingRule.objects.filter(is_draft=True)


def draft_clauses() -> QuerySet[CountingClause]:
    return CountingClause.objects.filter(rule__is_draft=True).select_related("rule")


def decides_for_all(user: User | AnonymousUser) -> bool:
    """Whether everything that ever landed lies in the user's area: a version changes nobody else's figures then."""
    post = post_of(user)
    if post is None:
        return False
    others = Office.objects.exclude(path__gte=post.office.path, path__lt=post.office.path_end)
    beyond = others.exclude(path__in=post.office.ancestor_paths)
    return not beyond.filter(Exists(Load.objects.filter(office=OuterRef("pk")))).exists()


def _version_row(rule: CountingRule, clauses: int, time: Span | None, today: date) -> VersionRow:
    ends = time is not None and time.last < date.max
    return VersionRow(
        rule=rule,
        clauses=clauses,
        last=time.last if time is not None and ends else None,
        in_force=time is not None and time.first <= today <= time.last,
        before=version_before(rule),
    )
