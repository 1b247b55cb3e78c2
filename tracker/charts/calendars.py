"""A heat calendar: one month as a table of days, Monday first, and the year as twelve small months."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tracker.charts import svg
from tracker.charts.addresses import items_address
from tracker.charts.twins import Twin
from tracker.figures import count_text, hours_text
from tracker.measures.calendars import step_of
from tracker.models.counting_rules import CountingRule
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.periods import Span
from tracker.queries.calendars import Calendar, CalendarMonth, Day, Noted
from tracker.queries.landings import Landed
from tracker.sentences.calendars import (
    barred_word,
    busiest_words,
    calendar_finding,
    cell_words,
    due_mark,
    due_words,
    gaps_words,
    marks,
    month_name,
    month_words,
    noted_words,
    quiet_words,
    rest_word,
    rules_words,
    steps_words,
)

PITCH, SQUARE = 11.0, 10.0
_DAYS_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class Cell:
    """One day. css: its shade and state. hours: "" where nothing landed. label: the whole cell in words.

    address: the items of the day, "" for a day ahead or without any. due, due_label, due_address: what falls due.
    """

    day: date
    css: str
    hours: str
    marks: list[str]
    rest: str
    ban: str
    in_spite: bool
    label: str
    address: str
    due: str
    due_label: str
    due_address: str
    is_today: bool


@dataclass(frozen=True, slots=True)
class KindTotal:
    """Both counts of one kind in the month, and the rows behind them."""

    label: str
    official: int
    full: int
    official_address: str
    full_address: str


@dataclass(frozen=True, slots=True)
class HeatMonth:
    """One month, large. finding: of the page; title: of the picture, its heaviest day. weeks: rows of seven, None where
    the week lies in another month. steps: (shade, words)."""

    finding: str
    title: str
    quiet: str
    weeks: list[list[Cell | None]]
    heads: list[str]
    totals: list[KindTotal]
    minutes: int
    minutes_address: str
    steps: list[tuple[str, str]]
    note: str
    rules: str
    twin: Twin


@dataclass(frozen=True, slots=True)
class SmallMonth:
    """One month, small. free: working days left free, "≤" before it where the ledger has gaps, "" before it begins."""

    name: str
    picture: SafeString
    label: str
    address: str
    free: str
    minutes: int
    is_shown: bool
    has_begun: bool


@dataclass(frozen=True, slots=True)
class NotedRow:
    """A meeting that is named beside the calendar."""

    when: str
    title: str
    issuer: str
    pk: int
    ban: str
    is_late: bool


def heat_month(calendar: Calendar, number: int, under: CountingRule | None = None) -> HeatMonth:
    """number: 1 to 12. under: the version the figures were replayed under; the lists behind them are, too."""
    month = calendar.month(number)
    cells = [_cell(calendar, day, under) for day in month.days]
    gap = month.days[0].day.weekday()
    padded: list[Cell | None] = [*([None] * gap), *cells]
    padded += [None] * (-len(padded) % _DAYS_A_WEEK)
    barred = list(dict.fromkeys(rule for day in month.days for rule in day.barred))
    return HeatMonth(
        finding=calendar_finding(month),
        title=busiest_words(month),
        quiet=quiet_words(month),
        weeks=[padded[start : start + _DAYS_A_WEEK] for start in range(0, len(padded), _DAYS_A_WEEK)],
        heads=[str(head) for head in _heads(month)],
        totals=_totals(calendar, month, under),
        minutes=month.minutes,
        minutes_address=_month_address(calendar, month, under),
        steps=_steps(calendar.bounds),
        note=gaps_words(month.gaps),
        rules=rules_words(barred),
        twin=_twin(month),
    )


def small_months(calendar: Calendar, shown: int, address: str) -> list[SmallMonth]:
    """The twelve months. address: of the page, to which the month is added. shown: the one that is large."""
    return [_small(calendar, number, shown, address) for number in range(1, 13)]


def noted_rows(meetings: Sequence[Noted]) -> list[NotedRow]:
    return [
        NotedRow(
            when=noted_words(one),
            title=one.item.title,
            issuer=one.item.issuer.name,
            pk=one.item.pk,
            ban=barred_word(one.barred),
            is_late=one.out_of_hours,
        )
        for one in meetings
    ]


def due_address(day: date, area: Office, as_of: date) -> str:
    """The items that wanted something back by the day, as far as they had come."""
    return items_address(Span(as_of, as_of), office=area, due=day)


def _cell(calendar: Calendar, day: Day, under: CountingRule | None) -> Cell:
    step = step_of(day.minutes, calendar.bounds)
    states = [f"q{step}"] if step else []
    states += [] if day.is_working or day.landed else ["off"]
    states += ["ahead"] if day.is_ahead else []
    is_today = day.day == calendar.span.last
    return Cell(
        day=day.day,
        css=" ".join([*states, *(["today"] if is_today else [])]),
        hours=hours_text(day.minutes) if day.landed else "",
        marks=marks(day),
        rest=day.holiday if day.holiday and not day.is_working else rest_word(day),
        ban=barred_word(day.barred) if day.is_working or day.in_spite else "",
        in_spite=bool(day.in_spite),
        label=cell_words(day),
        address=items_address(Span(day.day, day.day), office=calendar.area, under=under) if day.landed else "",
        due=due_mark(day),
        due_label=due_words(day),
        due_address=due_address(day.day, calendar.area, calendar.span.last),
        is_today=is_today,
    )


def _heads(month: CalendarMonth) -> Iterator[str]:
    """Weekdays from Monday on, in the reader's language."""
    mondays = [day.day for day in month.days if day.day.isoweekday() == 1]
    week = [day.day for day in month.days if mondays[0] <= day.day][:_DAYS_A_WEEK]
    for day in week:
        yield date_format(day, "D")


def _totals(calendar: Calendar, month: CalendarMonth, under: CountingRule | None) -> list[KindTotal]:
    if not month.has_begun:
        return []
    span = Span(month.days[0].day, month.past[-1].day)
    return [_total(calendar.area, month.landed(kind), span, under) for kind in Kind.values]


def _total(area: Office, landed: Landed, span: Span, under: CountingRule | None) -> KindTotal:
    return KindTotal(
        label=str(Kind(landed.kind).label),
        official=landed.official,
        full=landed.full,
        official_address=items_address(span, office=area, kind=landed.kind, official=True, under=under),
        full_address=items_address(span, office=area, kind=landed.kind, under=under),
    )


def _month_address(calendar: Calendar, month: CalendarMonth, under: CountingRule | None) -> str:
    if not month.has_begun:
        return ""
    return items_address(Span(month.days[0].day, month.past[-1].day), office=calendar.area, under=under)


def _steps(bounds: Sequence[int]) -> list[tuple[str, str]]:
    """The shades in use, lightest first."""
    return [(f"q{step_of(bound, bounds)}", words) for bound, words in zip(bounds, steps_words(bounds), strict=True)]


def _twin(month: CalendarMonth) -> Twin:
    head = [
        _("日期"), _("人时"), _("会议（统计口径／全口径）"), _("督检考（统计口径／到场）"),
        _("发文（统计口径／全口径）"), _("报送到期"), _("晚间等"), _("无会日开会"),
    ]  # fmt: skip
    return Twin(busiest_words(month), head, [list(_line(day)) for day in month.days if not day.is_ahead or day.due])


def _line(day: Day) -> Iterator[str]:
    yield date_format(day.day, "Y-m-d D")
    yield hours_text(day.minutes)
    for kind in (Kind.MEETING, Kind.INSPECTION, Kind.DOCUMENT):
        landed = day.of(kind)
        yield f"{count_text(landed.official)}／{count_text(landed.full)}"
    yield count_text(day.due)
    yield count_text(day.evening)
    yield count_text(day.in_spite)


def _small(calendar: Calendar, number: int, shown: int, address: str) -> SmallMonth:
    month = calendar.month(number)
    at_most = "" if month.is_known or not month.free else "≤"
    return SmallMonth(
        name=month_name(month.month),
        picture=_picture(month, calendar.bounds),
        label=month_words(month),
        address=f"{address}&{urlencode({'month': number})}",
        free=at_most + count_text(month.free) if month.working else "",
        minutes=month.minutes,
        is_shown=number == shown,
        has_begun=month.has_begun,
    )


def _picture(month: CalendarMonth, bounds: Sequence[int]) -> SafeString:
    """Seven squares a week: the shade of the day; a frame around working days left free, a dot on a barred one."""
    gap = month.days[0].day.weekday()
    squares = (part for place, day in enumerate(month.days, gap) for part in _square(place, day, bounds))
    return svg.ornament(_DAYS_A_WEEK * PITCH, 6 * PITCH, "small-month", *squares)


def _square(place: int, day: Day, bounds: Sequence[int]) -> Iterator[SafeString]:
    week, weekday = divmod(place, _DAYS_A_WEEK)
    x, y, step = weekday * PITCH, week * PITCH, step_of(day.minutes, bounds)
    css = "ahead" if day.is_ahead else f"q{step}" if step else "off" if not day.is_working else "q0"
    yield svg.rectangle(css, x + 0.5, y + 0.5, SQUARE - 1, SQUARE - 1)
    if day.is_free:
        yield svg.rectangle("free", x + 1, y + 1, SQUARE - 2, SQUARE - 2)
    if day.in_spite:
        yield svg.element("circle", class_="spite", cx=x + SQUARE / 2, cy=y + SQUARE / 2, r=2)
