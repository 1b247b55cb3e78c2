"""The supervisor's page: where is overload, who causes it, is it real."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from tracker.charts.addresses import findings_address, year_address
from tracker.charts.cards import figure_cards
from tracker.charts.evidence import evidence_of
from tracker.charts.hours import hours
from tracker.charts.matrix import matrix_lines
from tracker.charts.month_charts import month_charts
from tracker.charts.senders import SHOWN, rest, senders
from tracker.forms.as_of import AsOfForm
from tracker.models.kinds import Kind
from tracker.models.posts import offices_visible_to
from tracker.permissions import Permission, UserRequest, may, requires
from tracker.queries.completeness import missing_months
from tracker.queries.matters import Matters, matters
from tracker.queries.overview import Overview, overview, years_with_data
from tracker.queries.silence import last_landing
from tracker.sentences.capacity import share_words
from tracker.sentences.findings import (
    gap_sentence,
    hours_sentence,
    issuers_finding,
    matrix_finding,
    months_finding,
    nothing_sentence,
    standing_sentence,
)
from tracker.sentences.words import period_words
from tracker.views.questions import crumbs, questions
from tracker.views.replays import asked_version, replay
from tracker.views.years import as_of_form, office_of, other_year


@require_GET
@requires(Permission.VIEW)
def newest(request: UserRequest, code: str) -> HttpResponse:
    """To the newest year with data, or the current one."""
    area = office_of(request.user, code)
    years = years_with_data(area) or [timezone.localdate().year]
    return redirect("overview", code, years[0])


@require_GET
@requires(Permission.VIEW)
def page(request: UserRequest, code: str, year: int) -> HttpResponse:
    area = office_of(request.user, code)
    form, under = as_of_form(request, year), asked_version(request)
    elsewhere = other_year(form, "overview", area, under)
    if elsewhere:
        return elsewhere
    figures = overview(area, year, form.day, under)
    context = overview_context(request, figures, form) | {
        "workbook_address": workbook_address(figures),
        "matters": _matters(figures),
        "findings_address": findings_address(area, year),
    }
    return render(request, "tracker/overview/overview.html", context)


def _matters(figures: Overview) -> Matters | None:
    """What is open today; None on a page about another day, or replayed, which says nothing of today."""
    today = timezone.localdate()
    return matters(figures.area, today) if figures.span.last == today and figures.under is None else None


def workbook_address(figures: Overview) -> str:
    return year_address("workbook", figures.area, figures.span, figures.under)


def overview_context(request: UserRequest, figures: Overview, form: AsOfForm) -> dict[str, Any]:
    """What the templates of an area's and an office's page show, from one and the same figures."""
    shown = figures.issuers[:SHOWN]
    open_to_reader = offices_visible_to(request.user).in_bulk([row.issuer.pk for row in shown])
    matrix = [row for office in figures.offices for row in figures.matrix_row(office)]
    area, span, under = figures.area, figures.span, figures.under
    return replay(request, under) | {
        "crumbs": crumbs(request, area, span, under),
        "questions": questions("overview", area, span, under),
        "figures": figures,
        "form": form,
        "years": years_with_data(figures.area),
        "period": period_words(figures.span),
        "kinds": Kind,
        "may_log": may(request.user, Permission.LOG),
        "verdict": nothing_sentence(figures.span) if figures.is_empty else standing_sentence(figures.cards),
        "verdict_more": [gap_sentence(figures.cards), hours_sentence(figures.cards)],
        "cards": figure_cards(figures),
        "lines": matrix_lines(figures),
        "hours": hours(figures.cards, figures.area, figures.span, figures.under),
        "capacity_words": share_words(figures.capacity.area),
        "capacity_address": year_address("capacity", figures.area, figures.span),
        "evidence": evidence_of(matrix or figures.cards, figures.span),
        "last_day": last_landing(figures.area, figures.span.last),
        "matrix_finding": matrix_finding(matrix),
        "missing": missing_months({card.kind: card.gap for card in figures.cards}),
        "months": month_charts(figures),
        "months_finding": months_finding(figures.months, figures.span),
        "senders": senders(figures, open_to_reader),
        "rest": rest(figures.issuers),
        "causes_address": year_address("causes", area, span, under),
        "issuers_finding": issuers_finding(shown, figures.issuers),
    }
