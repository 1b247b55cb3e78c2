"""Rows of a preview that need a person: put right on the page, accepted as they were read, hidden sheets read."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tracker.figures import count_text
from tracker.forms.answers import AnswerForm
from tracker.imports.uploads.answers import AnswerRefusedError, Answers
from tracker.imports.uploads.uploads import answer, forget_answers
from tracker.models.uploads import Upload
from tracker.permissions import Permission, UserRequest, requires
from tracker.views.uploads import is_stale, look_again, own_upload, preview_if_ready


@require_POST
@requires(Permission.LOG)
def rows(request: UserRequest, pk: UUID) -> HttpResponse:
    """The file is read again with what the person said, or without it; the file itself is not changed."""
    upload = own_upload(request, pk)
    form = AnswerForm(request.POST)
    if preview_if_ready(upload) is None:
        return is_stale(request, upload)
    if "forget" in request.POST:
        return look_again(request, upload, "problems", partial(_forget, request))
    told = _answers(form) if form.is_valid() else None
    if told is None:
        sentences = [str(sentence) for errors in form.errors.values() for sentence in errors]
        messages.warning(request, " ".join(sentences) or _("没有收到要改的内容，请再试一次。"))
        return look_again(request, upload, "problems")
    try:
        return look_again(request, upload, "answered", partial(_take, request, told))
    except AnswerRefusedError as error:
        messages.warning(request, str(error))
        return look_again(request, upload, "problems")


def _take(request: UserRequest, told: Answers, upload: Upload) -> Upload:
    """Said only when it was taken: another tab may have stored the file meanwhile."""
    read = answer(upload, told)
    messages.success(request, _said(told))
    return read


def _forget(request: UserRequest, upload: Upload) -> Upload:
    read = forget_answers(upload)
    messages.success(request, _("已收回在本页改的、定的，各行按原文件重新核对过。"))
    return read


def _said(told: Answers) -> str:
    """The file was read again; how its rows stand now is in the numbers of the page."""
    if told.cells:
        return _("已改 %(number)s 格，各行重新核对过。原文件没有动。") % {"number": count_text(len(told.cells))}
    if told.accepted:
        return _("%(number)s 行已定：照样导入。") % {"number": count_text(len(told.accepted))}
    return _("工作表“%(name)s”也读了。") % {"name": "".join(told.shown)}


def _answers(form: AnswerForm) -> Answers | None:
    """None when nothing was said that the page could have sent."""
    told, places = form.cleaned_data, form.places
    if told["show"]:
        return Answers(shown=frozenset({told["show"]}))
    if places and told["accept"]:
        return Answers(accepted=frozenset(places))
    if places and told["column"] is not None:
        return Answers(cells={(sheet, row, told["column"]): told["value"] for sheet, row in places})
    return None
