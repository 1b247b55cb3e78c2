"""Assessments (一致性评估) as a user may see them."""

from django.contrib.auth.models import AnonymousUser, User

from tracker.models.assessments import Assessment, AssessmentQuerySet


def assessments_visible_to(user: User | AnonymousUser) -> AssessmentQuerySet:
    """Those of the user's own office, and of every issuer in their area; newest first."""
    rows = Assessment.objects.visible_to(user).select_related("issuer", "made_by", "plan_line__plan__issuer")
    return rows.order_by("-made_at", "-pk")
