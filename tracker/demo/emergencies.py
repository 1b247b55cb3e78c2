"""Emergency responses of the demo's two years: most of what is marked as emergency falls under one, some does not."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.contrib.auth.models import User

from tracker.actions.emergencies import save_emergency
from tracker.demo.data import read
from tracker.demo.days import day_of
from tracker.models.emergencies import Emergency
from tracker.models.offices import Office


def make_emergencies(today: date, by: User | None = None) -> int:
    """Declare what fixtures/demo/emergencies.json says, of this year and last, begun by today; how many there are.

    Before the items are made: whether they count rests on it.
    """
    areas = Office.objects.in_bulk(field_name="code")
    responses = [response for row in read("emergencies")["emergencies"] for response in _responses(row, areas, today)]
    for response in responses:
        save_emergency(response, by=by if by and by.post.office == response.area else None)
    return len(responses)


def _responses(row: dict[str, Any], areas: dict[str, Office], today: date) -> Iterator[Emergency]:
    for year in (today.year - 2, today.year - 1, today.year):
        first, last = day_of(year, row["first"]), day_of(year, row["last"])
        last = last if first <= last else day_of(year + 1, row["last"])
        if first <= today and last.year >= today.year - 1:
            yield Emergency(area=areas[row["area"]], name=row["name"], reason=row["reason"], first=first, last=last)
