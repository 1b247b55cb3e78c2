"""Accepted overruns: the list, accepting one, its story, and ending it early."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tracker.actions.overruns import accept_overrun, end_overrun
from tracker.forms.overruns import OverrunForm
from tracker.permissions import Permission, UserRequest, may, requires
from tracker.queries.histories import acts_on_row
from tracker.queries.overrun_rows import overrun_rows, rows_for, visible_overruns
from tracker.sentences.overruns import accepted_words
from tracker.views.promises import promise_page


@require_GET
@requires(Permission.VIEW)
def page(request: UserRequest) -> HttpResponse:
    rows = overrun_rows(request.user, timezone.localdate())
    context = {
        "rows": rows,
        "holding": sum(not row.has_ended for row in rows),
        "may_set": may(request.user, Permission.SET_TARGETS),
    }
    return render(request, "tracker/overruns/list.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.SET_TARGETS)
def add(request: UserRequest) -> HttpResponse:
    today = timezone.localdate()
    asked = {name: request.GET[name] for name in ("office", "kind", "side") if request.GET.get(name)}
    initial = {"year": today.year, "ends_on": today.replace(month=12, day=31)} | asked
    fresh = partial(OverrunForm, user=request.user, initial=initial)
    form = fresh(request.POST or None)
    if request.method == "POST" and form.is_valid():
        overrun = accept_overrun(form.save(commit=False), by=request.user)
        messages.success(request, _("已记下。状态仍是超额，注明：%(words)s。") % {"words": _words(overrun.pk, request)})
        return redirect("overruns")
    return promise_page(request, "tracker/overruns/add.html", form, fresh)


@require_GET
@requires(Permission.VIEW)
def overrun(request: UserRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(visible_overruns(request.user), pk=pk)
    row = rows_for([found], timezone.localdate())[0]
    context = {
        "row": row,
        "words": accepted_words(found, row.row.counted),
        "acts": acts_on_row(found),
        "may_set": may(request.user, Permission.SET_TARGETS),
    }
    return render(request, "tracker/overruns/overrun.html", context)


@require_POST
@requires(Permission.SET_TARGETS)
def end(request: UserRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(visible_overruns(request.user), pk=pk)
    end_overrun(found, by=request.user, today=timezone.localdate())
    messages.success(request, _("已提前结束，从今天起不再有效。"))
    return redirect("overruns")


def _words(pk: int, request: UserRequest) -> str:
    found = get_object_or_404(visible_overruns(request.user), pk=pk)
    return accepted_words(found, rows_for([found], timezone.localdate())[0].row.counted)
