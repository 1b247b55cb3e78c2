"""Who causes it: issuers × kinds of an area, and how few of them make up how much."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tracker.charts.addresses import office_address
from tracker.charts.causes import cause_lines, grown_lines, grown_title, rest_line, whole_line
from tracker.charts.pareto import level_strip, pareto
from tracker.models.kinds import Kind
from tracker.models.posts import offices_visible_to
from tracker.permissions import Permission, UserRequest, requires
from tracker.queries.causes import By, Causes, causes
from tracker.queries.overview import matrix_offices
from tracker.sentences.causes import BY_SWITCH, BY_WORDS, causes_finding, causes_more, matrix_finding
from tracker.views.navigation import Entry
from tracker.views.questions import Asked, asked_of, question_context
from tracker.views.switches import asked_by, pages_of, switch, switched_address

PER_PAGE = 60


@require_GET
@requires(Permission.VIEW)
def page(request: UserRequest, code: str, year: int) -> HttpResponse:
    asked = asked_of(request, "causes", code, year)
    if isinstance(asked, HttpResponse):
        return asked
    figures = causes(asked.area, year, asked.span.last, asked_by(request, BY_SWITCH), asked.under)
    context = question_context(request, "causes", asked) | switch("causes", asked, BY_SWITCH, figures.by)
    context |= _sentences(figures) | _matrix(request, figures) | {"offices": _offices(asked, figures.by)}
    context |= {
        "figures": figures,
        "pareto": pareto(figures),
        "levels": level_strip(figures),
        "grown": grown_lines(figures),
        "back": office_address(asked.area, asked.span, asked.under),
    }
    return render(request, "tracker/causes/page.html", context)


def _sentences(figures: Causes) -> dict[str, Any]:
    return {
        "finding": causes_finding(figures),
        "more": causes_more(figures),
        "what": BY_WORDS[figures.by],
        "matrix_finding": matrix_finding(figures),
        "grown_title": grown_title(figures),
    }


def _matrix(request: UserRequest, figures: Causes) -> dict[str, Any]:
    table = pages_of(request, figures.rows, PER_PAGE)
    shown = list(table["page"])
    open_to_reader = offices_visible_to(request.user).in_bulk([row.issuer.pk for row in shown])
    return {
        "table": table,
        "kinds": Kind,
        "lines": cause_lines(figures, shown, open_to_reader),
        "rest": rest_line(figures, shown),
        "whole": whole_line(figures),
    }


def _offices(asked: Asked, by: str) -> list[Entry]:
    """The same question of each office directly below, in official order."""
    below = matrix_offices(asked.area, asked.span.last)
    return [Entry(office.name, switched_address("causes", office, asked, by, By.HOURS), False) for office in below]
