"""An office's days of a year (日历): what landed on each, what fell due, and which were left for its own work."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q

from tracker.measures.calendars import CLOSES, OPENS, bounds_of, is_out_of_hours
from tracker.models.baselines import Side
from tracker.models.counting_rules import CountingRule
from tracker.models.deliveries import Delivery
from tracker.models.items import Item, ItemQuerySet
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.models.presets import PresetAdoption, Rule
from tracker.models.workdays import Workday
from tracker.periods import Span, month_of, month_span, months_of_year, year_span
from tracker.queries.completeness import Gap, gaps
from tracker.queries.landings import Landed, received_by_day
from tracker.queries.workdays import unpublished_years, working_day_set
from tracker.rules.meeting_checks import bars

NO_MEETING = ("no_meeting_day", "no_meeting_week")  # names of the checks of rules that keep days free of meetings
LOOKED_BACK = timedelta(days=366)  # what wanted an answer later than a year after it came is not looked for


@dataclass(frozen=True, slots=True)
class Day:
    """One day of an area, everything below it included; each item counts once however many offices it reached.

    is_working: by the published calendar. holiday: the name it gives the day, "" else. landed: what landed, by kind;
    kinds that did not are absent. due: items that wanted something back by this day, whenever they came. evening:
    meetings that began outside working hours. barred: rules in force here that keep the day free of meetings.
    in_spite: meetings held on a barred day, emergencies left out. is_ahead: after the last day looked at, so that
    nothing but what falls due is known of it.
    """

    day: date
    is_working: bool
    holiday: str
    landed: Mapping[str, Landed]
    due: int
    evening: int
    barred: tuple[Rule, ...]
    in_spite: int
    is_ahead: bool

    def of(self, kind: str) -> Landed:
        return self.landed.get(kind, Landed(kind))

    @property
    def meetings(self) -> int:
        return self.of(Kind.MEETING).full

    @property
    def documents(self) -> int:
        return self.of(Kind.DOCUMENT).full

    @property
    def inspections(self) -> int:
        """Visits, as the full count has them."""
        return self.of(Kind.INSPECTION).full

    @property
    def minutes(self) -> int:
        """Person-minutes of all kinds."""
        return sum(landed.full_minutes for landed in self.landed.values())

    @property
    def is_free(self) -> bool:
        """A working day that is over without a meeting, an inspection or anything due. Documents may have come."""
        return self.is_quiet and not self.due

    @property
    def is_quiet(self) -> bool:
        """A working day that is over without a meeting or an inspection; something may have been due."""
        return self.is_working and not self.is_ahead and not (self.meetings or self.inspections)


@dataclass(frozen=True, slots=True)
class CalendarMonth:
    """One month, all its days. gaps: by kind, what is missing of its ledger; then free days are "at most" so many."""

    month: int
    days: tuple[Day, ...]
    gaps: Mapping[str, Gap]

    @property
    def past(self) -> list[Day]:
        """Days up to the last one looked at."""
        return [day for day in self.days if not day.is_ahead]

    @property
    def working(self) -> int:
        """Working days that are over."""
        return sum(day.is_working for day in self.past)

    @property
    def free(self) -> int:
        """Working days without a meeting, an inspection or anything due."""
        return sum(day.is_free for day in self.days)

    @property
    def quiet(self) -> int:
        """Working days without a meeting or an inspection, whatever was due."""
        return sum(day.is_quiet for day in self.days)

    @property
    def evening(self) -> int:
        return sum(day.evening for day in self.days)

    @property
    def in_spite(self) -> int:
        """Meetings on days that were to be free of them."""
        return sum(day.in_spite for day in self.days)

    @property
    def due(self) -> int:
        """What fell due up to the last day looked at."""
        return sum(day.due for day in self.past)

    @property
    def minutes(self) -> int:
        return sum(day.minutes for day in self.days)

    @property
    def is_known(self) -> bool:
        """Whether every kind of the month is told of, so that an empty day is known to have been empty."""
        return not self.gaps

    @property
    def has_begun(self) -> bool:
        return bool(self.past)

    def landed(self, kind: str) -> Landed:
        """Both counts of the month up to the last day looked at: an item has one day, so days add up."""
        return sum((day.of(kind) for day in self.days), start=Landed(kind))


@dataclass(frozen=True, slots=True)
class Calendar:
    """A year of an area. bounds: person-minutes up to which each shade reaches (measures.calendars.bounds_of).

    plain: the year's calendar is not published, so that the plain week stands for it.
    """

    area: Office
    span: Span
    months: tuple[CalendarMonth, ...]
    bounds: tuple[int, ...]
    plain: bool

    def month(self, number: int) -> CalendarMonth:
        """number: 1 to 12."""
        return self.months[number - 1]


@dataclass(frozen=True, slots=True)
class Noted:
    """A meeting that a calendar marks. barred: rules it was held in spite of, none for an emergency. out_of_hours: it
    began in the evening or the early morning."""

    item: Item
    barred: tuple[Rule, ...]
    out_of_hours: bool


@dataclass(frozen=True, slots=True)
class _Told:
    """What is read once for the whole year."""

    landed: Mapping[date, dict[str, Landed]]
    due: Mapping[date, int]
    evening: Mapping[date, int]
    in_spite: Mapping[date, int]
    barred: Mapping[date, tuple[Rule, ...]]
    working: frozenset[date]
    holidays: Mapping[date, str]


def calendar_of(area: Office, span: Span, under: CountingRule | None = None) -> Calendar:
    """span: 1 January to the day looked at. under: the official count is replayed under this version of the rule."""
    year = year_span(span.last.year)
    barred = barred_days(area, year)
    told = _Told(
        landed=_by_day(area, span, under),
        due=due_by_day(area, year, span.last),
        evening=_counted(_meetings(area, span).filter(Q(starts_at__gte=CLOSES) | Q(starts_at__lt=OPENS))),
        in_spite=_counted(_meetings(area, span).filter(day__in=list(barred), emergency=False)) if barred else {},
        barred=barred,
        working=working_day_set(year),
        holidays=dict(Workday.objects.filter(day__range=(year.first, year.last)).values_list("day", "name")),
    )
    missing = gaps([area], Side.RECEIVED, span.last.year, span.last)
    own = {kind: missing[area.pk, kind] for kind in Kind.values if (area.pk, kind) in missing}
    months = tuple(_month(month, span.last, told, own) for month in months_of_year(span.last.year))
    bounds = bounds_of(day.minutes for month in months for day in month.days)
    return Calendar(area, span, months, bounds, bool(unpublished_years(span)))


def barred_days(area: Office, span: Span) -> dict[date, tuple[Rule, ...]]:
    """Days of a span that rules in force there keep free of meetings: those adopted by the area and above it."""
    adoptions = PresetAdoption.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=span.first),
        valid_from__lte=span.last,
        area__path__in=area.ancestor_paths,
    )
    rules: dict[int, list[Rule]] = {}
    told = Rule.objects.filter(check_name__in=NO_MEETING, preset__in=adoptions.values("preset"))
    for rule in told.select_related("preset").order_by("pk"):
        rules.setdefault(rule.preset_id, []).append(rule)
    bound = [(adoption, rule) for adoption in adoptions for rule in rules.get(adoption.preset_id, [])]
    days = (span.first + timedelta(number) for number in range(span.days))
    found = {day: tuple(dict.fromkeys(rule for adoption, rule in bound if _keeps(adoption, rule, day))) for day in days}
    return {day: rules for day, rules in found.items() if rules}


def is_missing(gap: Gap, month: int, as_of: date) -> bool:
    """Whether a month is due and not told of, or is the running one and nothing was told lately."""
    return month in gap.months or (gap.silent and month == month_of(as_of))


def due_by_day(area: Office, span: Span, as_of: date) -> dict[date, int]:
    """How many items that came by `as_of` wanted something back on each day of a span."""
    came = Item.objects.standing().filter(day__range=(span.first - LOOKED_BACK, as_of))
    rows = _reaching(area, came.filter(deadline__range=(span.first, span.last)))
    return dict(rows.order_by().values_list("deadline").annotate(number=Count("pk")))


def noted_meetings(area: Office, span: Span) -> list[Noted]:
    """Meetings on days to be free of them, or outside working hours, in the order of time. All lie within the area, so
    that whoever sees the area sees them."""
    barred = barred_days(area, span)
    is_late = Q(starts_at__gte=CLOSES) | Q(starts_at__lt=OPENS)
    rows = _meetings(area, span).filter(is_late | Q(day__in=list(barred), emergency=False))
    return [
        Noted(
            item=item,
            barred=() if item.emergency else barred.get(item.day, ()),
            out_of_hours=item.starts_at is not None and is_out_of_hours(item.starts_at),
        )
        for item in rows.select_related("issuer").order_by("day", "starts_at", "pk")
    ]


def _keeps(adoption: PresetAdoption, rule: Rule, day: date) -> bool:
    holds = adoption.valid_from <= day and (adoption.valid_to is None or day <= adoption.valid_to)
    return holds and bars(rule, day)


def _by_day(area: Office, span: Span, under: CountingRule | None) -> dict[date, dict[str, Landed]]:
    days: dict[date, dict[str, Landed]] = {}
    for (day, kind), landed in received_by_day(area, span, under).items():
        days.setdefault(day, {})[kind] = landed
    return days


def _meetings(area: Office, span: Span) -> ItemQuerySet:
    return _reaching(area, Item.objects.standing().during(span).filter(kind=Kind.MEETING))


def _reaching(area: Office, items: ItemQuerySet) -> ItemQuerySet:
    return items.filter(Exists(Delivery.objects.standing().landed_on(area).filter(item=OuterRef("pk"))))


def _counted(items: ItemQuerySet) -> dict[date, int]:
    return dict(items.order_by().values_list("day").annotate(number=Count("pk")))


def _month(month: int, as_of: date, told: _Told, missing: Mapping[str, Gap]) -> CalendarMonth:
    span = month_span(month)
    days = (span.first + timedelta(number) for number in range(span.days))
    return CalendarMonth(month, tuple(_day(day, as_of, told) for day in days), _gaps_in(month, as_of, missing))


def _day(day: date, as_of: date, told: _Told) -> Day:
    return Day(
        day=day,
        is_working=day in told.working,
        holiday=told.holidays.get(day, ""),
        landed=told.landed.get(day, {}),
        due=told.due.get(day, 0),
        evening=told.evening.get(day, 0),
        barred=told.barred.get(day, ()),
        in_spite=told.in_spite.get(day, 0),
        is_ahead=day > as_of,
    )


def _gaps_in(month: int, as_of: date, missing: Mapping[str, Gap]) -> dict[str, Gap]:
    return {kind: gap for kind, gap in missing.items() if is_missing(gap, month, as_of)}
