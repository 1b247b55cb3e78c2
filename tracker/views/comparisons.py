"""Any two periods of any offices: the table, its picture, and the rows of several offices together."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from tracker.charts.comparisons import Addresses, comparison_frame, comparison_lines, figures_of
from tracker.forms.comparisons import ComparisonForm, Shown
from tracker.forms.filter_words import period_in_words
from tracker.models.baselines import Count
from tracker.models.kinds import Kind
from tracker.permissions import Permission, UserRequest, requires
from tracker.queries.comparisons import Comparison, compare
from tracker.queries.items import ItemFilter, items, sums
from tracker.sentences.comparisons import comparison_finding, offices_words, warnings
from tracker.tables.items import ItemTable, show_page
from tracker.views.navigation import Entry
from tracker.views.replays import replay_bar

ROWS_A_PAGE = 100


@require_GET
@requires(Permission.VIEW)
def page(request: UserRequest) -> HttpResponse:
    form = _read(request)
    found = _compared(form)
    form.offer_choices()
    addresses = Addresses(found, _query(request))
    drawn = [figure for figure in figures_of(found.kind) if form.drawn == Shown.BOTH or figure.name == form.drawn]
    context = _context(request, form, found) | {
        "finding": comparison_finding(found),
        "warnings": warnings(found),
        "figures": figures_of(found.kind),
        "lines": [] if found.is_empty else comparison_lines(found, addresses),
        "frames": [] if found.is_empty else [comparison_frame(found, figure, addresses) for figure in drawn[:2]],
        "kinds": _kinds(request, found.kind),
    }
    return render(request, "tracker/comparisons/page.html", context)


@require_GET
@requires(Permission.VIEW)
def rows(request: UserRequest) -> HttpResponse:
    """The items behind a figure of all offices together: each once, however many of them it landed on."""
    form = _read(request)
    offices = form.offices()
    if not offices:
        raise Http404
    kind = request.GET.get("of", "")
    span = form.then if request.GET.get("period") == "then" else form.now
    wanted = ItemFilter(
        offices=tuple(offices),
        issuer=form.cleaned_data.get("issuer"),
        kind=kind if kind in Kind else form.asked_kind,
        first=span.first,
        last=span.last,
        official=True if request.GET.get("count") == Count.OFFICIAL else None,
        under=form.cleaned_data.get("under"),
    )
    added = sums(request.user, wanted)
    table = ItemTable(items(request.user, wanted), added, wanted.under, order_by=request.GET.get("sort", "-date"))
    show_page(table, added.number, ROWS_A_PAGE, request.GET.get("page", ""))
    context = replay_bar(request, wanted.under) | {
        "table": table,
        "sums": added,
        "offices_words": offices_words(offices) if offices else "",
        "period": period_in_words(span.first, span.last),
        "kind_word": Kind(wanted.kind).label,
        "only_official": wanted.official,
        "back": _query(request),
        "versions_used": [wanted.under],
    }
    return render(request, "tracker/comparisons/rows.html", context)


def _read(request: UserRequest) -> ComparisonForm:
    """Raises Http404 for an office, a group, an issuer or a version the user may not ask for."""
    form = ComparisonForm(request.GET, user=request.user)
    if form.asks_beyond_scope:
        raise Http404
    return form


def _compared(form: ComparisonForm) -> Comparison:
    told = form.cleaned_data
    return compare(
        form.offices(),
        form.asked_kind,
        form.now,
        form.then,
        timezone.localdate(),
        told.get("issuer"),
        told.get("under"),
    )


def _context(request: UserRequest, form: ComparisonForm, found: Comparison) -> dict[str, Any]:
    return replay_bar(request, found.under) | {
        "form": form,
        "found": found,
        "offices_words": offices_words(found.offices),
        "kind_word": Kind(found.kind).label,
        "now_words": period_in_words(found.now.span.first, found.now.span.last),
        "then_words": period_in_words(found.then.span.first, found.then.span.last),
        "against_word": form.compared_with.label,
        "ticked": {office.code for office in form.ticked},
    }


def _query(request: UserRequest) -> str:
    """The address of the comparison, without what only its rows ask for."""
    told = request.GET.copy()
    for name in ("period", "count", "of", "page", "sort"):
        told.pop(name, None)
    return told.urlencode()


def _kinds(request: UserRequest, here: str) -> list[Entry]:
    entries = []
    for kind in Kind:
        told = request.GET.copy()
        told["kind"] = kind.value
        entries.append(Entry(str(kind.label), f"?{told.urlencode()}", kind == here))
    return entries
