"""Keep an assessment. It is written once and never changed."""

from typing import Any

from django.contrib.auth.models import User

from tracker.models.assessments import Assessment
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
