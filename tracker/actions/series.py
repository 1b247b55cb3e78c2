"""Start and end series, log their occurrences. Each is one transaction under the lock of the series."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from tracker.actions.deliveries import Landing
from tracker.actions.efforts import note_effort
from tracker.actions.items import log_item, withdraw_item
from tracker.actions.nil_reports import ONE_CLICK
from tracker.models.efforts import Effort
from tracker.models.items import Item
from tracker.models.offices import Office
from tracker.models.series import Series
from tracker.queries.series import Occurrence, open_occurrence, repetition
from tracker.rules.entries import check_exists


class NotOpenError(Exception):
    """This day of the series has been logged or left out meanwhile, or it has not come."""


@dataclass(frozen=True, slots=True)
class Start:
    """How a new series goes on from its first item: its rhythm, and which of the days that have come were held."""

    every: str
    until: date | None
    held: Sequence[date] = ()
    left_out: Sequence[date] = ()


@transaction.atomic
def start_series(
    item: Item, landings: Sequence[Landing], start: Start, *, logged_for: Office, by: User | None
) -> list[Item]:
    """Log the first item of a new series, and a repetition of it on every further day that was held."""
    item.series = Series.objects.create(
        logged_for=logged_for, every=start.every, first=item.day, until=start.until, started_by=by,
        left_out=[day.isoformat() for day in start.left_out],
    )  # fmt: skip
    log_item(item, landings, logged_for=logged_for, by=by)
    return [item, *(_log_repetition(item, day, landings, by) for day in start.held)]


@transaction.atomic
def log_instead(
    occurrence: Occurrence, item: Item, landings: Sequence[Landing], *, logged_for: Office, by: User | None
) -> Item:
    """Log an item as this occurrence, changed as a person wished. On another day, the planned one did not take place.

    Where the occurrence is no longer open the item is logged on its own.
    """
    series = _locked(occurrence.series)
    if open_occurrence(series, occurrence.day, timezone.localdate()) is not None:
        item.series, item.source = series, Item.Source.SERIES
        if item.day != occurrence.day:
            _leave_out(series, occurrence.day)
    return log_item(item, landings, logged_for=logged_for, by=by)


@transaction.atomic
def log_as_last(series: Series, day: date, *, by: User | None) -> Item:
    """Log an occurrence like the newest item of its series, with the same landings.

    Raises NotOpenError, so that a second click adds nothing, and ValidationError when an office it landed on is gone.
    """
    item = _log_open(series, day, by)
    note_effort(item.logged_for, Effort.Way.SERIES, records=1, seconds=ONE_CLICK, steps=1)
    return item


@transaction.atomic
def log_all_as_last(due: Iterable[Occurrence], *, by: User | None) -> list[Item]:
    """Log every one of these that is still open; all or none when an office is gone."""
    items: list[Item] = []
    for occurrence in due:
        with suppress(NotOpenError):
            items.append(_log_open(occurrence.series, occurrence.day, by))
    if items:
        note_effort(items[0].logged_for, Effort.Way.SERIES, records=len(items), seconds=ONE_CLICK, steps=1)
    return items


@transaction.atomic
def leave_out(series: Series, day: date) -> None:
    """It did not take place on this day. Raises NotOpenError."""
    locked = _locked(series)
    if open_occurrence(locked, day, timezone.localdate()) is None:
        raise NotOpenError
    _leave_out(locked, day)


@transaction.atomic
def put_back(series: Series, day: date) -> None:
    """Ask again about a day that was left out."""
    locked = _locked(series)
    locked.left_out = [left for left in locked.left_out if left != day.isoformat()]
    locked.save(update_fields=["left_out"])


@transaction.atomic
def end_series(series: Series) -> None:
    """Nothing more of it after today; days that are open stay open."""
    locked = _locked(series)
    today = timezone.localdate()
    if locked.until is None or locked.until > today:
        locked.until = max(today, locked.first)
        locked.save(update_fields=["until"])


@transaction.atomic
def resume_series(series: Series) -> None:
    locked = _locked(series)
    locked.until = None
    locked.save(update_fields=["until"])


@transaction.atomic
def withdraw_items(items: Iterable[Item], reason: str, *, by: User | None) -> None:
    for item in items:
        withdraw_item(item, reason, by=by)


def _log_open(series: Series, day: date, by: User | None) -> Item:
    occurrence = open_occurrence(_locked(series), day, timezone.localdate())
    if occurrence is None:
        raise NotOpenError
    return _log_repetition(occurrence.newest, day, _landings(occurrence.newest), by)


def _log_repetition(model: Item, day: date, landings: Sequence[Landing], by: User | None) -> Item:
    for landing in landings:
        check_exists(landing.office, day)
    item = repetition(model, day)
    item.series, item.source = model.series, Item.Source.SERIES
    return log_item(item, landings, logged_for=model.logged_for, by=by)


def _landings(item: Item) -> list[Landing]:
    """Where an item landed; where all is withdrawn, where it had landed before."""
    deliveries = list(item.deliveries.select_related("office").order_by("office_path"))
    standing = [delivery for delivery in deliveries if not delivery.withdrawn]
    return [
        Landing(one.office, one.people, one.minutes, one.travel_minutes, one.preparation_minutes)
        for one in standing or deliveries
    ]


def _leave_out(series: Series, day: date) -> None:
    series.left_out = sorted({*series.left_out, day.isoformat()})
    series.save(update_fields=["left_out"])


def _locked(series: Series) -> Series:
    return Series.objects.select_for_update().get(pk=series.pk)
