"""One export that the worker writes: waiting for it, cancelling it, fetching the file."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from tracker.actions.export_stages import UNFINISHED, cancel
from tracker.models.exports import Export
from tracker.permissions import Permission, UserRequest, requires
from tracker.queries.exports import export_of
from tracker.workbooks.export_files import opened
from tracker.workbooks.export_jobs import take_up
from tracker.workbooks.files import CONTENT_TYPE


@require_GET
@requires(Permission.EXPORT)
@never_cache
def page(request: UserRequest, pk: UUID) -> HttpResponse:
    """How far it is; once it is whole, where to fetch it. One that has gone quiet is given to the worker again."""
    export = own_export(request, pk)
    if export.stage in UNFINISHED:
        take_up(export)
        return render(request, "tracker/exports/waiting.html", {"export": export})
    context = {"export": export, "is_offered": _is_offered(export), "query": export.asked.get("query", "")}
    return render(request, "tracker/exports/finished.html", context)


@require_POST
@requires(Permission.EXPORT)
def cancel_writing(request: UserRequest, pk: UUID) -> HttpResponse:
    export = own_export(request, pk)
    if cancel(export):
        messages.info(request, _("已取消，写了一半的内容都已删除。"))
    else:
        messages.warning(request, _("这份导出已经结束，不用取消。"))
    return redirect("export", pk)


@require_GET
@requires(Permission.EXPORT)
@never_cache
def file(request: UserRequest, pk: UUID) -> HttpResponseBase:
    """The whole file, for whoever had it made; kept by no cache."""
    export = own_export(request, pk)
    found = opened(export) if _is_offered(export) else None
    if found is None:
        messages.warning(request, _("现在没有可以下载的文件，请看下面的说明。"))
        return redirect("export", pk)
    response = FileResponse(found, as_attachment=True, filename=export.file_name, content_type=CONTENT_TYPE)
    response["Cache-Control"] = "no-store"
    return response


def own_export(request: UserRequest, pk: UUID) -> Export:
    """Raises Http404 for one that is another's, out of scope or not there."""
    export = export_of(request.user, pk)
    if export is None:
        raise Http404
    return export


def _is_offered(export: Export) -> bool:
    """Whether the file may be fetched: whole, kept, and not expired, even where nobody has deleted it yet."""
    is_kept = export.stage == Export.Stage.READY and bool(export.place)
    return is_kept and export.expires_at is not None and timezone.now() < export.expires_at
