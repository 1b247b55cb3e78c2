"""Which days an office had for its own work: a month of days, and the year around it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tracker.charts.addresses import year_address
from tracker.charts.calendars import heat_month, noted_rows, small_months
from tracker.forms.calendars import MonthForm
from tracker.periods import Span, month_span
from tracker.permissions import Permission, UserRequest, requires
from tracker.queries.calendars import CalendarMonth, Noted, calendar_of, noted_meetings
from tracker.queries.overview import matrix_offices
from tracker.sentences.calendars import noted_finding
from tracker.sentences.workdays import unpublished_sentence
from tracker.views.questions import Asked, asked_of, question_context


@require_GET
@requires(Permission.VIEW)
def page(request: UserRequest, code: str, year: int) -> HttpResponse:
    asked = asked_of(request, "calendar", code, year)
    if isinstance(asked, HttpResponse):
        return asked
    form = MonthForm(request.GET, day=asked.span.last)
    calendar = calendar_of(asked.area, asked.span, asked.under)
    month = calendar.month(form.shown)
    noted = _noted(asked, month)
    context = question_context(request, "calendar", asked) | {
        "month_form": form,
        "month": month,
        "heat": heat_month(calendar, form.shown, asked.under),
        "small": small_months(calendar, form.shown, year_address("calendar", asked.area, asked.span, asked.under)),
        "noted_finding": noted_finding(noted),
        "noted": noted_rows(noted),
        "offices": matrix_offices(asked.area, asked.span.last),
        "plain_week": unpublished_sentence([year] if calendar.plain else []),
    }
    return render(request, "tracker/calendars/page.html", context)


def _noted(asked: Asked, month: CalendarMonth) -> list[Noted]:
    """The meetings that the shown month marks; none of a month ahead."""
    if not month.has_begun:
        return []
    return noted_meetings(asked.area, Span(month_span(month.month).first, month.past[-1].day))
