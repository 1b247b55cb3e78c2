"""A blank ledger to take away, for those who keep none."""

from django.http import FileResponse, Http404
from django.views.decorators.http import require_GET

from tracker.models.kinds import Kind
from tracker.permissions import Permission, UserRequest, requires
from tracker.workbooks.blank_ledgers import blank_ledger as make
from tracker.workbooks.blank_ledgers import file_name
from tracker.workbooks.files import download


@require_GET
@requires(Permission.LOG)
def blank_ledger(request: UserRequest, kind: str) -> FileResponse:
    if kind not in Kind.values:
        raise Http404
    return download(make(kind), file_name(kind))
