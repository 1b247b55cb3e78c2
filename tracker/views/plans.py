"""Plans of the year: an issuer's own, those of an area, and the steps from a proposed line to an approved one."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tracker.actions.plans import approve_all, propose_line, submit_plan
from tracker.forms.as_of import FIRST_YEAR
from tracker.forms.plans import PlanLineForm
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.models.plans import Plan
from tracker.models.posts import Post, post_of
from tracker.permissions import Permission, UserRequest, ensure, may, requires
from tracker.queries.plan_rows import avoided, lines_by_kind, plan_rows, plan_years
from tracker.queries.plans import plan_of, rooms
from tracker.views.promises import promise_page
from tracker.views.years import office_of


@require_GET
@requires(Permission.VIEW)
def newest(request: UserRequest) -> HttpResponse:
    """An issuing office is led to its own plan of this year, everyone else to those of their area."""
    post, year = post_of(request.user), timezone.localdate().year
    if post is not None and post.role == Post.Role.ISSUER:
        return redirect("plan", post.office.code, year)
    return redirect("plans", year)


@require_GET
@requires(Permission.VIEW)
def page(request: UserRequest, year: int) -> HttpResponse:
    check_plan_year(year)
    rows = plan_rows(request.user, year)
    context = {
        "year": year,
        "years": _years(year, plan_years(request.user)),
        "rows": rows,
        "kinds": Kind,
        "waiting": sum(row.waiting for row in rows if row.plan and row.plan.status != Plan.Status.DRAFT),
        "without_plan": sum(row.plan is None for row in rows),
    }
    return render(request, "tracker/plans/list.html", context)


@require_GET
@requires(Permission.VIEW)
def plan(request: UserRequest, code: str, year: int) -> HttpResponse:
    check_plan_year(year)
    issuer, today = office_of(request.user, code), timezone.localdate()
    found = plan_of(issuer, year)
    kinds = lines_by_kind(found, today)
    context = {
        "issuer": issuer,
        "year": year,
        "years": _years(year, plan_years(request.user)),
        "plan": found,
        "kinds": kinds,
        "rooms": rooms(issuer, year, today),
        "avoided": avoided(found),
        "waiting": sum(row.line.status == "proposed" for kind in kinds for row in kind.rows),
        "may_log": may(request.user, Permission.LOG),
        "may_approve": may(request.user, Permission.APPROVE_PLANS),
        "today": today,
    }
    return render(request, "tracker/plans/plan.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.VIEW)
def add(request: UserRequest, code: str, year: int) -> HttpResponse:
    issuer = issuer_to_plan_for(request, code, year)
    form = PlanLineForm(request.POST or None, year=year)
    if request.method == "POST" and form.is_valid():
        line = propose_line(issuer, year, form.save(commit=False), by=request.user)
        messages.success(request, _("已列入：%(title)s。批准后给准入号。") % {"title": line.title})
        return redirect("plan", code, year)
    return line_page(request, form, issuer, year)


@require_POST
@requires(Permission.VIEW)
def submit(request: UserRequest, code: str, year: int) -> HttpResponse:
    issuer = issuer_to_plan_for(request, code, year)
    found = plan_of(issuer, year)
    try:
        if found is None:
            raise ValidationError(_("计划里还没有待批准的事项，不能报审。"))
        submit_plan(found, by=request.user)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    else:
        messages.success(request, _("已报审，等减负办逐条批准。批准前仍可增改。"))
    return redirect("plan", code, year)


@require_POST
@requires(Permission.VIEW)
def approve(request: UserRequest, code: str, year: int) -> HttpResponse:
    """Approve all lines that wait and may be approved."""
    check_plan_year(year)
    issuer = office_of(request.user, code)
    ensure(request.user, Permission.APPROVE_PLANS)
    found = get_object_or_404(Plan, issuer=issuer, year=year)
    decided = approve_all(found, by=request.user)
    if decided.approved:
        number = len(decided.approved)
        text = ngettext("已批准 %(number)s 条，各有准入号。", "已批准 %(number)s 条，各有准入号。", number)
        messages.success(request, text % {"number": number})
    for sentence in decided.waiting:
        messages.warning(request, sentence)
    return redirect("plan", code, year)


def line_page(request: UserRequest, form: PlanLineForm, issuer: Office, year: int, **extra: Any) -> HttpResponse:
    """The form as it was filled in; when a mark of secrecy was typed, an empty one."""
    found = plan_of(issuer, year)
    context = {"issuer": issuer, "year": year, **extra}
    context["is_addition"] = found is not None and found.status == Plan.Status.APPROVED
    return promise_page(request, "tracker/plans/edit.html", form, partial(PlanLineForm, year=year), **context)


def issuer_to_plan_for(request: UserRequest, code: str, year: int) -> Office:
    """Out of scope is 404; who logs nothing plans nothing."""
    check_plan_year(year)
    issuer = office_of(request.user, code)
    ensure(request.user, Permission.LOG)
    return issuer


def check_plan_year(year: int) -> None:
    """Plans are made up to a year ahead. Raises Http404."""
    if not FIRST_YEAR <= year <= timezone.localdate().year + 1:
        raise Http404


def _years(year: int, planned: list[int]) -> list[int]:
    today = timezone.localdate().year
    return sorted({year, today, today + 1, *planned}, reverse=True)
