"""Formal against informal: whether less on paper came back as more in chat groups (明减暗增)."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tracker.charts.addresses import office_address
from tracker.charts.channels import way_months
from tracker.charts.ways import form_groups, shift_lines, way_groups
from tracker.permissions import Permission, UserRequest, requires
from tracker.queries.channels import Channels, channels
from tracker.rules.channels import least_items, way_clauses
from tracker.sentences.channels import (
    BY_SWITCH,
    channels_finding,
    channels_more,
    counts_finding,
    forms_finding,
    shifts_finding,
)
from tracker.views.questions import asked_of, question_context
from tracker.views.switches import asked_by, pages_of, switch

PER_PAGE = 20


@require_GET
@requires(Permission.VIEW)
def page(request: UserRequest, code: str, year: int) -> HttpResponse:
    asked = asked_of(request, "channels", code, year)
    if isinstance(asked, HttpResponse):
        return asked
    figures, by = channels(asked.area, year, asked.span.last, asked.under), asked_by(request, BY_SWITCH)
    context = question_context(request, "channels", asked) | switch("channels", asked, BY_SWITCH, by)
    context |= _sentences(figures) | _tables(request, figures)
    context |= {
        "figures": figures,
        "frame": way_months(figures, by),
        "clauses": way_clauses(),
        "least": least_items(),
        "back": office_address(asked.area, asked.span, asked.under),
    }
    return render(request, "tracker/channels/page.html", context)


def _sentences(figures: Channels) -> dict[str, Any]:
    return {
        "finding": channels_finding(figures),
        "more": channels_more(figures),
        "counts_finding": counts_finding(figures),
        "forms_finding": forms_finding(figures.forms),
        "shifts_finding": shifts_finding(figures),
    }


def _tables(request: UserRequest, figures: Channels) -> dict[str, Any]:
    table = pages_of(request, figures.issuers, PER_PAGE)
    return {
        "table": table,
        "ways": way_groups(figures),
        "forms": form_groups(figures),
        "shifts": shift_lines(figures, list(table["page"])),
    }
