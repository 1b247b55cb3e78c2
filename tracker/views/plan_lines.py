"""One line of a plan: change it, take it out, approve or decline it; and tie an item to a line."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tracker.actions.plans import approve_line, change_line, decline_line, link_item, withdraw_line
from tracker.forms.asked_pk import asked_pk
from tracker.forms.plans import PlanLineForm
from tracker.forms.reasons import ReasonForm
from tracker.measures.admission_numbers import written
from tracker.models.items import Item
from tracker.models.plans import PlanLine
from tracker.permissions import Permission, UserRequest, ensure, may_plan_for, requires
from tracker.queries.plan_rows import line_choices, visible_lines
from tracker.queries.records import visible_items
from tracker.rules.plans import check_may_change
from tracker.views.plans import line_page
from tracker.views.promises import UNPROCESSABLE


@require_http_methods(["GET", "POST"])
@requires(Permission.VIEW)
def edit(request: UserRequest, pk: int) -> HttpResponse:
    line = _line(request, pk, Permission.LOG)
    plan = line.plan
    try:
        check_may_change(line)
    except ValidationError as error:
        return _told(request, line, error)
    form = PlanLineForm(request.POST or None, year=plan.year, instance=line)
    if request.method == "POST" and form.is_valid():
        return _done(request, line, lambda: change_line(form.instance, by=request.user), _("已保存，等待批准。"))
    return line_page(request, form, plan.issuer, plan.year, line=_line(request, pk, Permission.LOG))


@require_http_methods(["GET", "POST"])
@requires(Permission.VIEW)
def withdraw(request: UserRequest, pk: int) -> HttpResponse:
    line = _line(request, pk, Permission.LOG)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        done = _("已撤回，记录和理由保留。")
        return _done(request, line, lambda: withdraw_line(line, reason, by=request.user), done)
    return _reason_page(request, line, form, "tracker/plans/withdraw.html")


@require_POST
@requires(Permission.VIEW)
def approve(request: UserRequest, pk: int) -> HttpResponse:
    line = _line(request, pk, Permission.APPROVE_PLANS)
    try:
        approved = approve_line(line, by=request.user)
    except ValidationError as error:
        return _told(request, line, error)
    number = {"number": written(approved.admission_number or "")}
    messages.success(request, _("已批准，准入号 %(number)s。") % number)
    return _to_plan(line)


@require_http_methods(["GET", "POST"])
@requires(Permission.VIEW)
def decline(request: UserRequest, pk: int) -> HttpResponse:
    line = _line(request, pk, Permission.APPROVE_PLANS)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        return _done(request, line, lambda: decline_line(line, reason, by=request.user), _("没有批准，理由已告知。"))
    return _reason_page(request, line, form, "tracker/plans/decline.html")


@require_POST
@requires(Permission.VIEW)
def link(request: UserRequest, pk: int) -> HttpResponse:
    """Tie an item to the chosen line of its issuer's plan, or to none."""
    item: Item = get_object_or_404(visible_items(request.user), pk=pk)
    ensure(request.user, Permission.LOG)
    if not may_plan_for(request.user, item.issuer):
        raise PermissionDenied(_("对应计划事项，由来文单位或减负办办理。"))
    chosen = request.POST.get("plan_line", "")
    line = get_object_or_404(line_choices(item), pk=asked_pk(chosen)) if chosen else None
    try:
        link_item(item, line, by=request.user)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    else:
        messages.success(request, _("已对应到计划事项。") if line else _("已取消对应，列为计划外。"))
    return redirect("item", pk)


def _line(request: UserRequest, pk: int, permission: Permission) -> PlanLine:
    """Out of scope is 404, in scope but not permitted 403."""
    line: PlanLine = get_object_or_404(visible_lines(request.user), pk=pk)
    ensure(request.user, permission)
    return line


def _done(request: UserRequest, line: PlanLine, act: Callable[[], Any], done: str) -> HttpResponse:
    try:
        act()
    except ValidationError as error:
        return _told(request, line, error)
    messages.success(request, done)
    return _to_plan(line)


def _told(request: UserRequest, line: PlanLine, error: ValidationError) -> HttpResponse:
    messages.warning(request, " ".join(error.messages))
    return _to_plan(line)


def _to_plan(line: PlanLine) -> HttpResponse:
    return redirect("plan", line.plan.issuer.code, line.plan.year)


def _reason_page(request: UserRequest, line: PlanLine, form: ReasonForm, template: str) -> HttpResponse:
    context = {"line": line, "plan": line.plan, "form": form}
    return render(request, template, context, status=UNPROCESSABLE if form.errors else 200)
