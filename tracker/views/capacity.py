"""How much of the working time is taken: staff, working days and hours against what landed."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tracker.charts.addresses import office_address
from tracker.charts.capacity import capacity_lines, share_chart
from tracker.permissions import Permission, UserRequest, requires
from tracker.queries.capacity import capacity_of
from tracker.queries.norms import TIME_CODES, norms_with_sources
from tracker.queries.overview import matrix_offices
from tracker.sentences.capacity import capacity_finding, missing_sentence, sources_sentence
from tracker.sentences.workdays import unpublished_sentence
from tracker.views.questions import asked_of, question_context


@require_GET
@requires(Permission.VIEW)
def page(request: UserRequest, code: str, year: int) -> HttpResponse:
    asked = asked_of(request, "capacity", code, year)
    if isinstance(asked, HttpResponse):
        return asked
    area, span = asked.area, asked.span
    figures = capacity_of(area, matrix_offices(area, span.last), span)
    row = figures.area
    context = question_context(request, "capacity", asked) | {
        "figures": figures,
        "finding": capacity_finding(row),
        "missing": missing_sentence(row.missing),
        "sources": sources_sentence(row.minutes, row.measured, row.estimated),
        "plain_week": unpublished_sentence(figures.plain_years),
        "lines": capacity_lines(figures, span),
        "chart": share_chart(row, span),
        "norms": norms_with_sources(span.last, TIME_CODES),
        "back": office_address(area, span),
    }
    return render(request, "tracker/capacity/page.html", context)
