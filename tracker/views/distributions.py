"""How an area's offices are spread over their ceilings, kind by kind and in both counts."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tracker.charts.addresses import year_address
from tracker.charts.distributions import alone, frames
from tracker.permissions import Permission, UserRequest, requires
from tracker.queries.distributions import distributions_of, villages_of
from tracker.views.questions import asked_of, question_context

VILLAGES = "villages"  # ?of=: the villages of a region, not what lies directly below it


@require_GET
@requires(Permission.VIEW)
def page(request: UserRequest, code: str, year: int) -> HttpResponse:
    asked = asked_of(request, "distribution", code, year)
    if isinstance(asked, HttpResponse):
        return asked
    has_villages = bool(villages_of(asked.area, asked.span))
    wants_villages = has_villages and request.GET.get("of") == VILLAGES
    found = distributions_of(asked.area, asked.span, asked.under, villages=wants_villages)
    address = year_address("distribution", asked.area, asked.span, asked.under)
    context = question_context(request, "distribution", asked) | {
        "found": found,
        "pairs": frames(found, asked.under) if found.compares else [],
        "alone": [] if found.compares else alone(found, asked.under),
        "has_villages": has_villages,
        "direct_address": address,
        "villages_address": f"{address}&of={VILLAGES}",
    }
    return render(request, "tracker/distributions/page.html", context)
