"""How the columns of a file are read: corrected on its preview, and remembered for the next one like it."""

from functools import partial
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from tracker.forms.uploads import ReadingForm
from tracker.imports.uploads.uploads import change_context, correct_columns, forget_corrections
from tracker.models.uploads import Upload
from tracker.permissions import Permission, UserRequest, requires
from tracker.views.previews import table_cards
from tracker.views.uploads import (
    UNPROCESSABLE,
    failed_page,
    is_stale,
    look_again,
    own_upload,
    preview_if_ready,
    preview_page,
)


@require_POST
@requires(Permission.LOG)
def columns(request: UserRequest, pk: UUID) -> HttpResponse:
    """Read the columns of all tables with the same headings as the person says."""
    upload = own_upload(request, pk)
    preview, fingerprint = preview_if_ready(upload), request.POST.get("fingerprint", "")
    cards = table_cards(preview, fingerprint, request.POST) if preview else []
    card = next((card for card in cards if card.form.is_bound), None)
    if preview is None or card is None:
        return is_stale(request, upload)
    if not card.form.is_valid():
        return preview_page(request, upload, preview, cards=cards, status=UNPROCESSABLE)
    told = card.form.corrections()
    read = partial(correct_columns, fingerprint=fingerprint, columns=told) if told else None
    return look_again(request, upload, "columns", read)


@require_POST
@requires(Permission.LOG)
def reading(request: UserRequest, pk: UUID) -> HttpResponse:
    """Read the whole file again as a ledger of one kind, or with another year."""
    upload = own_upload(request, pk)
    preview, form = preview_if_ready(upload), ReadingForm(request.POST)
    if preview is None and upload.stage != Upload.Stage.FAILED:
        return is_stale(request, upload)
    if not form.is_valid():
        if preview is None:
            return failed_page(request, upload, form, status=UNPROCESSABLE)
        return preview_page(request, upload, preview, reading=form, status=UNPROCESSABLE)
    return look_again(request, upload, "columns", partial(change_context, **form.cleaned_data))


@require_POST
@requires(Permission.LOG)
def afresh(request: UserRequest, pk: UUID) -> HttpResponse:
    """As if nothing had been said of the file: the way back from corrections with which it cannot be read."""
    return look_again(request, own_upload(request, pk), "columns", forget_corrections)
