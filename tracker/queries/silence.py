"""Which offices have gone silent: neither a record nor “本期无” speaks of the days before the one looked at."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db.models import Max
from django.db.models.functions import Left

from tracker.models.deliveries import Delivery
from tracker.models.loads import Load
from tracker.models.norms import Norm
from tracker.models.offices import Office
from tracker.periods import Span, month_of, month_span, next_month
from tracker.queries.landings import within_range
from tracker.queries.nil_reports import nil_months


def silent_offices(offices: Sequence[Office], as_of: date) -> set[int]:
    """Ids of offices of which nothing is known in the last days before `as_of` (norm silent_days).

    Silence is no zero: a count that ends weeks ago is evidence of nothing. An office is heard when
    - something landed on it in these days, of any kind; or
    - it reported “本期无” for all three kinds of a month that ended in these days, and of every month between its
      last record of the year (or January, or the month it was founded) and that one. One nil report never covers
      for the silence before it.
    """
    days = Norm.objects.on(as_of)[Norm.Code.SILENT_DAYS]
    window = Span(as_of - timedelta(days=days - 1), as_of)
    quiet = _without_landing(offices, window)
    heard = _said_nothing_came(quiet, window) if quiet else set()
    return {office.pk for office in quiet} - heard


def last_landing(office: Office, as_of: date) -> date | None:
    """The last day on which anything landed on the office or below it; None when nothing ever did."""
    rows = Delivery.objects.standing().landed_on(office).filter(day__lte=as_of)
    last: date | None = rows.aggregate(last=Max("day"))["last"]
    return last


def _without_landing(offices: Sequence[Office], window: Span) -> list[Office]:
    recent = Delivery.objects.standing().during(window)
    heard: set[str] = set()
    for depth in {office.depth for office in offices}:
        rows = within_range(recent, [office for office in offices if office.depth == depth])
        area = Left("office_path", depth * Office.steplen)
        heard.update(rows.annotate(area=area).values_list("area", flat=True).distinct())
    return [office for office in offices if office.path not in heard]


def _said_nothing_came(offices: Sequence[Office], window: Span) -> set[int]:
    """Ids of the offices whose nil reports reach into the window without a gap."""
    january = window.last.year * 100 + 1
    ended = [month for month in window.months() if month_span(month).last <= window.last]
    months = list(Span(month_span(min([january, *ended])).first, window.last).months())
    reported = nil_months(offices, months)
    recorded = _recorded_months(list(reported), months)
    return {
        office.pk
        for office in offices
        for month in ended
        if office.pk in reported
        and _reaches(month, _begin(office, month, recorded[office.pk], january), reported[office.pk])
    }


def _begin(office: Office, month: int, recorded: set[int], january: int) -> int:
    """The first month that needs nil reports for `month` to be believed."""
    known = [next_month(each) for each in recorded if each <= month]
    founded = [] if office.valid_from is None else [month_of(office.valid_from)]
    return max([january, *founded, *known])


def _reaches(month: int, begin: int, reported: set[int]) -> bool:
    """Whether the month itself, and every month from `begin` on, is reported as nil."""
    between = Span(month_span(min(begin, month)).first, month_span(month).last).months()
    return all(each in reported for each in between)


def _recorded_months(offices: Sequence[int], months: Sequence[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {office: set() for office in offices}
    rows = Load.objects.filter(office__in=offices, month__in=months, full_landings__gt=0)
    for office, month in rows.values_list("office", "month"):
        found[office].add(month)
    return found
