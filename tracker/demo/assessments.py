"""What the demo's bureau reckoned before sending: assessments kept, and one of them put into the plan."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.http import QueryDict
from django.utils import timezone

from tracker.actions.assessments import keep_assessment, plan_assessed
from tracker.charts.prices import answers, frozen
from tracker.demo.data import read
from tracker.forms.assessments import draft_of, line_of
from tracker.forms.prices import filled_screen
from tracker.models.assessments import Assessment
from tracker.queries.prices import reckon


def make_assessments(by: User) -> int:
    """Typed today, as on the page, for days that lie ahead; how many there are."""
    rows = read("assessments")["assessments"]
    for row in rows:
        kept = _assess(row, by)
        if row.get("is_planned"):
            plan_assessed(kept, line_of(kept), by=by)
    return len(rows)


def _assess(row: dict[str, Any], by: User) -> Assessment:
    screen = filled_screen(by, _typed(row), is_kept=True)
    proposal = screen.proposal()
    result = frozen(answers(reckon(proposal, by, timezone.localdate())))
    assessment = Assessment(conclusion=row["conclusion"], note=row["note"])
    return keep_assessment(assessment, proposal, draft_of(screen, proposal.offices), result, by=by)


def _typed(row: dict[str, Any]) -> QueryDict:
    """What a browser would send."""
    day = timezone.localdate() + timedelta(row["days_ahead"])
    sent = QueryDict(mutable=True)
    for name, value in row["fields"].items():
        sent.setlist(name, value if isinstance(value, list) else [value])
    sent["day"] = day.isoformat()
    if row["deadline_after"] is not None:
        sent["deadline"] = (day + timedelta(row["deadline_after"])).isoformat()
    return sent
