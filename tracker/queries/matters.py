"""What is being done about an area's burden (正在办): findings, explanations, plans and overruns still open."""

from dataclasses import dataclass
from datetime import date

from tracker.models.findings import Finding
from tracker.models.offices import Office
from tracker.models.overruns import Overrun
from tracker.models.plans import Plan, PlanLine
from tracker.queries.explanations import State, explanation_rows


@dataclass(frozen=True, slots=True)
class Matters:
    """How many are open, each of one year. late: of the explanations owed, those past their day.

    submitted: explanations that wait for a decision. overruns: accepted, and still holding.
    """

    findings: int
    owed: int
    late: int
    submitted: int
    plan_lines: int
    overruns: int

    @property
    def is_empty(self) -> bool:
        return not (self.findings or self.owed or self.submitted or self.plan_lines or self.overruns)


def matters(area: Office, today: date) -> Matters:
    """As of today, of this year."""
    year, within = today.year, Office.objects.within(area)
    explained = explanation_rows(area, year, today)
    owed = [row for row in explained if row.is_owed]
    waiting = PlanLine.objects.filter(status=PlanLine.Status.PROPOSED, plan__issuer__in=within, plan__year=year)
    return Matters(
        findings=Finding.objects.unsettled().filter(office__in=within, year=year).count(),
        owed=len(owed),
        late=sum(row.days < 0 for row in owed),
        submitted=sum(row.state == State.SUBMITTED for row in explained),
        plan_lines=waiting.exclude(plan__status=Plan.Status.DRAFT).count(),
        overruns=Overrun.objects.filter(office__in=within, year=year, ends_on__gte=today).count(),
    )
