"""A week as a table of half-days, with what is in each cell and what there is to do about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tracker.charts.addresses import items_address
from tracker.charts.calendars import KindTotal
from tracker.charts.twins import Twin
from tracker.figures import count_text
from tracker.measures.half_days import HalfDay
from tracker.models.counting_rules import CountingRule
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.periods import Span
from tracker.queries.occasions import Occasion
from tracker.queries.weeks import Collision, Week, WeekRow
from tracker.sentences.calendars import barred_word
from tracker.sentences.weeks import (
    GRAVE,
    collision_when,
    collision_words,
    move_words,
    short_words,
    symbol_of,
    thing_words,
)

_A_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Thing:
    """One line of a cell or of a list. pk: None where the reader may not open it, or where it is still ahead.

    when: the time it begins, "" where nobody said. note: planned, recurs or "".
    """

    when: str
    day: date
    text: str
    full: str
    pk: int | None
    note: str
    wants_principal: bool


@dataclass(frozen=True, slots=True)
class HalfCell:
    """One half-day. symbol: of a collision that begins or goes on there, "" without. state: free, off or ""."""

    things: list[Thing]
    number: int
    symbol: str
    state: str


@dataclass(frozen=True, slots=True)
class DayColumn:
    """One day: what has no time, its two halves, what falls due."""

    day: date
    head: str
    ban: str
    is_today: bool
    untimed: list[Thing]
    halves: list[HalfCell]
    due: list[Thing]


@dataclass(frozen=True, slots=True)
class CollisionRow:
    """symbol, when and what, the things themselves, and where all but the first could go."""

    symbol: str
    when: str
    words: str
    things: list[Thing]
    moves: list[str]
    anchor: str


@dataclass(frozen=True, slots=True)
class AreaLine:
    """One of an area's offices. days: for each day the number of collisions and whether one of them is grave (▲)."""

    office: Office
    address: str
    things: int
    days: list[tuple[int, bool]]
    collisions: int
    grave: int
    is_known: bool


def week_address(office: Office, day: date, as_of: date, under: CountingRule | None = None) -> str:
    """The page of the week in which a day lies, as it was known on another."""
    asked = {"day": day.isoformat(), "as_of": as_of.isoformat()} | ({"under": under.pk} if under else {})
    return f"{reverse('week', args=[office.code, as_of.year])}?{urlencode(asked)}"


def ways(office: Office, days: Span, as_of: date, under: CountingRule | None = None) -> tuple[str, str]:
    """The week before and the week after."""
    return tuple(week_address(office, days.first + step, as_of, under) for step in (-_A_WEEK, _A_WEEK))  # type: ignore[return-value]


def day_columns(week: Week) -> list[DayColumn]:
    return [_column(week, day) for day in week.each_day]


def collision_rows(collisions: Sequence[Collision]) -> list[CollisionRow]:
    return [
        CollisionRow(
            symbol=symbol_of(one),
            when=collision_when(one),
            words=collision_words(one),
            things=things(one.occasions),
            moves=[move_words(move) for move in one.moves],
            anchor=f"c-{one.day.isoformat()}-{'pm' if one.halves[0].is_afternoon else 'am'}",
        )
        for one in collisions
    ]


def things(found: Sequence[Occasion]) -> list[Thing]:
    return [_thing(one) for one in found]


def totals(week: Week, under: CountingRule | None = None) -> list[KindTotal]:
    """Both counts of what landed in the week, with everything below the office, and the rows behind them."""
    if week.days.first > week.today:
        return []
    span = Span(week.days.first, min(week.days.last, week.today))
    return [
        KindTotal(
            label=str(Kind(kind).label),
            official=landed.official,
            full=landed.full,
            official_address=items_address(span, office=week.office, kind=kind, official=True, under=under),
            full_address=items_address(span, office=week.office, kind=kind, under=under),
        )
        for kind, landed in week.landed.items()
    ]


def area_lines(rows: Sequence[WeekRow], days: Span, as_of: date) -> list[AreaLine]:
    """In official order."""
    return [_line(row, days, as_of) for row in rows]


def week_twin(week: Week, title: str) -> Twin:
    head = [_("半天"), _("安排"), _("撞期"), _("要主要负责同志"), _("到期")]
    return Twin(title, head, [_twin_row(week, half) for half in week.halves])


def heads(days: Span) -> list[str]:
    """11-23 周一 and so on."""
    return [date_format(days.first + timedelta(number), "m-d D") for number in range(days.days)]


def _column(week: Week, day: date) -> DayColumn:
    here = [one for one in week.found if one.day == day and not one.is_due]
    return DayColumn(
        day=day,
        head=date_format(day, "m-d D"),
        ban=barred_word(week.barred.get(day, ())) if day in week.working else "",
        is_today=day == week.today,
        untimed=things([one for one in here if one.starts_at is None]),
        halves=[_half(week, HalfDay(day, afternoon)) for afternoon in (False, True)],
        due=things(week.due_on(day)),
    )


def _half(week: Week, half: HalfDay) -> HalfCell:
    taking = week.taking(half)
    collision = next((one for one in week.collisions if half in one.halves), None)
    is_free = not taking and half.day in week.working
    return HalfCell(
        things=things([one for one in taking if one.starts_at is not None]),
        number=len(taking),
        symbol=symbol_of(collision) if collision else "",
        state="free" if is_free else "" if taking else "off",
    )


def _thing(one: Occasion) -> Thing:
    return Thing(
        when=one.starts_at.strftime("%H:%M") if one.starts_at and not one.is_due else "",
        day=one.day,
        text=short_words(one),
        full=thing_words(one),
        pk=one.item,
        note="planned" if one.is_planned else "recurs" if one.recurs else "",
        wants_principal=one.wants_principal,
    )


def _line(row: WeekRow, days: Span, as_of: date) -> AreaLine:
    each = [days.first + timedelta(number) for number in range(days.days)]
    grave = {one.day for one in row.collisions if symbol_of(one) == GRAVE}
    return AreaLine(
        office=row.office,
        address=week_address(row.office, days.first, as_of),
        things=len(row.found),
        days=[(row.on(day), day in grave) for day in each],
        collisions=len(row.collisions),
        grave=row.grave,
        is_known=row.is_known,
    )


def _twin_row(week: Week, half: HalfDay) -> list[str]:
    taking = week.taking(half)
    return [
        date_format(half.day, "Y-m-d D") + " " + (_("下午") if half.is_afternoon else _("上午")),
        count_text(len(taking)),
        next((symbol_of(one) for one in week.collisions if half in one.halves), ""),
        count_text(sum(one.wants_principal for one in taking)),
        "" if half.is_afternoon else count_text(len(week.due_on(half.day))),
    ]
