"""Which offices the unknown names of a file mean: answered on its preview, remembered, and taken back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tracker.actions.aliases import AliasRefusedError, confirm_alias, take_back_alias
from tracker.forms.aliases import NameForm, name_forms
from tracker.imports.uploads.uploads import read_again
from tracker.models.uploads import Upload
from tracker.permissions import Permission, UserRequest, requires
from tracker.queries.aliases import aliases_confirmed, offices_in_force
from tracker.views.uploads import UNPROCESSABLE, is_stale, look_again, own_upload, preview_if_ready, preview_page


@require_POST
@requires(Permission.LOG)
def names(request: UserRequest, pk: UUID) -> HttpResponse:
    """Which offices the unknown names mean; or take one such answer back."""
    upload = own_upload(request, pk)
    preview = preview_if_ready(upload)
    if preview is None:
        return is_stale(request, upload)
    if "take_back" in request.POST:
        return _take_back(request, upload)
    forms = name_forms(preview.names, offices_in_force(timezone.localdate()), request.POST)
    if not all(form.is_valid() for form in forms):
        return preview_page(request, upload, preview, names=forms, status=UNPROCESSABLE)
    if any(form.is_about != form.question.text for form in forms):
        return is_stale(request, upload)
    return _answered(request, upload, forms)


def _answered(request: UserRequest, upload: Upload, forms: list[NameForm]) -> HttpResponse:
    """Remember the answers and read the file once more, for all of them together."""
    accepted, refused = 0, []
    for form in forms:
        if office := form.office():
            try:
                confirm_alias(form.question.text, office, upload.office, request.user)
                accepted += 1
            except AliasRefusedError as error:
                refused.append(str(error))
    for sentence in refused or ([] if accepted else [_("还没有选单位。")]):
        messages.warning(request, sentence)
    if accepted:
        messages.success(request, _("已记住 %(number)s 个单位名称，以后自动认出。") % {"number": accepted})
    return look_again(request, upload, "names", read_again if accepted else None)


def _take_back(request: UserRequest, upload: Upload) -> HttpResponse:
    wanted = request.POST["take_back"]
    told = aliases_confirmed(request.user, upload.office, upload.uploaded_at)
    alias = next((alias for alias in told if str(alias.pk) == wanted), None)
    if alias is None:
        return is_stale(request, upload)
    take_back_alias(alias)
    messages.success(request, _("已收回“%(name)s”，那几行重新待您确认。") % {"name": alias.name})
    return look_again(request, upload, "names", read_again)
