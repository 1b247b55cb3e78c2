"""What waits for somebody's word (待决事项): explanations, figures over their ceiling, overruns that end, findings."""

from dataclasses import dataclass
from datetime import date, timedelta

from tracker.measures.standing import Standing
from tracker.models.findings import Finding
from tracker.models.offices import Office
from tracker.models.overruns import Overrun
from tracker.queries.explanations import ExplanationRow, State, explanation_rows
from tracker.queries.overview import Overview
from tracker.queries.standings import StandingRow

ENDS_SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Decisions:
    """Of an area and a year, as they stand now.

    over: promises of the area itself that are over and that nobody answers for. waiting: explanations handed in and not
    decided on. owed: explanations not handed in yet, the most urgent first. ending: accepted overruns of the area and
    its offices that end within thirty days. findings: those of the year that nobody has settled, oldest first.
    """

    over: list[StandingRow]
    waiting: list[ExplanationRow]
    owed: list[ExplanationRow]
    ending: list[Overrun]
    findings: list[Finding]

    @property
    def late(self) -> int:
        """Explanations that are owed and past their day."""
        return sum(row.days < 0 for row in self.owed)

    @property
    def number(self) -> int:
        return len(self.over) + len(self.waiting) + len(self.owed) + len(self.ending) + len(self.findings)


def decisions(figures: Overview) -> Decisions:
    """Counts up to the overview's last day; what was decided, as it is known today."""
    area, year, last = figures.area, figures.year, figures.span.last
    explanations = explanation_rows(area, year, last)
    return Decisions(
        over=[row for row in figures.promises if row.judgement.standing is Standing.OVER and row.overrun is None],
        waiting=[row for row in explanations if row.state == State.SUBMITTED],
        owed=sorted((row for row in explanations if row.is_owed), key=lambda row: row.days),
        ending=ending_overruns(area, year, last),
        findings=open_findings(area, year),
    )


def open_findings(area: Office, year: int) -> list[Finding]:
    """Suspicions about offices of the area, as senders and as receivers, that nobody has settled; oldest first."""
    rows = Finding.objects.unsettled().filter(office__in=Office.objects.within(area), year=year)
    return list(rows.select_related("office").order_by("opened_at", "pk"))


def ending_overruns(area: Office, year: int, day: date) -> list[Overrun]:
    """Accepted overruns of the area that hold on the day and end soon after, those that end first in front."""
    rows = Overrun.objects.filter(office__in=Office.objects.within(area), year=year)
    rows = rows.filter(ends_on__range=(day, day + ENDS_SOON), entered_at__date__lte=day)
    return list(rows.select_related("office").order_by("ends_on", "pk"))
