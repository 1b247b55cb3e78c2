"""When the receivers of a proposal are taken up (撞期): by what was logged, recurs, is planned or falls due."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Q

from tracker.measures.half_days import HalfDay, half_days_of
from tracker.measures.recurrence import occurrences
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.models.plans import PlanLine
from tracker.models.series import Series
from tracker.periods import Span
from tracker.queries.similarities import Lately, numbers_reached, open_items

LOOKED_AHEAD = timedelta(days=28)
_VILLAGES = ("村", "社区")


@dataclass(frozen=True, slots=True)
class Occasion:
    """One meeting, inspection or due day at some of the receivers.

    title: "" where the reader may know of it no more than issuer, kind and time. item: None likewise, and for what
    is still ahead. wants_principal: it demands the principal leaders (党政主要负责同志) in person.
    """

    day: date
    kind: str
    issuer: str
    offices: int
    title: str = ""
    starts_at: time | None = None
    minutes: int | None = None
    is_due: bool = False
    is_planned: bool = False
    recurs: bool = False
    item: int | None = None
    wants_principal: bool = False

    @property
    def half_days(self) -> tuple[HalfDay, ...]:
        """What it takes up; nothing for a due day, which takes no hour of its own."""
        return () if self.is_due else half_days_of(self.day, self.starts_at, self.minutes)


def week_of(day: date) -> Span:
    monday = day - timedelta(days=day.weekday())
    return Span(monday, monday + timedelta(days=6))


def search_span(day: date, today: date) -> Span:
    """The days among which a free half-day is looked for: from today on, the week of the day included."""
    return Span(min(today, week_of(day).first), max(day, today) + LOOKED_AHEAD)


def occasions(
    offices: Sequence[Office], lately: Sequence[Lately], span: Span, today: date, user: User | AnonymousUser
) -> list[Occasion]:
    """What takes place at these offices within a span, in the order of time."""
    if not offices:
        return []
    wanted = [item for item in lately if _concerns(item, span)]
    pks = [item.pk for item in wanted]
    reached, open_pks = numbers_reached(pks, offices), open_items(pks, user)
    there = [item for item in wanted if item.pk in reached]
    recurring = Series.objects.in_bulk({item.series for item in there if item.series})
    found = [
        *_landed(there, span, reached, open_pks),
        *_due(there, span, reached, open_pks),
        *_recurring(there, recurring, Span(max(today + timedelta(days=1), span.first), span.last), reached, open_pks),
        *_planned(offices, span, user),
    ]
    return sorted(_merged(found, len(offices)), key=lambda one: (one.day, one.starts_at or time.min, one.issuer))


def taken_up(found: Iterable[Occasion]) -> set[HalfDay]:
    return {half for one in found for half in one.half_days}


def _concerns(item: Lately, span: Span) -> bool:
    is_due = item.deadline is not None and span.first <= item.deadline <= span.last
    return is_due or item.series is not None or _is_there(item, span)


def _is_there(item: Lately, span: Span) -> bool:
    return item.kind != Kind.DOCUMENT and span.first <= item.day <= span.last


def _landed(items: Iterable[Lately], span: Span, reached: dict[int, int], open_pks: Collection[int]) -> list[Occasion]:
    return [_occasion(item, item.day, reached, open_pks) for item in items if _is_there(item, span)]


def _due(items: Iterable[Lately], span: Span, reached: dict[int, int], open_pks: Collection[int]) -> list[Occasion]:
    return [
        _occasion(item, item.deadline, reached, open_pks, is_due=True)
        for item in items
        if item.deadline is not None and span.first <= item.deadline <= span.last
    ]


def _recurring(
    items: Sequence[Lately], kept: dict[int, Series], span: Span, reached: dict[int, int], open_pks: Collection[int]
) -> list[Occasion]:
    """The days to come of each series, like its newest item."""
    newest: dict[int, Lately] = {}
    for item in items:  # newest first
        if item.series is not None and item.kind != Kind.DOCUMENT:
            newest.setdefault(item.series, item)
    return [
        _occasion(item, day, reached, open_pks, recurs=True)
        for series, item in newest.items()
        for day in _days_to_come(kept[series], span)
    ]


def _days_to_come(series: Series, span: Span) -> list[date]:
    last = span.last if series.until is None else min(span.last, series.until)
    left_out = {date.fromisoformat(day) for day in series.left_out}
    days = occurrences(series.every, series.first, last)
    return [day for day in days if day >= span.first and day not in left_out]


def _planned(offices: Sequence[Office], span: Span, user: User | AnonymousUser) -> list[Occasion]:
    """Approved plan lines with a day, of issuers in or above the area of the receivers."""
    lines = PlanLine.objects.filter(_reaching(offices[0]), status=PlanLine.Status.APPROVED)
    rows = lines.filter(day__range=(span.first, span.last), items=None).exclude(kind=Kind.DOCUMENT)
    own = set(PlanLine.objects.visible_to(user).filter(day__range=(span.first, span.last)).values_list("pk", flat=True))
    return [
        Occasion(
            day=line.day,
            kind=line.kind,
            issuer=line.plan.issuer.name,
            offices=number,
            title=line.title if line.pk in own else "",
            minutes=line.minutes,
            is_planned=True,
        )
        for line in rows.select_related("plan__issuer")
        if line.day and (number := _concerned(line, offices))
    ]


def _merged(found: Iterable[Occasion], most: int) -> list[Occasion]:
    """The same thing, logged by each of its receivers in a ledger of their own, is one. most: how many there are."""
    kept: dict[tuple[object, ...], Occasion] = {}
    for one in found:
        key = (one.day, one.kind, one.issuer, one.title, one.starts_at, one.is_due)
        before = kept.get(key)
        kept[key] = one if before is None else replace(before, offices=min(most, before.offices + one.offices))
    return list(kept.values())


def _reaching(office: Office) -> Q:
    """Issuers that send here: in the areas above an office, and beside them."""
    reaching = Q(plan__issuer__path__in=office.ancestor_paths)
    for path in office.ancestor_paths[:-1]:
        reaching |= Q(plan__issuer__path__startswith=path, plan__issuer__depth=len(path) // Office.steplen + 1)
    return reaching


def _concerned(line: PlanLine, offices: Sequence[Office]) -> int:
    """How many of the offices a line speaks of: those it names; else the towns, and villages where it says so."""
    named = sum(office.name in line.recipients for office in offices)
    if named:
        return named
    reaches_villages = any(word in line.recipients for word in _VILLAGES)
    return sum(reaches_villages or office.kind in Office.TOWN_KINDS for office in offices)


def _occasion(
    item: Lately, day: date | None, reached: dict[int, int], open_pks: Collection[int], **more: bool
) -> Occasion:
    assert day is not None
    is_open = item.pk in open_pks
    return Occasion(
        day=day,
        kind=item.kind,
        issuer=item.issuer_name,
        offices=reached[item.pk],
        title=item.title if is_open else "",
        starts_at=item.starts_at,
        minutes=item.minutes,
        item=item.pk if is_open and not more.get("recurs") else None,
        wants_principal=item.required_rank == Item.RequiredRank.PRINCIPAL and not more.get("is_due"),
        **more,
    )
