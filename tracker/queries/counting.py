"""What a version of the counting rule changes: before it is adopted, and afterwards."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, Min, OuterRef
from django.db.models.functions import Left

from tracker.models.counting_rules import CountingRule
from tracker.models.deliveries import Delivery
from tracker.models.items import Item, ItemQuerySet
from tracker.models.kinds import Kind
from tracker.models.loads import Load
from tracker.models.offices import Office
from tracker.periods import Span, month_span
from tracker.queries.counting_rules import version_before
from tracker.queries.landings import Rows, received, received_by_month, sent
from tracker.queries.overview import matrix_offices
from tracker.rules.counting import official_under, time_of

Cell = tuple[Any, str]  # an office or a month, and a kind


@dataclass(frozen=True, slots=True)
class Change:
    """An official count before and after, and the items that make the difference."""

    before: int = 0
    came_in: int = 0
    went_out: int = 0

    @property
    def after(self) -> int:
        return self.before + self.came_in - self.went_out

    @property
    def difference(self) -> int:
        return self.came_in - self.went_out


@dataclass(frozen=True, slots=True)
class OfficeChange:
    """Of one office, by kind in the order of the kinds."""

    office: Office
    kinds: list[Change]

    @property
    def size(self) -> int:
        return sum(change.came_in + change.went_out for change in self.kinds)


@dataclass(frozen=True, slots=True)
class Effect:
    """What a version changes in an area on the days of its time up to today.

    kinds: by kind. months: (month, changes in the order of the kinds). offices: receivers in official order. issuers:
    those whose count changes, the most changed first. under: the version to list the changed items by, and whether
    it is the one before: then what it would bring in is what the version took out.
    """

    area: Office
    span: Span
    kinds: list[tuple[str, Change]]
    months: list[tuple[int, list[Change]]]
    offices: list[OfficeChange]
    issuers: list[OfficeChange]
    under: CountingRule
    is_backward: bool

    @property
    def is_nothing(self) -> bool:
        return not any(change.came_in or change.went_out for _kind, change in self.kinds)


def effect(area: Office, rule: CountingRule, today: date) -> Effect | None:
    """What adopting a draft would change in an area, or what an adopted version changed against the one before.

    None when nothing landed in its time yet, or when there is no version before an adopted one.
    """
    under = rule if rule.is_draft else version_before(rule)
    span = _span(area, rule, today)
    if span is None or under is None:
        return None
    changed = _changed(area, span, under)
    brings_in = rule.is_draft
    children = matrix_offices(area, span.last)
    return Effect(
        area=area,
        span=span,
        kinds=_by_kind(area, span, changed, brings_in),
        months=_by_month(area, span, changed, brings_in),
        offices=_by_office(area, children, span, changed, brings_in),
        issuers=_by_issuer(area, span, changed, brings_in),
        under=under,
        is_backward=not rule.is_draft,
    )


def _span(area: Office, rule: CountingRule, today: date) -> Span | None:
    """The days of the version's time on which anything landed in the area, up to today."""
    first_month = Load.objects.filter(office=area).aggregate(first=Min("month"))["first"]
    if first_month is None:
        return None
    time = time_of(rule)
    first, last = max(time.first, month_span(first_month).first), min(time.last, today)
    return Span(first, last) if first <= last else None


def _changed(area: Office, span: Span, under: CountingRule) -> ItemQuerySet:
    """Items that landed in the area and that the version decides otherwise than was decided."""
    landed = Delivery.objects.standing().landed_on(area).filter(item=OuterRef("pk"))
    items = Item.objects.during(span).filter(Exists(landed)).annotate(counts_under=official_under(under))
    return items.exclude(official=F("counts_under"))


def _by_kind(area: Office, span: Span, changed: ItemQuerySet, brings_in: bool) -> list[tuple[str, Change]]:
    rows: Rows = changed.values("kind", "official").annotate(number=Count("pk")).order_by()
    moves = _moves((((None, row["kind"]), row["official"], row["number"]) for row in rows), brings_in)
    stored = received([area], span)
    return [(kind, _change(stored.get((area.pk, kind)), moves[None, kind], brings_in)) for kind in Kind.values]


def _by_month(area: Office, span: Span, changed: ItemQuerySet, brings_in: bool) -> list[tuple[int, list[Change]]]:
    rows: Rows = changed.values("kind", "month", "official").annotate(number=Count("pk")).order_by()
    moves = _moves((((row["month"], row["kind"]), row["official"], row["number"]) for row in rows), brings_in)
    stored = received_by_month([area], span)
    return [
        (
            month,
            [_change(stored.get((area.pk, kind, month)), moves[month, kind], brings_in) for kind in Kind.values],
        )
        for month in sorted(span.months(), reverse=True)
    ]


def _by_office(
    area: Office, children: list[Office], span: Span, changed: ItemQuerySet, brings_in: bool
) -> list[OfficeChange]:
    landed = Delivery.objects.standing().landed_on(area).filter(item__in=changed.values("pk"))
    placed = landed.annotate(path=Left("office_path", (area.depth + 1) * Office.steplen))
    rows: Rows = placed.values("path", "kind", "official").annotate(number=Count("item", distinct=True)).order_by()
    moves = _moves((((row["path"], row["kind"]), row["official"], row["number"]) for row in rows), brings_in)
    stored = received(children, span)
    return [
        OfficeChange(
            office,
            [_change(stored.get((office.pk, kind)), moves[office.path, kind], brings_in) for kind in Kind.values],
        )
        for office in children
    ]


def _by_issuer(area: Office, span: Span, changed: ItemQuerySet, brings_in: bool) -> list[OfficeChange]:
    rows: Rows = changed.values("issuer", "kind", "official").annotate(number=Count("pk")).order_by()
    moves = _moves((((row["issuer"], row["kind"]), row["official"], row["number"]) for row in rows), brings_in)
    issuers = list(Office.objects.filter(pk__in={pk for pk, _kind in moves}))
    stored = sent(issuers, span, area)
    found = [
        OfficeChange(
            issuer,
            [_change(stored.get((issuer.pk, kind)), moves[issuer.pk, kind], brings_in) for kind in Kind.values],
        )
        for issuer in issuers
    ]
    return sorted(found, key=lambda row: (-row.size, row.office.path))


def _moves(rows: Iterable[tuple[Cell, bool, int]], brings_in: bool) -> dict[Cell, tuple[int, int]]:
    """By cell, how many come in and go out. What counts as stored goes out by a draft, and came in by its adoption."""
    moves: dict[Cell, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for cell, official, number in rows:
        came_in, went_out = moves[cell]
        moves[cell] = (came_in + number, went_out) if official != brings_in else (came_in, went_out + number)
    return moves


def _change(stored: Any, moves: tuple[int, int], brings_in: bool) -> Change:
    """stored: the count as decided: the one before a draft, the one after an adopted version."""
    came_in, went_out = moves
    number = 0 if stored is None else stored.official
    return Change(number if brings_in else number - came_in + went_out, came_in, went_out)
