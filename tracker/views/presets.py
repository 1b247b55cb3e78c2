"""Presets: the policies kept as data, rule by rule, and where each is adopted."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from tracker.models.posts import post_of
from tracker.permissions import Permission, UserRequest, may, requires
from tracker.queries.presets import PresetRow, preset_row, preset_rows
from tracker.tables.presets import RuleTable


@require_GET
@requires(Permission.VIEW)
def page(request: UserRequest) -> HttpResponse:
    post = post_of(request.user)
    assert post is not None
    rows = preset_rows(request.user, post.office, timezone.localdate())
    context = {"rows": rows, "adopted": [row for row in rows if row.in_force]}
    return render(request, "tracker/presets/list.html", context)


@require_GET
@requires(Permission.VIEW)
def rules(request: UserRequest, preset: str) -> HttpResponse:
    row = _row_of(request, preset)
    context = {
        "row": row,
        "table": RuleTable(row.rules),
        "may_set": may(request.user, Permission.SET_TARGETS),
    }
    return render(request, "tracker/presets/preset.html", context)


def _row_of(request: UserRequest, code: str) -> PresetRow:
    """Raises Http404 for a preset that does not exist."""
    post = post_of(request.user)
    assert post is not None
    row = preset_row(request.user, post.office, code, timezone.localdate())
    if row is None:
        raise Http404
    return row
