"""How much of the working time is taken: staff, working days and hours against what landed."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tracker.charts.addresses import office_address
from tracker.charts.capacity import capacity_lines, share_chart
from tracker.periods import year_to_date
from tracker.permissions import Permission, UserRequest, requires
from tracker.queries.capacity import capacity_of
from tracker.queries.norms import TIME_CODES, norms_with_sources
from tracker.queries.overview import matrix_offices, years_with_data
from tracker.sentences.capacity import capacity_finding, missing_sentence, sources_sentence
from tracker.sentences.words import period_words
from tracker.sentences.workdays import unpublished_sentence
from tracker.views.years import as_of_form, office_of, other_year


@require_GET
@requires(Permission.VIEW)
def page(request: UserRequest, code: str, year: int) -> HttpResponse:
    area = office_of(request.user, code)
    form = as_of_form(request, year)
    elsewhere = other_year(form, "capacity", area)
    if elsewhere:
        return elsewhere
    span = year_to_date(year, form.day)
    figures = capacity_of(area, matrix_offices(area, span.last), span)
    row = figures.area
    context = {
        "area": area,
        "figures": figures,
        "form": form,
        "day": span.last,
        "shown_year": year,
        "years": years_with_data(area),
        "period": period_words(span),
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
