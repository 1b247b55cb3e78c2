"""“本期无” in the demo county: villages that nothing reached, and a silent town that told of one kind only."""

from datetime import date, timedelta
from itertools import product

from tracker.demo.county import County
from tracker.models.kinds import Kind
from tracker.models.loads import Load
from tracker.models.nil_reports import NilReport
from tracker.models.offices import Office
from tracker.periods import month_of

MONTHS = 3


def make_nil_reports(county: County, today: date) -> None:
    """The villages of the first town report whatever is empty but for the newest month of the last village.

    The town that has gone silent reports inspections alone, so that it stays silent.
    """
    months = _past_months(today)
    first, silent = county.towns[0], next(town for town in county.towns if town.gap == "silent")
    cells = [*product(first.villages[:-1], Kind, months), *product(first.villages[-1:], Kind, months[1:])]
    cells.append((silent.office, Kind.INSPECTION, months[0]))
    NilReport.objects.bulk_create(_reports(cells))


def _reports(cells: list[tuple[Office, Kind, int]]) -> list[NilReport]:
    rows = Load.objects.filter(office__in={office.pk for office, _kind, _month in cells})
    recorded = set(rows.values_list("office", "kind", "month"))
    return [
        NilReport(office=office, kind=kind, month=month)
        for office, kind, month in cells
        if (office.pk, kind, month) not in recorded
    ]


def _past_months(today: date) -> list[int]:
    """The newest first, without the one that is running."""
    months: list[int] = []
    day = today
    while len(months) < MONTHS:
        day = day.replace(day=1) - timedelta(days=1)
        months.append(month_of(day))
    return months
