"""One file between being handed in and being stored: wait, look, put right, store or give up."""

from collections.abc import Callable
from io import BytesIO
from pathlib import PurePath
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from tracker.forms.aliases import NameForm, name_forms
from tracker.forms.uploads import ReadingForm
from tracker.imports.problems import ImportFileError
from tracker.imports.uploads.marked_books import marked_book
from tracker.imports.uploads.previews import Preview
from tracker.imports.uploads.uploads import (
    NothingToStoreError,
    give_up,
    preview_of,
    progress_of,
    store,
)
from tracker.models.batches import UNDO_WITHIN
from tracker.models.uploads import Upload
from tracker.permissions import Permission, UserRequest, requires
from tracker.queries.aliases import aliases_confirmed, office_named_in, offices_in_force, offices_to_offer
from tracker.queries.uploads import upload_of
from tracker.sentences.batches import stored_words
from tracker.views.previews import (
    SHOWN_PROBLEMS,
    TableCard,
    effect_tables,
    effect_title,
    problem_groups,
    table_cards,
    why_nothing,
)
from tracker.workbooks.files import CONTENT_TYPE

UNPROCESSABLE = 422
Stage = Upload.Stage


@require_GET
@requires(Permission.LOG)
@never_cache
def page(request: UserRequest, pk: UUID) -> HttpResponse:
    """Whatever the stage asks for: waiting, the preview, what went wrong, or the batch it became."""
    upload = own_upload(request, pk)
    if upload.stage == Stage.STORED and upload.batch_id:
        return redirect("batch", upload.batch_id)
    preview = preview_of(upload) if upload.stage == Stage.READY else None
    if preview is not None:
        return preview_page(request, upload, preview)
    if upload.stage == Stage.FAILED:
        return failed_page(request, upload, reading_form(upload))
    step, done, total = progress_of(upload)
    steps = [_("写入台账")] if upload.stage == Stage.STORING else [_("读取"), _("比对和试算")]
    at = len(steps) if done >= total else 1
    context = {"upload": upload, "step": step, "steps": steps, "at": at, "done": done, "total": total}
    return render(request, "tracker/uploads/waiting.html", context)


@require_POST
@requires(Permission.LOG)
def store_rows(request: UserRequest, pk: UUID) -> HttpResponse:
    """A second click finds the batch of the first."""
    upload = own_upload(request, pk)
    was_stored = upload.stage == Stage.STORED
    try:
        upload = store(upload, request.user)
    except NothingToStoreError as error:
        messages.warning(request, str(error))
        return redirect("upload", pk)
    if upload.batch is None:
        return redirect("upload", pk)
    if not was_stored:
        undo = reverse("batch_undo", args=[upload.batch.pk])
        messages.success(request, stored_words(upload.batch.counts), extra_tags=undo)
    return redirect("batch", upload.batch.pk)


@require_GET
@requires(Permission.LOG)
@never_cache
def marked(request: UserRequest, pk: UUID) -> HttpResponseBase:
    """The person's own workbook with what must be mended marked in it."""
    upload = own_upload(request, pk)
    try:
        data = marked_book(upload)
    except ImportFileError as error:
        messages.warning(request, str(error))
        return redirect("upload", pk)
    name = _("%(name)s-待改.xlsx") % {"name": PurePath(upload.file_name).stem}
    return FileResponse(BytesIO(data), as_attachment=True, filename=name, content_type=CONTENT_TYPE)


@require_POST
@requires(Permission.LOG)
def drop(request: UserRequest, pk: UUID) -> HttpResponse:
    upload = own_upload(request, pk)
    name = upload.file_name
    give_up(upload)
    messages.info(request, _("已放弃“%(file)s”，读到的内容都已删除，没有写入台账。") % {"file": name})
    return redirect("imports")


def own_upload(request: UserRequest, pk: UUID) -> Upload:
    """Raises Http404 for an upload that is another's, out of scope or gone."""
    try:
        return upload_of(request.user, pk)
    except Upload.DoesNotExist as error:
        raise Http404 from error


def preview_if_ready(upload: Upload) -> Preview | None:
    return preview_of(upload) if upload.stage == Stage.READY else None


def preview_page(
    request: UserRequest,
    upload: Upload,
    preview: Preview,
    *,
    cards: list[TableCard] | None = None,
    names: list[NameForm] | None = None,
    reading: ReadingForm | None = None,
    status: int = 200,
) -> HttpResponse:
    today = timezone.localdate()
    forms = names if names is not None else name_forms(preview.names, offices_in_force(today))
    told = aliases_confirmed(request.user, upload.office, upload.uploaded_at)
    problems = problem_groups(preview)
    context: dict[str, Any] = {
        "upload": upload,
        "preview": preview,
        "sheets_read": [sheet.name for sheet in preview.sheets if not sheet.why_unread],
        "sheets_unread": sum(bool(sheet.why_unread) for sheet in preview.sheets),
        "cards": cards if cards is not None else table_cards(preview),
        "reading": reading or reading_form(upload),
        "names": forms,
        "names_asked": {question.text for question in preview.names},
        "offices": offices_to_offer(request.user, upload.office, today) if forms else [],
        "told": told,
        "named": office_named_in(upload.file_name, upload.office, today),
        "title": effect_title(preview, upload.office.name),
        "years": effect_tables(preview, of_months=False),
        "months": effect_tables(preview, of_months=True),
        "first_problems": problems[:SHOWN_PROBLEMS],
        "more_problems": problems[SHOWN_PROBLEMS:],
        "problems_left": preview.problems_total - len(preview.problems),
        "why_nothing": why_nothing(preview),
        "undo_days": UNDO_WITHIN.days,
    }
    return render(request, "tracker/uploads/preview.html", context, status=status)


def failed_page(request: UserRequest, upload: Upload, reading: ReadingForm, status: int = 200) -> HttpResponse:
    """What went wrong; saying what the file is may be all that is missing."""
    return render(request, "tracker/uploads/failed.html", {"upload": upload, "reading": reading}, status=status)


def reading_form(upload: Upload) -> ReadingForm:
    return ReadingForm(initial={"kind": upload.kind, "year": upload.year})


def look_again(
    request: UserRequest, upload: Upload, place: str, read: Callable[[Upload], Upload] | None = None
) -> HttpResponse:
    """Back to the preview, once the file was read again; to what it has become when another tab was faster."""
    try:
        if read is not None:
            read(upload)
    except NothingToStoreError:
        return is_stale(request, upload)
    return redirect(reverse("upload", args=[upload.pk]) + f"#{place}")


def is_stale(request: UserRequest, upload: Upload) -> HttpResponse:
    messages.warning(request, _("这一页已经变了，没有改动。请看最新的情况。"))
    return redirect("upload", upload.pk)
