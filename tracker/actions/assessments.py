"""Keep an assessment, which is written once and never changed; put what was assessed into the plan."""

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from tracker.actions.plans import propose_line
from tracker.models.assessments import Assessment
from tracker.models.plans import PlanLine
from tracker.rules.proposals import Proposal


def keep_assessment(
    assessment: Assessment, proposal: Proposal, draft: dict[str, Any], result: dict[str, Any], *, by: User
) -> Assessment:
    """assessment: unsaved, with conclusion and note. draft, result: as they stood on the screen, in words."""
    assessment.issuer, assessment.kind, assessment.title = proposal.issuer, proposal.kind, proposal.title
    assessment.draft, assessment.result = draft, result
    assessment.person_minutes, assessment.made_by = result["minutes"], by
    assessment.save()
    return assessment


@transaction.atomic
def plan_assessed(assessment: Assessment, line: PlanLine, *, by: User) -> PlanLine:
    """Put what was assessed into the issuer's plan of its year; the record then names the line."""
    year = line.day.year if line.day else timezone.localdate().year
    assessment.plan_line = propose_line(assessment.issuer, year, line, by=by)
    assessment.save(update_fields=["plan_line"])
    return assessment.plan_line
