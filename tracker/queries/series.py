"""Series of an office: their items, the days that are open, and what the next item of one would be."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Q
from django.utils import timezone

from tracker.measures.recurrence import following, occurrences
from tracker.models.items import Item
from tracker.models.offices import Office
from tracker.models.series import Series, SeriesQuerySet
from tracker.rules.fingerprints import fingerprint

UNDONE_WITHIN = timedelta(hours=8)
REPEATED = (
    "kind", "issuer_id", "issuer_text", "title", "channel", "emergency", "required_rank", "asks_report", "asks_form",
    "asks_trace", "document_format", "genre", "characters", "starts_at", "minutes", "meeting_form", "topics",
    "meeting_name", "meeting_category", "inspection_type", "plan_status", "law_enforcement",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A day of a series that has come and that nobody has logged or left out. `newest` is what to repeat."""

    series: Series
    newest: Item
    day: date


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """A series with its newest item, the days on which it was logged, the open ones, and the next to come."""

    series: Series
    newest: Item
    logged: int
    open_days: Sequence[date]
    next_day: date | None

    @property
    def is_over(self) -> bool:
        return self.next_day is None


def series_visible_to(user: User | AnonymousUser) -> SeriesQuerySet:
    return Series.objects.visible_to(user).select_related("logged_for")


def series_rows(area: Office, today: date) -> list[SeriesRow]:
    """The series of an office, and of the villages of a town: those that go on first, then by their newest item."""
    kept = Series.objects.select_related("logged_for")
    within = Q(logged_for__path__gte=area.path, logged_for__path__lt=area.path_end)
    rows = _rows(kept.filter(within if area.kind in Office.GRASSROOTS_KINDS else Q(logged_for=area)), today)
    return sorted(rows, key=lambda row: (row.is_over, -row.newest.day.toordinal(), row.series.pk))


def due_occurrences(rows: Iterable[SeriesRow]) -> list[Occurrence]:
    """Every open day of these series, the longest open first."""
    due = [Occurrence(row.series, row.newest, day) for row in rows for day in row.open_days]
    return sorted(due, key=lambda occurrence: (occurrence.day, occurrence.series.pk))


def open_occurrence(series: Series, day: date, today: date) -> Occurrence | None:
    """This day of a series while it is open."""
    rows = _rows([series], today)
    return Occurrence(series, rows[0].newest, day) if rows and day in rows[0].open_days else None


def repetition(newest: Item, day: date) -> Item:
    """An unsaved item that repeats another on a day. A deadline keeps its distance; numbers and overrides are not
    repeated, for they were given to the one item."""
    item = Item(day=day, **{name: getattr(newest, name) for name in REPEATED})
    if newest.deadline is not None:
        item.deadline = day + (newest.deadline - newest.day)
    return item


def days_told(item: Item, days: Sequence[date], office: Office) -> set[date]:
    """Those of the days on which an item like this one stands in the ledger of an office already."""
    marks = {fingerprint(repetition(item, day)): day for day in days}
    return {marks[mark] for mark, _office in _standing_there(marks, [office.pk])}


def just_logged_by(user: User, pks: Iterable[int]) -> list[Item]:
    """Those of the items that the user logged within the last hours and that nobody has touched since."""
    lately = timezone.now() - UNDONE_WITHIN
    rows = Item.objects.visible_to(user).standing().filter(pk__in=list(pks), logged_by=user, version=1)
    return list(rows.filter(logged_at__gt=lately).order_by("pk"))


def _rows(series: Iterable[Series], today: date) -> list[SeriesRow]:
    kept = list(series)
    days: dict[int, set[date]] = {one.pk: set() for one in kept}
    newest: dict[int, int] = {}
    items = Item.objects.filter(series__in=kept).order_by("day", "pk")
    # Withdrawn items are repeated only where no other is left.
    for series_id, pk, _day in items.filter(withdrawn_at__isnull=False).values_list("series", "pk", "day"):
        newest[series_id] = pk
    for series_id, pk, day in items.standing().values_list("series", "pk", "day"):
        newest[series_id] = pk
        days[series_id].add(day)
    found = Item.objects.select_related("issuer").in_bulk(newest.values())
    rows = [_row(one, found[newest[one.pk]], days[one.pk], today) for one in kept if one.pk in newest]
    return _without_told(rows)


def _row(series: Series, newest: Item, logged: set[date], today: date) -> SeriesRow:
    last = today if series.until is None else min(today, series.until)
    come = occurrences(series.every, series.first, last)
    left_out = {date.fromisoformat(day) for day in series.left_out}
    open_days = tuple(day for day in come if day not in logged and day not in left_out)
    upcoming = following(series.every, series.first, today)
    is_over = series.until is not None and upcoming > series.until
    return SeriesRow(series, newest, len(logged), open_days, None if is_over else upcoming)


def _without_told(rows: list[SeriesRow]) -> list[SeriesRow]:
    """A day is not open when somebody logged the same thing for the office without a thought of the series."""
    marks = {
        (fingerprint(repetition(row.newest, day)), row.series.logged_for_id): (row.series.pk, day)
        for row in rows
        for day in row.open_days
    }
    there = _standing_there([mark for mark, _office in marks], {row.series.logged_for_id for row in rows})
    told = {marks[key] for key in there if key in marks}
    return [_open_but(row, told) for row in rows]


def _open_but(row: SeriesRow, told: set[tuple[int, date]]) -> SeriesRow:
    still = tuple(day for day in row.open_days if (row.series.pk, day) not in told)
    return SeriesRow(row.series, row.newest, row.logged, still, row.next_day)


def _standing_there(marks: Iterable[str] | Mapping[str, Any], offices: Iterable[int]) -> set[tuple[str, int]]:
    """Fingerprint and office of standing items that landed there, or that the office itself logged."""
    items = Item.objects.standing().filter(fingerprint__in=list(marks))
    wanted = list(offices)
    landed = items.filter(deliveries__office__in=wanted, deliveries__withdrawn=False)
    logged = items.filter(logged_for__in=wanted)
    return set(landed.values_list("fingerprint", "deliveries__office")) | set(
        logged.values_list("fingerprint", "logged_for")
    )
