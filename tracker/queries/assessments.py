"""Assessments (一致性评估) as a user may see them, and the lines of plans they may come to."""

from django.contrib.auth.models import AnonymousUser, User

from tracker.models.assessments import Assessment, AssessmentQuerySet
from tracker.models.plans import PlanLine


def assessments_visible_to(user: User | AnonymousUser) -> AssessmentQuerySet:
    """Those of the user's own office, and of every issuer in their area; newest first."""
    rows = Assessment.objects.visible_to(user).select_related("issuer", "made_by", "plan_line__plan__issuer")
    return rows.order_by("-made_at", "-pk")


def approved_line(user: User | AnonymousUser, pk: int, kind: str) -> PlanLine | None:
    """An approved line of a plan that the user may see; None for any other, and for one of another kind."""
    lines = PlanLine.objects.visible_to(user).filter(pk=pk, kind=kind, status=PlanLine.Status.APPROVED)
    return lines.select_related("plan__issuer").first()
