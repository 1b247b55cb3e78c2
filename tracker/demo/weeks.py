"""What lies ahead in the demo: days of approved meetings, two of them on the same, and one that recurs weekly."""

from datetime import date, timedelta

from django.db.models import Count

from tracker.demo.data import read
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.models.plans import PlanLine
from tracker.models.series import Series
from tracker.periods import Span
from tracker.queries.calendars import barred_days
from tracker.queries.workdays import working_day_set


def make_weeks(area: Office, today: date) -> None:
    """Approved meetings that were not held yet get days of the same year; in its last days few are left."""
    told = read("weeks")
    waiting = PlanLine.objects.filter(status=PlanLine.Status.APPROVED, kind=Kind.MEETING, items=None, day=None)
    lines = waiting.filter(plan__year=today.year).order_by("pk")
    days = _open_days(area, today)
    for line, place in zip(lines, told["planned_on"], strict=False):
        if place < len(days) and days[place].year == today.year:
            PlanLine.objects.filter(pk=line.pk).update(day=days[place], month=days[place].month)
    _recur(today, told["recurs_at_least"])


def _open_days(area: Office, today: date) -> list[date]:
    """Working days ahead on which rules let people meet."""
    told = read("weeks")
    first = today + timedelta(days=told["begins_after_days"])
    span = Span(first, first + timedelta(days=told["looked_ahead_days"]))
    return sorted(working_day_set(span) - barred_days(area, span).keys())


def _recur(today: date, least: int) -> None:
    """The newest meeting with a time that an issuer held for so many offices is said to recur every week."""
    workdays = range(2, 7)  # Sunday is 1
    held = Item.objects.standing().filter(kind=Kind.MEETING, day__lte=today, starts_at__isnull=False)
    widely = held.filter(day__week_day__in=workdays).annotate(number=Count("deliveries")).filter(number__gte=least)
    item = widely.exclude(logged_for__kind__in=Office.GRASSROOTS_KINDS).order_by("-day", "-pk").first()
    if item is not None:
        series = Series.objects.create(logged_for_id=item.logged_for_id, every=Series.Every.WEEK, first=item.day)
        Item.objects.filter(pk=item.pk).update(series=series)
