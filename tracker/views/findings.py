"""Findings: what is suspected of whom, what they answer, what was decided, and what that means for the light."""

from collections.abc import Callable
from functools import partial

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tracker.actions.findings import StepError, answer_finding, close_finding, decide_finding, open_finding
from tracker.forms.asked_pk import asked_pk
from tracker.forms.findings import DecisionForm, FindingFilterForm, FindingForm, WordsForm
from tracker.models.baselines import Side
from tracker.models.findings import Finding
from tracker.permissions import Permission, UserRequest, ensure_may_answer, may, may_answer, requires
from tracker.queries.findings import findings, findings_open_to, item_seen_by, steps_of
from tracker.views.promises import UNPROCESSABLE, promise_page

SHOWN = 200


@require_GET
@requires(Permission.VIEW)
def page(request: UserRequest) -> HttpResponse:
    form = FindingFilterForm(request.GET, user=request.user)
    rows = findings(request.user, form.chosen)
    context = {
        "form": form,
        "number": rows.count(),
        "unsettled": rows.unsettled().count(),
        "rows": rows[:SHOWN],
        "is_narrowed": any(form.data.get(name) for name in form.fields),
        "may_supervise": may(request.user, Permission.SUPERVISE),
    }
    return render(request, "tracker/findings/list.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.SUPERVISE)
def add(request: UserRequest) -> HttpResponse:
    """A new finding; ?item= fills in whom and what an item speaks of."""
    fresh = partial(FindingForm, user=request.user, initial=_initial(request))
    form = fresh(request.POST or None)
    if request.method == "POST" and form.is_valid():
        finding = open_finding(form.save(commit=False), by=request.user)
        messages.success(request, _("已提出。认定以前都叫“疑似”；这一格的状态先列“不能判定”，请被提示单位说明。"))
        return redirect("finding", finding.pk)
    return promise_page(request, "tracker/findings/add.html", form, fresh)


@require_GET
@requires(Permission.VIEW)
def finding(request: UserRequest, pk: int) -> HttpResponse:
    return _page(request, _found(request, pk))


@require_POST
@requires(Permission.LOG)
def answer(request: UserRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    ensure_may_answer(request.user, found.office)
    form = WordsForm(request.POST)
    told = _("已说明，等减负办认定。认定以前，这一格的状态仍列“不能判定”。")
    return _stepped(request, found, form, lambda: answer_finding(pk, form.cleaned_data["reason"]), told, answering=form)


@require_POST
@requires(Permission.SUPERVISE)
def decide(request: UserRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    form = DecisionForm(request.POST)
    confirmed = request.POST.get("decision") == Finding.Status.CONFIRMED
    told = (
        _("已认定属实。整改到位、销号以前，这一格的状态仍列“不能判定”。")
        if confirmed
        else _("已认定不成立，这一条不再影响状态。")
    )

    def step() -> Finding:
        said = form.cleaned_data
        return decide_finding(pk, said["decision"], said["reason"], by=request.user, at=timezone.now())

    return _stepped(request, found, form, step, told, deciding=form)


@require_POST
@requires(Permission.SUPERVISE)
def close(request: UserRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    form = WordsForm(request.POST)
    told = _("已销号，这一条不再影响状态。")
    return _stepped(request, found, form, lambda: close_finding(pk, form.cleaned_data["reason"]), told, closing=form)


def _stepped(
    request: UserRequest,
    found: Finding,
    form: forms.Form,
    step: Callable[[], Finding],
    told: str,
    **forms_by_name: forms.Form,
) -> HttpResponse:
    if not form.is_valid():
        return _page(request, found, **forms_by_name)
    try:
        step()
    except StepError:
        messages.warning(request, _("这一条已经有了新的进展，没有改动，请看下面的经过。"))
    else:
        messages.success(request, told)
    return redirect("finding", found.pk)


def _page(request: UserRequest, found: Finding, **forms_by_name: forms.Form) -> HttpResponse:
    undecided = found.status in (Finding.Status.OPEN, Finding.Status.ANSWERED)
    supervises = may(request.user, Permission.SUPERVISE)
    context = {
        "finding": found,
        "steps": steps_of(found),
        "item": found.item if found.item and item_seen_by(request.user, found.item.pk) else None,
        "answering": forms_by_name.get("answering", WordsForm()),
        "deciding": forms_by_name.get("deciding", DecisionForm(auto_id="decide_%s")),
        "closing": forms_by_name.get("closing", WordsForm(auto_id="close_%s")),
        "may_answer": undecided and may_answer(request.user, found.office),
        "may_decide": undecided and supervises,
        "may_close": found.status == Finding.Status.CONFIRMED and supervises,
    }
    return render(request, "tracker/findings/finding.html", context, status=UNPROCESSABLE if forms_by_name else 200)


def _found(request: UserRequest, pk: int) -> Finding:
    return get_object_or_404(findings_open_to(request.user), pk=pk)


def _initial(request: UserRequest) -> dict[str, object]:
    asked = request.GET.get("item", "")
    pk = asked_pk(asked)
    item = item_seen_by(request.user, pk) if pk is not None else None
    if asked and item is None:
        raise Http404
    if item is None:
        return {"year": timezone.localdate().year, "side": Side.SENT}
    return {"office": item.issuer_id, "side": Side.SENT, "kind": item.kind, "year": item.day.year, "item": item.pk}
