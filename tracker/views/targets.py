"""Targets: what was promised, by whom, and how it stands; set and changed by the supervisor."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tracker.actions.targets import delete_target, next_of, replace_target, save_target
from tracker.forms.targets import TargetForm
from tracker.models.posts import post_of
from tracker.models.targets import Target
from tracker.permissions import Permission, UserRequest, may, requires
from tracker.queries.histories import acts_on_row
from tracker.queries.target_rows import changeable_targets, rows_of, target_rows, target_years
from tracker.queries.targets import last_day
from tracker.sentences.targets import meaning
from tracker.sentences.words import target_words
from tracker.tables.targets import TargetTable
from tracker.views.asked_year import asked_year
from tracker.views.promises import promise_page


@require_GET
@requires(Permission.VIEW)
def page(request: UserRequest) -> HttpResponse:
    today = timezone.localdate()
    year = asked_year(request, today.year)
    may_set = may(request.user, Permission.SET_TARGETS)
    rows = target_rows(request.user, year, today)
    context = {
        "year": year,
        "years": sorted({year, today.year - 1, today.year, today.year + 1, *target_years(request.user)}, reverse=True),
        "table": TargetTable(rows, may_set=may_set),
        "number": len(rows),
        "today": today,
        "may_set": may_set,
    }
    return render(request, "tracker/targets/list.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.SET_TARGETS)
def add(request: UserRequest) -> HttpResponse:
    year = asked_year(request, timezone.localdate().year)
    post = post_of(request.user)
    initial = {"year": year, "base_year": year - 1, "office": post.office_id if post else None}
    form = TargetForm(request.POST or None, user=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        return _saved(request, save_target(form.save(commit=False), by=request.user))
    return _form_page(request, form)


@require_http_methods(["GET", "POST"])
@requires(Permission.SET_TARGETS)
def edit(request: UserRequest, pk: int) -> HttpResponse:
    """Correct a mistake; or, sent by the button `from_today`, end it yesterday and begin another in its place."""
    target = get_object_or_404(changeable_targets(request.user), pk=pk)
    if "from_today" in request.POST and _may_begin_today(target):
        return _changed_from_today(request, target)
    form = TargetForm(request.POST or None, user=request.user, instance=target)
    if request.method == "POST" and form.is_valid():
        return _saved(request, save_target(form.save(commit=False), by=request.user))
    return _form_page(request, form, pk)


def _may_begin_today(target: Target) -> bool:
    """Whether it holds today and held before, so that a day can part the old from the new."""
    today = timezone.localdate()
    return target.valid_from < today <= last_day(target)


def _changed_from_today(request: UserRequest, target: Target) -> HttpResponse:
    today = timezone.localdate()
    new = next_of(target, today)
    form = TargetForm(request.POST, user=request.user, instance=new, replaces=target, starts=today)
    if form.is_valid():
        return _saved(request, replace_target(target, form.save(commit=False), by=request.user))
    return _form_page(request, form, target.pk)


@require_http_methods(["GET", "POST"])
@requires(Permission.SET_TARGETS)
def delete(request: UserRequest, pk: int) -> HttpResponse:
    target = get_object_or_404(changeable_targets(request.user), pk=pk)
    year = target.year
    if request.method == "POST":
        delete_target(target, by=request.user)
        messages.success(request, _("目标已删除，修改记录仍保留。"))
        return redirect(_list(year))
    context = {"target": target, "promise": target_words(target)}
    return render(request, "tracker/targets/delete.html", context)


def _saved(request: UserRequest, target: Target) -> HttpResponse:
    row = rows_of(request.user, [target], timezone.localdate())[0]
    messages.success(request, _("已保存。%(meaning)s。") % {"meaning": meaning(row)})
    return redirect(_list(target.year))


def _form_page(request: UserRequest, form: TargetForm, pk: int | None = None) -> HttpResponse:
    """The form as it was filled in; when a mark of secrecy was typed, as it was before."""
    kept = get_object_or_404(changeable_targets(request.user), pk=pk) if pk else None
    context = {
        "target": kept,
        "meaning": meaning(rows_of(request.user, [kept], timezone.localdate())[0]) if kept else "",
        "may_begin_today": kept is not None and _may_begin_today(kept),
        "acts": acts_on_row(kept) if kept else [],
        "back": _list(kept.year if kept else asked_year(request, timezone.localdate().year)),
    }
    fresh = partial(TargetForm, user=request.user, instance=kept)
    return promise_page(request, "tracker/targets/edit.html", form, fresh, **context)


def _list(year: int) -> str:
    return f"{reverse('targets')}?year={year}"
