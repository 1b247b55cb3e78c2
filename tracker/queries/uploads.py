"""Uploads that a user has not finished with."""

from uuid import UUID

from django.contrib.auth.models import User

from tracker.models.uploads import Upload, UploadQuerySet

_HEAVY = ("sheets", "book", "preview")


def open_uploads(user: User) -> UploadQuerySet:
    """One's own that are neither stored nor given up, newest first, without what was read."""
    waiting = Upload.objects.visible_to(user).exclude(stage=Upload.Stage.STORED)
    return waiting.select_related("office").defer(*_HEAVY)


def upload_of(user: User, pk: UUID) -> Upload:
    """One's own upload. Raises Upload.DoesNotExist."""
    return Upload.objects.visible_to(user).select_related("office", "batch").get(pk=pk)
