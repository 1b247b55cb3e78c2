"""Accepted overruns with the figures they were accepted for."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser, User

from tracker.models.overruns import Overrun, OverrunQuerySet
from tracker.queries.standings import StandingRow, standings


@dataclass(frozen=True, slots=True)
class OverrunRow:
    """row: how the figure stands today, or stood when its year ended. has_ended: its last day has passed."""

    overrun: Overrun
    row: StandingRow
    has_ended: bool

    @property
    def beyond(self) -> int:
        """How many items the figure is above what was accepted; 0 while it is not."""
        return max(self.row.counted - self.overrun.accepted_up_to, 0)


def visible_overruns(user: User | AnonymousUser) -> OverrunQuerySet:
    return Overrun.objects.visible_to(user).select_related("office", "entered_by")


def overrun_rows(user: User | AnonymousUser, today: date) -> list[OverrunRow]:
    """Those that hold first, then those that have ended, each in official order."""
    rows = rows_for(visible_overruns(user), today)
    return sorted(rows, key=lambda row: (row.has_ended, -row.overrun.year))


def rows_for(overruns: Iterable[Overrun], today: date) -> list[OverrunRow]:
    """Their standings, asked once for each year, side and count."""
    groups: dict[tuple[int, str, str], list[Overrun]] = defaultdict(list)
    for overrun in overruns:
        groups[overrun.year, overrun.side, overrun.count].append(overrun)
    found = []
    for (year, side, count), members in groups.items():
        offices = list({overrun.office_id: overrun.office for overrun in members}.values())
        cells = standings(offices, year, min(today, date(year, 12, 31)), side, count)
        found += [
            OverrunRow(overrun, cells[overrun.office_id, overrun.kind], overrun.ends_on < today) for overrun in members
        ]
    return found
