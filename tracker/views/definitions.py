"""怎么算的: every figure in words, and one figure of an office with the numbers put in."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from tracker.charts.addresses import issuer_address, office_address
from tracker.charts.definitions import definition_of, explained
from tracker.forms.definitions import AskedFigureForm
from tracker.models.baselines import Count, Side
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.models.posts import post_of
from tracker.periods import Span
from tracker.permissions import Permission, UserRequest, requires
from tracker.queries.definitions import Figures, figures_of
from tracker.queries.norms import norms_with_sources
from tracker.rules.counting import rules_within
from tracker.sentences.definitions import DEFINITIONS, Definition
from tracker.sentences.words import period_words
from tracker.views.asked_year import asked_year
from tracker.views.navigation import Entry
from tracker.views.replays import asked_version, replay_bar
from tracker.views.years import as_of_form, office_of


@require_GET
@requires(Permission.VIEW)
def index(request: UserRequest) -> HttpResponse:
    """Every figure: what it means, and its formula in words."""
    context = {"definitions": DEFINITIONS.values(), "rules": rules_within(_today())}
    return render(request, "tracker/definitions/index.html", context)


@require_GET
@requires(Permission.VIEW)
def page(request: UserRequest, figure: str) -> HttpResponse:
    definition = DEFINITIONS.get(figure)
    if definition is None:
        raise Http404
    office = _office(request)
    form, under = as_of_form(request, asked_year(request, timezone.localdate().year)), asked_version(request)
    asked = AskedFigureForm(request.GET).asked
    if form.asked is not None and form.asked.year != form.year:
        return redirect(definition_of(figure, office, Span(form.asked, form.asked), under, asked))
    figures = figures_of(office, form.year, form.day, under=under, **asked)
    context = replay_bar(request, under) | _context(definition, figures, asked) | {"form": form}
    return render(request, "tracker/definitions/page.html", context)


def _office(request: UserRequest) -> Office:
    """?office=, or the reader's own."""
    code = request.GET.get("office", "")
    post = post_of(request.user)
    assert post is not None  # whoever may view has a post
    return office_of(request.user, code) if code else post.office


def _context(definition: Definition, figures: Figures, asked: dict[str, str]) -> dict[str, Any]:
    span, office, under = figures.span, figures.row.office, figures.under
    address = issuer_address if asked["side"] == Side.SENT else office_address
    return {
        "definition": definition,
        "told": explained(definition, figures),
        "office": office,
        "back": address(office, span, under),
        "asked": asked,
        "kind": Kind(asked["kind"]).label,
        "count": Count(asked["count"]).label,
        "side": Side(asked["side"]).label,
        "day": span.last,
        "period": period_words(span),
        "rules": [under] if under else rules_within(span),
        "norms": norms_with_sources(span.last, definition.norms),
        "kinds": _choices(definition, figures, asked, "kind", Kind),
        "counts": _choices(definition, figures, asked, "count", Count),
        "others": [
            Entry(str(other.label), definition_of(name, office, span, under, asked), other is definition)
            for name, other in DEFINITIONS.items()
        ],
    }


def _choices(definition: Definition, figures: Figures, asked: dict[str, str], name: str, choices: Any) -> list[Entry]:
    """The same figure of another kind or count."""
    return [
        Entry(
            str(label),
            definition_of(definition.name, figures.row.office, figures.span, figures.under, asked | {name: str(value)}),
            asked[name] == value,
        )
        for value, label in choices.choices
    ]


def _today() -> Span:
    today = timezone.localdate()
    return Span(today, today)
