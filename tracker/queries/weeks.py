"""An office's week (撞期): what takes up each half-day, what collides, what could be joined, and what stays free."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.contrib.auth.models import AnonymousUser, User

from tracker.measures.half_days import HalfDay, nearest_free
from tracker.models.baselines import Side
from tracker.models.counting_rules import CountingRule
from tracker.models.deliveries import Delivery
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.models.presets import Rule
from tracker.periods import Span, month_of
from tracker.queries.calendars import barred_days, is_missing
from tracker.queries.completeness import Gap, gaps
from tracker.queries.landings import Landed, received
from tracker.queries.occasions import LOOKED_AHEAD, Occasion, occasions, taken_up, week_of
from tracker.queries.overview import matrix_offices
from tracker.queries.similarities import landed_lately
from tracker.queries.workdays import working_day_set

_HALVES = (False, True)


@dataclass(frozen=True, slots=True)
class Move:
    """One thing that could be held at another time. to: a half-day that nothing takes up, the nearest there is.

    whole_day: it takes the morning and the afternoon of that day, and both are free.
    """

    occasion: Occasion
    to: HalfDay
    whole_day: bool


@dataclass(frozen=True, slots=True)
class Collision:
    """Two things or more at one office in the same half-day. halves: both of a day where the same things take both.

    moves: what could be done about it, none for days that are over.
    """

    halves: tuple[HalfDay, ...]
    occasions: tuple[Occasion, ...]
    moves: tuple[Move, ...] = ()

    @property
    def day(self) -> date:
        return self.halves[0].day

    @property
    def is_grave(self) -> bool:
        """Two of them or more demand the principal leaders, who cannot be in two places (▲); else ●."""
        return sum(one.wants_principal for one in self.occasions) > 1


@dataclass(frozen=True, slots=True)
class Week:
    """One office's Monday to Sunday, on `today`. What landed, what recurs, is planned and falls due, in order of time.

    Only what reaches the office itself, not what reaches the villages below it. landed: by kind, both counts, of the
    days up to today and with everything below, as lists have it. barred: days that rules keep free of meetings. gaps:
    by kind, what is missing of the ledger of these days; then no more than what is known stays free.
    """

    office: Office
    days: Span
    today: date
    found: tuple[Occasion, ...]
    collisions: tuple[Collision, ...]
    working: frozenset[date]
    barred: Mapping[date, tuple[Rule, ...]] = field(default_factory=dict)
    landed: Mapping[str, Landed] = field(default_factory=dict)
    gaps: Mapping[str, Gap] = field(default_factory=dict)

    @property
    def each_day(self) -> list[date]:
        return [self.days.first + timedelta(number) for number in range(self.days.days)]

    @property
    def halves(self) -> list[HalfDay]:
        """All fourteen, as they pass."""
        return [HalfDay(day, afternoon) for day in self.each_day for afternoon in _HALVES]

    def taking(self, half: HalfDay) -> list[Occasion]:
        """What takes up a half-day."""
        return [one for one in self.found if half in one.half_days]

    def due_on(self, day: date) -> list[Occasion]:
        return [one for one in self.found if one.is_due and one.day == day]

    @property
    def due(self) -> list[Occasion]:
        return [one for one in self.found if one.is_due]

    @property
    def working_halves(self) -> list[HalfDay]:
        return [half for half in self.halves if half.day in self.working]

    @property
    def free(self) -> list[HalfDay]:
        """Working half-days, three hours and more each, that nothing known takes up."""
        busy = taken_up(self.found)
        return [half for half in self.working_halves if half not in busy]

    @property
    def wanting_principal(self) -> list[Occasion]:
        """What demands the principal leaders in person."""
        return [one for one in self.found if one.wants_principal]

    @property
    def grave(self) -> int:
        return sum(one.is_grave for one in self.collisions)

    @property
    def joint(self) -> list[Occasion]:
        """Inspections of the week that could come as one (可合并): of two issuers at least; else none."""
        visits = [one for one in self.found if one.kind == Kind.INSPECTION and not one.is_due]
        return visits if len({one.issuer for one in visits}) > 1 else []


@dataclass(frozen=True, slots=True)
class WeekRow:
    """One of an area's offices: what landed there in the week up to today; nothing planned or recurring.

    is_known: the ledger of meetings and inspections has no gap in these days, so that nothing means nothing.
    """

    office: Office
    found: tuple[Occasion, ...]
    collisions: tuple[Collision, ...]
    is_known: bool = True

    def on(self, day: date) -> int:
        """How many collisions begin on a day."""
        return sum(one.day == day for one in self.collisions)

    @property
    def grave(self) -> int:
        return sum(one.is_grave for one in self.collisions)


def office_week(
    office: Office, day: date, today: date, user: User | AnonymousUser, under: CountingRule | None = None
) -> Week:
    """The week in which `day` lies, as it was known on `today`. Titles only of what the user may see.

    under: the official count of what landed is replayed under this version.
    """
    days = week_of(day)
    known_on = min(today, days.last)
    span = Span(days.first, max(days.last, known_on + LOOKED_AHEAD))
    told = occasions([office], landed_lately([office], known_on), span, known_on, user)
    found = [one for one in told if not (one.is_planned and one.day < today)]
    within = tuple(one for one in found if days.first <= one.day <= days.last)
    working, barred = working_day_set(span), barred_days(office, span)
    open_days = sorted(each for each in working if each > today and each not in barred)
    return Week(
        office=office,
        days=days,
        today=today,
        found=within,
        collisions=_with_moves(collisions_among(within), taken_up(found), open_days, today),
        working=working,
        barred=barred,
        landed=_landed(office, days, today, under),
        gaps=_gaps([office], days, today).get(office.pk, {}),
    )


def area_weeks(area: Office, day: date, today: date) -> list[WeekRow]:
    """The same week of every receiver directly below an area but regions, in official order; by what landed only."""
    days = week_of(day)
    offices = [office for office in matrix_offices(area, min(days.last, today)) if office.kind != Office.Kind.REGION]
    if not offices or days.first > today:
        return [WeekRow(office, (), ()) for office in offices]
    found, missing = _landed_at(offices, Span(days.first, min(days.last, today))), _gaps(offices, days, today)
    return [
        WeekRow(
            office=office,
            found=found[office.pk],
            collisions=tuple(collisions_among(found[office.pk])),
            is_known=not {Kind.MEETING, Kind.INSPECTION} & missing.get(office.pk, {}).keys(),
        )
        for office in offices
    ]


def collisions_among(found: Iterable[Occasion]) -> list[Collision]:
    """Half-days that two things or more take up, in order; the same things twice on a day are one collision."""
    taking: dict[HalfDay, list[Occasion]] = {}
    for one in found:
        for half in one.half_days:
            taking.setdefault(half, []).append(one)
    collisions: dict[tuple[date, tuple[Occasion, ...]], list[HalfDay]] = {}
    for half in sorted(half for half, here in taking.items() if len(here) > 1):
        collisions.setdefault((half.day, tuple(taking[half])), []).append(half)
    return [Collision(tuple(halves), here) for (_day, here), halves in collisions.items()]


def _with_moves(
    collisions: Sequence[Collision], busy: set[HalfDay], open_days: Sequence[date], today: date
) -> tuple[Collision, ...]:
    """Each with where all but its first thing could go. What is proposed once is taken for the next."""
    busy, moved = set(busy), set()
    told = []
    for collision in collisions:
        moves = []
        for one in collision.occasions[1:] if collision.day >= today else ():
            if one not in moved and (move := _move(one, busy, open_days)):
                moves.append(move)
                moved.add(one)
                busy |= {HalfDay(move.to.day, afternoon) for afternoon in _HALVES} if move.whole_day else {move.to}
        told.append(Collision(collision.halves, collision.occasions, tuple(moves)))
    return tuple(told)


def _move(one: Occasion, busy: set[HalfDay], open_days: Sequence[date]) -> Move | None:
    whole_day = len(one.half_days) > 1
    to = nearest_free(one.half_days[0], busy, open_days, whole_day=whole_day)
    return None if to is None else Move(one, to, whole_day)


def _gaps(offices: Sequence[Office], days: Span, today: date) -> dict[int, dict[str, Gap]]:
    """By office, then kind: what was not told of the days that are over."""
    last = min(days.last, today)
    found: dict[int, dict[str, Gap]] = {}
    for (office, kind), gap in gaps(offices, Side.RECEIVED, last.year, today).items():
        if is_missing(gap, month_of(last), today):
            found.setdefault(office, {})[kind] = gap
    return found


def _landed(office: Office, days: Span, today: date, under: CountingRule | None) -> dict[str, Landed]:
    if days.first > today:
        return {kind: Landed(kind) for kind in Kind.values}
    cells = received([office], Span(days.first, min(days.last, today)), under)
    return {kind: cells.get((office.pk, kind), Landed(kind)) for kind in Kind.values}


def _landed_at(offices: Sequence[Office], span: Span) -> dict[int, tuple[Occasion, ...]]:
    """Meetings and inspections by office, each once where it was logged twice, in the order of time."""
    landed = Delivery.objects.standing().during(span).filter(kind__in=(Kind.MEETING, Kind.INSPECTION))
    rows = landed.filter(office__in=offices).select_related("item__issuer").order_by("day", "item__starts_at", "item")
    found: dict[int, dict[tuple[object, ...], Occasion]] = {office.pk: {} for office in offices}
    for row in rows:
        one = _of_item(row.item)
        found[row.office_id].setdefault((one.day, one.kind, one.issuer, one.title, one.starts_at), one)
    return {office: tuple(each.values()) for office, each in found.items()}


def _of_item(item: Item) -> Occasion:
    return Occasion(
        day=item.day,
        kind=item.kind,
        issuer=item.issuer.name,
        offices=1,
        title=item.title,
        starts_at=item.starts_at,
        minutes=item.minutes,
        item=item.pk,
        wants_principal=item.required_rank == Item.RequiredRank.PRINCIPAL,
    )
