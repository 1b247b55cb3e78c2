"""Drop in a file: the page that takes it, what was not finished, and what came in before."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from tracker.forms.uploads import UploadForm, too_large
from tracker.imports.problems import ImportFileError
from tracker.imports.uploads.uploads import receive
from tracker.models.batches import UNDO_WITHIN
from tracker.models.uploads import KEPT_FOR
from tracker.permissions import Permission, UserRequest, requires
from tracker.queries.batches import batches_of
from tracker.queries.uploads import open_uploads
from tracker.tables.batches import BatchTable

UNPROCESSABLE = 422
PER_PAGE = 20


@require_http_methods(["GET", "POST"])
@requires(Permission.LOG)
def page(request: UserRequest) -> HttpResponse:
    if request.method == "POST":
        return _receive(request)
    return _page(request, UploadForm(user=request.user))


def _receive(request: UserRequest) -> HttpResponse:
    form = UploadForm(request.POST, request.FILES, user=request.user, is_too_large=is_too_large(request))
    if not form.is_valid():
        return _page(request, form, status=UNPROCESSABLE)
    told = form.cleaned_data
    file = told["file"]
    try:
        upload = receive(file.name, file.read(), form.office_chosen, request.user, kind=told["kind"], year=told["year"])
    except ImportFileError as error:
        form.add_error("file", str(error))
        return _page(request, form, status=UNPROCESSABLE)
    return redirect("upload", upload.pk)


def is_too_large(request: UserRequest) -> bool:
    """Judged by what the browser announced: such a file is thrown away as it comes in, and is never on a disk."""
    announced = request.META.get("CONTENT_LENGTH") or "0"
    return announced.isdecimal() and int(announced) > settings.FILE_UPLOAD_MAX_MEMORY_SIZE


def _page(request: UserRequest, form: UploadForm, status: int = 200) -> HttpResponse:
    batches = batches_of(request.user)
    number = Paginator(batches, PER_PAGE).get_page(request.GET.get("page", "")).number
    table = BatchTable(batches, now=timezone.now())
    table.paginate(page=number, per_page=PER_PAGE)
    context: dict[str, Any] = {
        "form": form,
        "most_bytes": settings.FILE_UPLOAD_MAX_MEMORY_SIZE,
        "too_large": too_large(),
        "uploads": open_uploads(request.user),
        "table": table,
        "kept_days": KEPT_FOR.days,
        "undo_days": UNDO_WITHIN.days,
    }
    return render(request, "tracker/imports/page.html", context, status=status)
