"""Records of 一致性评估: the list of an issuer or an area, and each as a sheet of paper."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from tracker.models.assessments import Assessment
from tracker.models.kinds import Kind
from tracker.permissions import Permission, UserRequest, may, requires
from tracker.queries.assessments import assessments_visible_to
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


def asked_assessment(request: UserRequest, kind: Kind) -> Assessment | None:
    """The assessment whose item is to be logged now; None where none was asked for or none of this kind is there."""
    asked = request.GET.get("assessment", "")
    if not asked.isdecimal():
        return None
    return assessments_visible_to(request.user).filter(pk=asked, kind=kind).first()
