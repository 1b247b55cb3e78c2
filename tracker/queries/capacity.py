"""Capacity (可用工时): staff × working days × hours a day, and the share of it that the load takes.

An office's load includes what lies below it, and so does its capacity: the staff of a town and of its villages. Where
the staff of one of them is unknown, neither its capacity nor the load it bore itself is counted, and it is named.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q

from tracker.measures.capacity import capacity
from tracker.measures.reduction import share
from tracker.models.loads import Load
from tracker.models.norms import Norm
from tracker.models.offices import Office
from tracker.models.staffing import Staffing
from tracker.periods import Span, month_of, month_span
from tracker.queries.landings import received_by_month
from tracker.queries.workdays import unpublished_years, working_day_set

Minutes = dict[int, list[int]]  # by month: full, measured, estimated person-minutes
_DAY = timedelta(1)


@dataclass(frozen=True, slots=True)
class MonthOfCapacity:
    """One month up to the day looked at. capacity: None when no staff is known."""

    month: int
    capacity: int | None
    minutes: int

    @property
    def share(self) -> Decimal | None:
        return None if self.capacity is None else share(self.minutes, self.capacity)


@dataclass(frozen=True, slots=True)
class CapacityRow:
    """One office with everything below it, or a whole area.

    staff: people on the last day, of those offices whose staff is known; None when none is. capacity: their
    person-minutes in the span. minutes, measured, estimated: what landed on these offices. missing: offices
    whose staff is unknown, in official order.
    """

    office: Office
    staff: int | None
    capacity: int | None
    minutes: int
    measured: int
    estimated: int
    missing: tuple[Office, ...] = ()
    months: tuple[MonthOfCapacity, ...] = field(default=(), repr=False)

    @property
    def default(self) -> int:
        """Minutes taken from the norms."""
        return self.minutes - self.measured - self.estimated

    @property
    def share(self) -> Decimal | None:
        """Share of the working time taken; None when no staff is known, or on a span without a working day."""
        return None if self.capacity is None else share(self.minutes, self.capacity)


@dataclass(frozen=True, slots=True)
class Capacity:
    """An area and the offices directly below it, in official order. plain_years: counted by the plain week."""

    area: CapacityRow
    rows: list[CapacityRow]
    working_days: int
    plain_years: list[int]


@dataclass(slots=True)
class _Sums:
    """What is added up below one office. people: how many worked from a day up to the day before another."""

    staff: int = 0
    is_known: bool = False
    people: dict[tuple[date, date], int] = field(default_factory=lambda: defaultdict(int))
    missing: list[Office] = field(default_factory=list)


class WorkingTime:
    """Working days of a span and the minutes of each, so that any part of it is quickly measured."""

    def __init__(self, span: Span) -> None:
        self.span = span
        self.days = sorted(working_day_set(span))
        norms = Norm.objects.filter(code=Norm.Code.WORKING_HOURS, valid_from__lte=span.last).order_by("valid_from")
        self.norms = list(norms.values_list("valid_from", "value"))

    def of(self, people: int, first: date, end: date) -> int:
        """Person-minutes of so many people from `first` up to the day before `end`."""
        bounds = [first, *(day for day, _minutes in self.norms if first < day < end), end]
        parts = [
            capacity(people, bisect_left(self.days, after) - bisect_left(self.days, day), self._minutes_on(day))
            for day, after in zip(bounds, bounds[1:], strict=False)
        ]
        return sum(part or 0 for part in parts)

    def _minutes_on(self, day: date) -> int:
        return next((minutes for valid_from, minutes in reversed(self.norms) if valid_from <= day), 0)


def capacity_of(area: Office, offices: Sequence[Office], span: Span) -> Capacity:
    """The area and each of these offices of it, from the first to the last day of a span."""
    time = WorkingTime(span)
    staff = _staff(area)
    places = list(_places(area, span))
    known = {place.pk: staff[place.pk] for place in places if _is_known(place, staff.get(place.pk, []), span)}
    unknown = [place for place in places if place.pk not in known]
    rows = [area, *offices]
    sums = {row.path: _Sums() for row in rows}
    for place in places:
        _add(place, known.get(place.pk), [sums[path] for path in place.ancestor_paths if path in sums], span)
    loads = _loads([*rows, *_with_children(area, unknown)] if known else rows, span)
    borne = _own_loads(unknown, loads) if known else {}
    made = [_row(row, sums[row.path], loads.get(row.pk, {}), borne, time) for row in rows]
    return Capacity(made[0], made[1:], len(time.days), unpublished_years(span))


def _staff(area: Office) -> dict[int, list[tuple[date, int]]]:
    """Office id to the days from which its staff holds, oldest first."""
    rows = Staffing.objects.filter(office__path__gte=area.path, office__path__lt=area.path_end).order_by("valid_from")
    staff: dict[int, list[tuple[date, int]]] = defaultdict(list)
    for office, valid_from, people in rows.values_list("office", "valid_from", "people"):
        staff[office].append((valid_from, people))
    return staff


def _places(area: Office, span: Span) -> Iterator[Office]:
    """Who is expected to tell its staff: towns, villages and whoever else received anything, as long as it existed."""
    received = Load.objects.filter(
        office=OuterRef("pk"), month__range=(month_of(span.first), month_of(span.last)), full_minutes__gt=0
    )
    existed = Office.objects.within(area).filter(
        Q(valid_from__isnull=True) | Q(valid_from__lte=span.last), Q(valid_to__isnull=True) | Q(valid_to__gt=span.first)
    )
    expected = existed.exclude(kind=Office.Kind.REGION).filter(Q(kind__in=Office.GRASSROOTS_KINDS) | Exists(received))
    return iter(expected.order_by("path"))


def _existence(office: Office, span: Span) -> tuple[date, date]:
    """The first day within the span, and the day after the last."""
    first = max(span.first, office.valid_from or span.first)
    return first, min(span.last + _DAY, office.valid_to or date.max)


def _is_known(office: Office, spells: Sequence[tuple[date, int]], span: Span) -> bool:
    """Whether the staff is known on every day, from the first on."""
    return bool(spells) and spells[0][0] <= _existence(office, span)[0]


def _add(place: Office, spells: Sequence[tuple[date, int]] | None, sums: Sequence[_Sums], span: Span) -> None:
    if spells is None:
        for each in sums:
            each.missing.append(place)
        return
    first, end = _existence(place, span)
    ends = [*(day for day, _people in spells[1:]), date.max]
    for (since, people), until in zip(spells, ends, strict=True):
        start, stop = max(since, first), min(until, end)
        for each in sums:
            each.is_known = True
            if start < stop:
                each.people[start, stop] += people
                each.staff += people if stop > span.last else 0


def _with_children(area: Office, offices: Sequence[Office]) -> list[Office]:
    """These offices and those directly below them: what an office bore itself is the difference."""
    parents = [office.path for office in offices if not office.is_leaf()]
    if not parents:
        return list(offices)
    depths = {len(path) // Office.steplen + 1 for path in parents}
    below = Office.objects.within(area).filter(depth__in=depths)
    paths = set(parents)
    return [*offices, *(office for office in below if office.path[: -Office.steplen] in paths)]


def _loads(offices: Sequence[Office], span: Span) -> dict[int, Minutes]:
    distinct = list({office.pk: office for office in offices}.values())
    loads: dict[int, Minutes] = defaultdict(lambda: defaultdict(lambda: [0, 0, 0]))
    for (office, _kind, month), landed in received_by_month(distinct, span).items():
        cell = loads[office][month]
        for place, minutes in enumerate((landed.full_minutes, landed.measured_minutes, landed.estimated_minutes)):
            cell[place] += minutes
    return loads


def _own_loads(offices: Sequence[Office], loads: Mapping[int, Minutes]) -> dict[int, Minutes]:
    """What each office bore itself, without what landed on those below it."""
    ids = {office.path: office.pk for office in Office.objects.filter(pk__in=loads)}
    children: dict[str, list[int]] = defaultdict(list)
    for path, pk in ids.items():
        children[path[: -Office.steplen]].append(pk)
    below = {office.pk: [loads[pk] for pk in children[office.path]] for office in offices}
    return {office.pk: _minus(loads.get(office.pk, {}), below[office.pk]) for office in offices}


def _minus(whole: Minutes, parts: Sequence[Minutes]) -> Minutes:
    left = {month: list(cell) for month, cell in whole.items()}
    for part in parts:
        for month, cell in part.items():
            left[month] = [have - gone for have, gone in zip(left[month], cell, strict=True)]
    return left


def _row(office: Office, sums: _Sums, load: Minutes, borne: Mapping[int, Minutes], time: WorkingTime) -> CapacityRow:
    counted = _minus(load, [borne.get(place.pk, {}) for place in sums.missing]) if sums.is_known else load
    minutes, measured, estimated = (sum(cell[place] for cell in counted.values()) for place in range(3))
    months = [
        MonthOfCapacity(month, _capacity_in(month, sums, time), counted[month][0] if month in counted else 0)
        for month in time.span.months()
    ]
    return CapacityRow(
        office=office,
        staff=sums.staff if sums.is_known else None,
        capacity=sum(month.capacity or 0 for month in months) if sums.is_known else None,
        minutes=minutes,
        measured=measured,
        estimated=estimated,
        missing=tuple(sums.missing),
        months=tuple(months),
    )


def _capacity_in(month: int, sums: _Sums, time: WorkingTime) -> int | None:
    if not sums.is_known:
        return None
    days = month_span(month)
    parts = [
        (people, max(start, days.first), min(stop, days.last + _DAY)) for (start, stop), people in sums.people.items()
    ]
    return sum(time.of(people, start, stop) for people, start, stop in parts if start < stop)
