"""Templates an office may fill: its own, those below it, and those of the offices above."""

from django.contrib.auth.models import User
from django.db.models import Q

from tracker.models.posts import offices_visible_to, post_of
from tracker.models.workbook_templates import WorkbookTemplate, WorkbookTemplateQuerySet


def templates_open_to(user: User) -> WorkbookTemplateQuerySet:
    """Without the files themselves. What they are filled with is asked of the user's own scope."""
    post = post_of(user)
    if post is None:
        return WorkbookTemplate.objects.none()
    within = Q(office__in=offices_visible_to(user)) | Q(office__path__in=post.office.ancestor_paths)
    return WorkbookTemplate.objects.filter(within).select_related("office", "uploaded_by").defer("book")


def templates_kept_by(user: User) -> WorkbookTemplateQuerySet:
    """Those the user may replace or give up."""
    return WorkbookTemplate.objects.visible_to(user)
