"""The same-basket page: an area's landings against a base year, raw and on units that are there in both."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tracker.forms.as_of import FIRST_YEAR
from tracker.models.kinds import Kind
from tracker.periods import year_to_date
from tracker.permissions import Permission, UserRequest, requires
from tracker.queries.baskets import Basket, Pair, basket
from tracker.sentences.baskets import basket_sentence, effect_words, group_words, index_text
from tracker.sentences.words import period_words
from tracker.views.years import as_of_form, office_of


@dataclass(frozen=True, slots=True)
class Column:
    """Landings then and now with the index, of one count."""

    pair: Pair
    index: str


@require_GET
@requires(Permission.VIEW)
def page(request: UserRequest, code: str, base: int, year: int) -> HttpResponse:
    area = office_of(request.user, code)
    form = as_of_form(request, year)
    if not FIRST_YEAR <= base < year:
        raise Http404
    found = basket(area, base, year_to_date(year, form.day))
    context = {
        "area": area,
        "basket": found,
        "base_year": base,
        "year": year,
        "form": form,
        "bases": range(year - 1, max(FIRST_YEAR, year - 4), -1),
        "verdict": basket_sentence(found),
        "period": period_words(found.span),
        "rows": _rows(found),
        "groups": [(group_words(group), effect_words(group)) for group in found.groups],
    }
    return render(request, "tracker/baskets/page.html", context)


def _rows(found: Basket) -> list[tuple[str, list[Column]]]:
    return [
        (
            str(Kind(row.kind).label),
            [Column(pair, index_text(pair)) for pair in (row.official, row.official_same, row.full, row.full_same)],
        )
        for row in found.rows
    ]
