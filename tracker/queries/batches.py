"""Imports that a user may see."""

from django.contrib.auth.models import User

from tracker.models.batches import Batch, BatchQuerySet


def batches_of(user: User) -> BatchQuerySet:
    """Newest first, with the office, who imported and who undid."""
    return Batch.objects.visible_to(user).select_related("office", "imported_by", "undone_by").order_by("-pk")
