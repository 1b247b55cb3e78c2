"""One import: what came in, who brought it, and the way back within 30 days."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tracker.actions.batches import UndoRefusedError, undo_batch, undo_effect
from tracker.figures import count_text
from tracker.models.batches import Batch
from tracker.permissions import Permission, UserRequest, may, requires
from tracker.queries.batches import batches_of
from tracker.queries.items import ItemFilter, sums
from tracker.sentences.batches import batch_words

RECKONED_AT_ONCE = 2_000  # rows


@require_GET
@requires(Permission.VIEW)
def batch(request: UserRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(batches_of(request.user), pk=pk)
    is_undone = found.undone_at is not None
    may_undo = may(request.user, Permission.LOG) and found.may_be_undone(timezone.now())
    context = {
        "batch": found,
        "is_undone": is_undone,
        "outcome": batch_words(found.counts),
        "sums": sums(request.user, ItemFilter(batch=found, withdrawn=is_undone)),
        "may_undo": may_undo,
        "undo": undo_effect(found) if may_undo and (_is_small(found) or "reckon" in request.GET) else None,
    }
    return render(request, "tracker/batches/batch.html", context)


@require_POST
@requires(Permission.LOG)
def undo(request: UserRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(batches_of(request.user), pk=pk)
    try:
        undone = undo_batch(found, request.user, timezone.now())
    except UndoRefusedError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _told(found, undone.items))
    return redirect("batch", pk)


def _is_small(batch: Batch) -> bool:
    """Whether what undoing would do is reckoned while the page is made; of a long file that takes seconds."""
    return bool(batch.counts) and batch.counts.get("new", 0) + batch.counts.get("updated", 0) <= RECKONED_AT_ONCE


def _told(batch: Batch, items: int) -> str:
    return _("已撤销“%(file)s”的导入：%(number)s 个事项不再计入任何数字。") % {
        "file": batch.file_name,
        "number": count_text(items),
    }
