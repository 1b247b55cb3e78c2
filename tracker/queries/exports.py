"""The register of exports as a user may read it."""

from uuid import UUID

from django.contrib.auth.models import User

from tracker.models.exports import Export, ExportQuerySet
from tracker.models.posts import offices_visible_to


def register_of(user: User) -> ExportQuerySet:
    """Everything that was taken away of the offices in the user's scope, newest first; files only by their makers.

    What the cells said is left in the database: it is read for one export at a time, to check a file.
    """
    exports = Export.objects.filter(office__in=offices_visible_to(user))
    return exports.select_related("office", "made_by").defer("cells").order_by("-made_at", "-number")


def export_of(user: User, pk: UUID) -> Export | None:
    """One's own export, without what its cells said; None for another's, out of scope or none."""
    return Export.objects.visible_to(user).select_related("office").defer("cells").filter(pk=pk).first()


def export_numbered(user: User, number: str) -> Export | None:
    """The finished export of this number within the user's scope, with its cells."""
    found = Export.objects.filter(office__in=offices_visible_to(user), number__iexact=number, cells__isnull=False)
    return found.select_related("office", "made_by").first()
