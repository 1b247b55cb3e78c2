"""Sharing out an area's target among its towns or bureaus, line by line, with the sums in sight."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tracker.actions.cascade import share_out, take_back
from tracker.forms.cascade import METHODS, CascadeForm
from tracker.models.targets import Target
from tracker.permissions import Permission, UserRequest, requires
from tracker.queries.cascade import Cascade, Method, Whom, cascade, may_be_shared_out, usual_whom
from tracker.queries.target_rows import changeable_targets
from tracker.sentences.cascade import allocation_patterns, allocation_words
from tracker.sentences.words import names_words, target_words

UNPROCESSABLE = 422


@require_http_methods(["GET", "POST"])
@requires(Permission.SET_TARGETS)
def page(request: UserRequest, pk: int) -> HttpResponse:
    """The present state; what a rule proposes, which is not stored; and, by the button `save`, storing."""
    target = _shareable(request, pk)
    asked = request.POST.get("whom") or request.GET.get("whom")
    state = cascade(target, Whom(asked) if asked in set(Whom) else usual_whom(target), timezone.localdate())
    if state.ceiling is None or request.method == "GET":
        return _form_page(request, state, CascadeForm(cascade=state))
    method = request.POST.get("method", "")
    if method in set(Method):
        return _proposed(request, state, Method(method))
    form = CascadeForm(request.POST, cascade=state)
    if form.is_valid():
        return _saved(request, state, form)
    return _form_page(request, state, form)


@require_http_methods(["GET", "POST"])
@requires(Permission.SET_TARGETS)
def undo(request: UserRequest, pk: int) -> HttpResponse:
    """Take back everything that was shared out, after asking."""
    target = _shareable(request, pk)
    if request.method == "POST":
        number = take_back(target, by=request.user)
        messages.success(request, _("已撤销分解，删除了 %(number)s 项；修改记录仍保留。") % {"number": number})
        return redirect("target_cascade", pk)
    context = {"target": target, "promise": target_words(target), "number": target.shared_out.count()}
    return render(request, "tracker/cascade/undo.html", context)


def _shareable(request: UserRequest, pk: int) -> Target:
    target = get_object_or_404(changeable_targets(request.user), pk=pk)
    if not may_be_shared_out(target):
        raise Http404
    return target


def _proposed(request: UserRequest, state: Cascade, method: Method) -> HttpResponse:
    missing = state.without_weight(method)
    if missing:
        told = {"offices": names_words(missing), "what": _("底数") if method == Method.BASELINE else _("在岗人数")}
        messages.warning(request, _("%(offices)s没有%(what)s，没有分到，请手填。") % told)
    return _form_page(request, state, CascadeForm(cascade=state, proposed=state.proposed(method)), method)


def _saved(request: UserRequest, state: Cascade, form: CascadeForm) -> HttpResponse:
    parts = share_out(state, form.numbers, by=request.user)
    allocated = state.taken + sum(part.number or 0 for part in parts)
    told = {"number": len(parts), "sums": allocation_words(state.ceiling or 0, allocated)}
    messages.success(request, _("已保存，分给 %(number)s 个单位。%(sums)s。") % told)
    return redirect("target_cascade", state.target.pk)


def _form_page(request: UserRequest, state: Cascade, form: CascadeForm, method: Method | None = None) -> HttpResponse:
    ceiling, allocated = state.ceiling or 0, form.allocated
    context = {
        "cascade": state,
        "target": state.target,
        "promise": target_words(state.target),
        "form": form,
        "methods": METHODS.items(),
        "method": method,
        "whoms": ((Whom.TOWNS, _("乡镇（街道）")), (Whom.BUREAUS, _("部门和各机构"))),
        "allocated": allocated,
        "sums": allocation_words(ceiling, allocated),
        "patterns": allocation_patterns(ceiling),
        "is_over": allocated > ceiling,
    }
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "tracker/cascade/page.html", context, status=status)
