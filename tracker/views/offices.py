"""An office's own page: what hit it, who sent that, what it cost."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tracker.charts.addresses import items_address
from tracker.charts.period_targets import beside_promises
from tracker.models.baselines import Side
from tracker.permissions import Permission, UserRequest, may, may_answer, requires
from tracker.queries.baskets import former_names
from tracker.queries.items import ItemFilter, latest_items
from tracker.queries.overview import overview
from tracker.queries.period_targets import beside_rows
from tracker.sentences.findings import beside_sentence
from tracker.views.overview import overview_context, workbook_address
from tracker.views.replays import asked_version
from tracker.views.weeks import collisions_card
from tracker.views.years import as_of_form, office_of, other_year

LATEST = 10


@require_GET
@requires(Permission.VIEW)
def page(request: UserRequest, code: str, year: int) -> HttpResponse:
    office = office_of(request.user, code)
    form, under = as_of_form(request, year), asked_version(request)
    elsewhere = other_year(form, "office", office, under)
    if elsewhere:
        return elsewhere
    figures = overview(office, year, form.day, under)
    span = figures.span
    wanted = ItemFilter(office=office, first=span.first, last=span.last, under=under)
    replayed = figures.under is not None
    beside = [] if replayed else beside_rows([office], year, form.day, Side.RECEIVED)
    context = overview_context(request, figures, form) | {
        "beside": beside_promises(beside),
        "beside_verdict": beside_sentence(beside),
        "latest": latest_items(request.user, wanted, LATEST),
        "may_change_office": may(request.user, Permission.ADMINISTER),
        "former_names": former_names(office),
        "may_report": may_answer(request.user, office),
        "latest_address": items_address(span, office=office, under=under),
        "workbook_address": workbook_address(figures),
    }
    context |= collisions_card(request, office, span.last)
    return render(request, "tracker/offices/office.html", context)
