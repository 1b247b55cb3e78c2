"""Records of 一致性评估: the list of an issuer or an area, and each as a sheet of paper."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tracker.actions.assessments import plan_assessed
from tracker.forms.asked_pk import asked_pk
from tracker.forms.assessments import line_of
from tracker.models.assessments import Assessment
from tracker.models.kinds import Kind
from tracker.models.plans import PlanLine
from tracker.permissions import Permission, UserRequest, may, requires
from tracker.queries.assessments import approved_line, assessments_visible_to
from tracker.views.entries import PAGES

PER_PAGE = 50


@require_GET
@requires(Permission.VIEW)
def page(request: UserRequest) -> HttpResponse:
    shown = Paginator(assessments_visible_to(request.user), PER_PAGE).get_page(request.GET.get("page"))
    context = {"assessments": shown, "may_price": may(request.user, Permission.PRICE)}
    return render(request, "tracker/assessments/list.html", context)


@require_GET
@requires(Permission.VIEW)
def assessment(request: UserRequest, pk: int) -> HttpResponse:
    kept = get_object_or_404(assessments_visible_to(request.user), pk=pk)
    context = {
        "assessment": kept,
        "facts": kept.draft["facts"],
        "result": kept.result,
        "may_price": may(request.user, Permission.PRICE),
        "log_address": f"{reverse(PAGES[Kind(kept.kind)])}?assessment={kept.pk}",
    }
    return render(request, "tracker/assessments/assessment.html", context)


@require_POST
@requires(Permission.PRICE)
def plan(request: UserRequest, pk: int) -> HttpResponse:
    """Put it into the plan, once."""
    kept = get_object_or_404(assessments_visible_to(request.user), pk=pk)
    if kept.plan_line is None and kept.conclusion != Assessment.Conclusion.NOT_SENT:
        line = plan_assessed(kept, line_of(kept), by=request.user)
        tell_planned(request, line)
    return redirect("assessment", pk)


def tell_planned(request: UserRequest, line: PlanLine) -> None:
    """Where it went: into the plan that is still to be submitted, or as an addition that waits for approval."""
    told = {"issuer": line.plan.issuer, "year": line.plan.year, "title": line.title}
    if line.is_addition:
        messages.success(request, _("已报追加：“%(title)s”列入%(issuer)s%(year)s年计划，待批准。") % told)
    else:
        messages.success(request, _("“%(title)s”已列入%(issuer)s%(year)s年计划，随计划报审。") % told)


def asked_line(request: UserRequest, kind: Kind) -> PlanLine | None:
    """The approved line of a plan whose item is to be logged now; None where there is none of this kind."""
    pk = asked_pk(request.GET.get("plan_line", ""))
    return approved_line(request.user, pk, kind) if pk is not None else None


def asked_assessment(request: UserRequest, kind: Kind) -> Assessment | None:
    """The assessment whose item is to be logged now; None where none was asked for or none of this kind is there."""
    pk = asked_pk(request.GET.get("assessment", ""))
    return assessments_visible_to(request.user).filter(pk=pk, kind=kind).first() if pk is not None else None
