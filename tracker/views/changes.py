"""From the base figure to today's: the picture of causes, and the rows behind each of them."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from tracker.charts.addresses import year_address
from tracker.charts.changes import bridge_frame, cause_lines, figure_address
from tracker.measures.changes import Cause
from tracker.models.baselines import Count
from tracker.models.kinds import Kind
from tracker.permissions import Permission, UserRequest, requires
from tracker.queries.changes import Changes, changes_of, rows_of, usual_kind
from tracker.sentences.changes import (
    COUNTS,
    MEANINGS,
    cause_word,
    caveats,
    changes_finding,
    now_words,
    rows_finding,
)
from tracker.sentences.words import period_words
from tracker.tables.items import forms_of
from tracker.views.navigation import Entry
from tracker.views.questions import Asked, asked_of, question_context

TITLES_A_PAGE = 100


@require_GET
@requires(Permission.VIEW)
def page(request: UserRequest, code: str, year: int) -> HttpResponse:
    asked = asked_of(request, "changes", code, year)
    if isinstance(asked, HttpResponse):
        return asked
    found = _changes(request, asked)
    return render(request, "tracker/changes/page.html", _context(request, asked, found) | {
        "finding": changes_finding(found),
        "caveats": caveats(found),
        "frames": [frame for frame in (bridge_frame(found, bridge) for bridge in found.bridges) if frame],
        "lines": cause_lines(found),
        "now_words": now_words(found.span),
        "totals": [
            (bridge, *(figure_address(found, bridge.count, is_base=is_base) for is_base in (True, False)))
            for bridge in found.bridges
        ],
    })  # fmt: skip


@require_GET
@requires(Permission.VIEW)
def rows(request: UserRequest, code: str, year: int, cause: str) -> HttpResponse:
    """The items of both years behind one bar. Raises Http404 for a cause there is none of."""
    asked = asked_of(request, "changes", code, year)
    if isinstance(asked, HttpResponse):
        return asked
    if cause not in Cause.__members__.values():
        raise Http404
    found = _changes(request, asked)
    bridge = found.full if request.GET.get("count") == Count.FULL else found.official
    listed = rows_of(request.user, bridge, Cause(cause))
    families = Paginator(listed.families, TITLES_A_PAGE).get_page(request.GET.get("page", ""))
    told = request.GET.copy()
    told.pop("page", None)
    context = _context(request, asked, found) | {
        "cause": cause_word(Cause(cause)),
        "meaning": MEANINGS[Cause(cause)],
        "bridge": bridge,
        "count_word": COUNTS[bridge.count],
        "finding": rows_finding(found, bridge, listed.step),
        "listed": listed,
        "page": families,
        "families": [[(row, forms_of(row.item)) for row in family] for family in families],
        "query": told.urlencode(),
        "back": _kind_address(asked, found.kind),
    }
    return render(request, "tracker/changes/rows.html", context)


def _changes(request: UserRequest, asked: Asked) -> Changes:
    """?kind= when there is such a kind, else the kind with a target."""
    kind = request.GET.get("kind", "")
    return changes_of(asked.area, kind if kind in Kind else usual_kind(asked.area, asked.span), asked.span, asked.under)


def _context(request: UserRequest, asked: Asked, found: Changes) -> dict[str, Any]:
    kinds = [Entry(str(kind.label), _kind_address(asked, kind), kind == found.kind) for kind in Kind]
    return question_context(request, "changes", asked) | {
        "changes": found,
        "asked_kind": found.kind,
        "kind_word": Kind(found.kind).label,
        "kinds": kinds,
        "base_period": period_words(found.base),
        "base_year": found.base.first.year,
    }


def _kind_address(asked: Asked, kind: str) -> str:
    return f"{year_address('changes', asked.area, asked.span, asked.under)}&{urlencode({'kind': kind})}"
