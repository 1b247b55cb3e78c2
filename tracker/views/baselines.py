"""Baselines: what the base year held, from its ledger or typed in with evidence."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tracker.actions.baselines import delete_baseline, lock_baseline, save_baseline, unlock_baseline
from tracker.forms.baselines import BaselineForm
from tracker.forms.reasons import ReasonForm
from tracker.models.baselines import Baseline, Count, Side
from tracker.models.kinds import Kind
from tracker.models.posts import post_of
from tracker.permissions import Permission, UserRequest, may, requires
from tracker.queries.baseline_rows import baseline_rows, changeable_baselines, elsewhere_typed
from tracker.queries.histories import acts_on_row
from tracker.sentences.month_names import MONTHS as MONTH_NAMES
from tracker.tables.baselines import BaselineTable
from tracker.views.asked_year import asked_year
from tracker.views.promises import UNPROCESSABLE, promise_page

CONFLICT = 409
ASKED = ("office", "kind")


@require_GET
@requires(Permission.VIEW)
def page(request: UserRequest) -> HttpResponse:
    last_year = timezone.localdate().year - 1
    year = min(asked_year(request, last_year), last_year + 1)
    side, count = _asked_count(request)
    post = post_of(request.user)
    assert post is not None
    rows = baseline_rows(post.office, side, count, year)
    may_set = may(request.user, Permission.SET_TARGETS)
    context = {
        "year": year,
        "years": range(last_year + 1, last_year - 4, -1),
        "side": side,
        "sides": Side,
        "count": count,
        "counts": Count,
        "table": BaselineTable(rows, may_set=may_set, add=_address_of(year, side, count)),
        "elsewhere": elsewhere_typed(request.user, rows, side, count, year),
        "may_set": may_set,
    }
    return render(request, "tracker/baselines/list.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.SET_TARGETS)
def add(request: UserRequest) -> HttpResponse:
    side, count = _asked_count(request)
    year = asked_year(request, timezone.localdate().year - 1)
    asked = {name: request.GET[name] for name in ASKED if request.GET.get(name)}
    initial = {"year": year, "side": side, "count": count, **asked}
    form = BaselineForm(request.POST or None, user=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        return _saved(request, form)
    return _form_page(request, form)


@require_http_methods(["GET", "POST"])
@requires(Permission.SET_TARGETS)
def edit(request: UserRequest, pk: int) -> HttpResponse:
    baseline = get_object_or_404(changeable_baselines(request.user), pk=pk)
    if baseline.is_locked:
        return _locked(request, baseline)
    form = BaselineForm(request.POST or None, user=request.user, instance=baseline)
    if request.method == "POST" and form.is_valid():
        return _saved(request, form)
    return _form_page(request, form, pk)


@require_http_methods(["GET", "POST"])
@requires(Permission.SET_TARGETS)
def delete(request: UserRequest, pk: int) -> HttpResponse:
    baseline = get_object_or_404(changeable_baselines(request.user), pk=pk)
    if baseline.is_locked:
        return _locked(request, baseline)
    back = _list(baseline)
    if request.method == "POST":
        delete_baseline(baseline, by=request.user)
        messages.success(request, _("录入的底数已删除，改按台账计算；修改记录仍保留。"))
        return redirect(back)
    return render(request, "tracker/baselines/delete.html", {"baseline": baseline, "back": back})


@require_POST
@requires(Permission.SET_TARGETS)
def lock(request: UserRequest, pk: int) -> HttpResponse:
    baseline = get_object_or_404(changeable_baselines(request.user), pk=pk)
    lock_baseline(baseline, by=request.user)
    messages.success(request, _("已锁定。此后没有人能改、能删，解锁由管理员办理并说明理由。"))
    return redirect("baseline_edit", pk)


@require_http_methods(["GET", "POST"])
@requires(Permission.ADMINISTER)
def unlock(request: UserRequest, pk: int) -> HttpResponse:
    baseline = get_object_or_404(changeable_baselines(request.user), pk=pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        unlock_baseline(baseline, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("已解锁，理由记入修改记录。"))
        return redirect("baseline_edit", pk)
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "tracker/baselines/unlock.html", {"baseline": baseline, "form": form}, status=status)


def _locked(request: UserRequest, baseline: Baseline) -> HttpResponse:
    """What is locked can be looked at. Whoever tried to change it is told who could."""
    context = {
        "baseline": baseline,
        "acts": acts_on_row(baseline),
        "back": _list(baseline),
        "months": list(zip(MONTH_NAMES, baseline.months or (), strict=False)),
        "may_unlock": may(request.user, Permission.ADMINISTER),
    }
    status = CONFLICT if request.method == "POST" else 200
    return render(request, "tracker/baselines/locked.html", context, status=status)


def _saved(request: UserRequest, form: BaselineForm) -> HttpResponse:
    reason = form.cleaned_data.get("reason", "")
    baseline = save_baseline(form.save(commit=False), by=request.user, reason=reason)
    words = {"office": baseline.office, "year": baseline.year, "kind": Kind(baseline.kind).label}
    messages.success(request, _("已保存。%(office)s %(year)s 年%(kind)s的限额按这个底数重新计算。") % words)
    return redirect(_list(baseline))


def _form_page(request: UserRequest, form: BaselineForm, pk: int | None = None) -> HttpResponse:
    """The form as it was filled in; when a mark of secrecy was typed, as it was before."""
    kept = get_object_or_404(changeable_baselines(request.user), pk=pk) if pk else None
    context = {
        "baseline": kept,
        "acts": acts_on_row(kept) if kept else [],
        "back": _list(kept) if kept else reverse("baselines"),
    }
    fresh = partial(BaselineForm, user=request.user, instance=kept)
    return promise_page(request, "tracker/baselines/edit.html", form, fresh, **context)


def _asked_count(request: UserRequest) -> tuple[str, str]:
    """?side= and ?count=; anything unknown means what was received, in the official count."""
    side, count = request.GET.get("side"), request.GET.get("count")
    return (
        side if side in Side.values else Side.RECEIVED,
        count if count in Count.values else Count.OFFICIAL,
    )


def _address_of(year: int, side: str, count: str) -> str:
    return f"{reverse('baseline_add')}?{_query(year, side, count)}"


def _list(baseline: Baseline) -> str:
    return f"{reverse('baselines')}?{_query(baseline.year, baseline.side, baseline.count)}"


def _query(year: int, side: str, count: str) -> str:
    return urlencode({"year": str(year), "side": str(side), "count": str(count)})
