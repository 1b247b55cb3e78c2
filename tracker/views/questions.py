"""Pages about one area and one year, each answering one question: what they share, and the way between them."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from tracker.charts.addresses import office_address, year_address
from tracker.forms.as_of import AsOfForm
from tracker.models.counting_rules import CountingRule
from tracker.models.offices import Office
from tracker.models.posts import offices_visible_to
from tracker.periods import Span, year_to_date
from tracker.permissions import UserRequest
from tracker.queries.overview import years_with_data
from tracker.rules.counting import rules_within
from tracker.sentences.words import period_words
from tracker.views.navigation import Entry
from tracker.views.replays import asked_version, replay
from tracker.views.years import as_of_form, office_of, other_year


@dataclass(frozen=True, slots=True)
class Question:
    """name: of the address, which takes a code and a year. replays: it can be asked under another counting version."""

    name: str
    label: Promise
    replays: bool = True


# In the order of reading, behind the area's own page.
QUESTIONS = (
    Question("sheet", gettext_lazy("一页看")),
    Question("changes", gettext_lazy("增减原因")),
    Question("causes", gettext_lazy("谁造成的")),
    Question("channels", gettext_lazy("明减暗增")),
    Question("chains", gettext_lazy("层层加码"), replays=False),
    Question("capacity", gettext_lazy("占用工时"), replays=False),
    Question("calendar", gettext_lazy("日历")),
    Question("week", gettext_lazy("撞期")),
    Question("distribution", gettext_lazy("分布")),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One area, the days from 1 January to the asked day, and the version of the counting rule it is replayed under."""

    area: Office
    year: int
    span: Span
    under: CountingRule | None
    form: AsOfForm


def asked_of(request: UserRequest, name: str, code: str, year: int) -> Asked | HttpResponse:
    """What the address asks for, or the way to the year in which the asked day lies. Raises Http404 out of scope."""
    area = office_of(request.user, code)
    form, under = as_of_form(request, year), asked_version(request)
    elsewhere = other_year(form, name, area, under)
    return elsewhere or Asked(area, year, year_to_date(year, form.day), under, form)


def question_context(request: UserRequest, name: str, asked: Asked) -> dict[str, Any]:
    """What question.html shows around the answer. What cannot be replayed offers no version, and claims none."""
    replays = all(question.replays for question in QUESTIONS if question.name == name)
    bar = replay(request, asked.under) if replays else {"under": None, "versions": []}
    return bar | {
        "page_name": name,
        "area": asked.area,
        "form": asked.form,
        "day": asked.span.last,
        "shown_year": asked.year,
        "years": years_with_data(asked.area),
        "period": period_words(asked.span),
        "rules": [asked.under] if asked.under and replays else rules_within(asked.span),
        "crumbs": crumbs(request, asked.area, asked.span, asked.under),
        "questions": questions(name, asked.area, asked.span, asked.under),
    }


def questions(here: str, area: Office, span: Span, under: CountingRule | None) -> list[Entry]:
    """The area's own page, then every question about it, for the same days and version."""
    own = Entry(str(gettext_lazy("总览")), office_address(area, span, under), here in ("overview", "office"))
    return [own] + [
        Entry(
            str(question.label),
            year_address(question.name, area, span, under if question.replays else None),
            question.name == here,
        )
        for question in QUESTIONS
    ]


def crumbs(request: UserRequest, area: Office, span: Span, under: CountingRule | None) -> list[Entry]:
    """The way back: the offices above the area that the reader may see, then the area itself."""
    above = offices_visible_to(request.user).filter(path__in=area.ancestor_paths).order_by("depth")
    return [Entry(office.name, office_address(office, span, under), office == area) for office in above]
