"""A leader's first page (一页看): how the year stands, who causes it and what waits for a word, on one sheet."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tracker.charts.addresses import office_address
from tracker.charts.cards import figure_cards
from tracker.charts.decisions import SHOWN, rest_address, waiting_lines
from tracker.charts.evidence import evidence_of
from tracker.charts.senders import rest, senders
from tracker.models.posts import offices_visible_to
from tracker.periods import month_of
from tracker.permissions import Permission, UserRequest, requires
from tracker.queries.decisions import decisions
from tracker.queries.overview import Overview, overview
from tracker.sentences.capacity import share_words
from tracker.sentences.decisions import decisions_finding
from tracker.sentences.findings import (
    gap_sentence,
    hours_sentence,
    issuers_finding,
    matrix_finding,
    nothing_sentence,
    standing_sentence,
)
from tracker.views.questions import asked_of, question_context

ISSUERS = 5


@require_GET
@requires(Permission.VIEW)
def page(request: UserRequest, code: str, year: int) -> HttpResponse:
    asked = asked_of(request, "sheet", code, year)
    if isinstance(asked, HttpResponse):
        return asked
    figures = overview(asked.area, year, asked.span.last, asked.under)
    context = question_context(request, "sheet", asked) | {"figures": figures}
    context |= _standing(figures) | _causes(request, figures) | _decisions(figures)
    return render(request, "tracker/sheet/page.html", context)


def _standing(figures: Overview) -> dict[str, Any]:
    """How the year stands, in words and on three cards, and how complete the ledger is."""
    cells = [row for office in figures.offices for row in figures.matrix_row(office)]
    return {
        "verdict": nothing_sentence(figures.span) if figures.is_empty else standing_sentence(figures.cards),
        "verdict_more": [gap_sentence(figures.cards), hours_sentence(figures.cards)],
        "cards": figure_cards(figures),
        "capacity_words": share_words(figures.capacity.area),
        "offices_words": matrix_finding(cells) if cells else "",
        "evidence": evidence_of(cells or figures.cards, figures.span),
        "overview_address": office_address(figures.area, figures.span, figures.under),
        "month": month_of(figures.span.last),
    }


def _causes(request: UserRequest, figures: Overview) -> dict[str, Any]:
    shown = figures.issuers[:ISSUERS]
    open_to_reader = offices_visible_to(request.user).in_bulk([row.issuer.pk for row in shown])
    return {
        "senders": senders(figures, open_to_reader)[:ISSUERS],
        "rest": rest(figures.issuers, ISSUERS),
        "issuers_finding": issuers_finding(shown, figures.issuers),
    }


def _decisions(figures: Overview) -> dict[str, Any]:
    waiting = decisions(figures)
    lines = waiting_lines(waiting, figures)
    return {
        "waiting": lines[:SHOWN],
        "waiting_more": len(lines[SHOWN:]),
        "waiting_address": rest_address(waiting, figures),
        "decisions_finding": decisions_finding(waiting),
    }
