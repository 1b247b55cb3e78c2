"""Written explanations (书面说明): which issuers have passed last year's count, since when, and what was said of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import product
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Sum
from django.utils import timezone

from tracker.models.baselines import Count, Side
from tracker.models.deliveries import Delivery, DeliveryQuerySet
from tracker.models.explanations import Explanation, ExplanationQuerySet
from tracker.models.kinds import Kind
from tracker.models.norms import Norm
from tracker.models.offices import Office
from tracker.models.presets import Rule
from tracker.periods import months_of_year, year_span, year_to_date
from tracker.queries.baselines import baseline_years
from tracker.queries.histories import who
from tracker.queries.landings import Landed, sent

MAIN_ITEMS = 5
RULE = "explanation"  # the check_name of the rule that asks for one


class State(StrEnum):
    DUE = "due"
    RETURNED = "returned"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True, slots=True)
class ExplanationRow:
    """One issuer, kind and year. counted: the official count up to `as_of`; last_year: the whole of last year.

    passed_on: the day of the item that took the count past last year's; None while it has not passed.
    due_on: until when the explanation is to be handed in. explanation: what was handed in; None before.
    """

    issuer: Office
    kind: str
    year: int
    counted: int
    last_year: int | None
    passed_on: date | None
    due_on: date | None
    explanation: Explanation | None
    as_of: date

    @property
    def state(self) -> State:
        """What was handed in stands, even where the count fell back since; a returned one is due again."""
        if self.explanation is not None:
            return State(self.explanation.status)
        return State.DUE if self.passed_on else State.NOT_NEEDED

    @property
    def is_owed(self) -> bool:
        """Whether the issuer has to write: due, or returned while the count still stands above last year's."""
        return self.state == State.DUE or (self.state == State.RETURNED and self.passed_on is not None)

    @property
    def days(self) -> int:
        """Days left to hand it in; negative when it is late. 0 where nothing is due."""
        return (self.due_on - self.as_of).days if self.due_on else 0

    @property
    def over(self) -> int:
        return max(self.counted - (self.last_year or 0), 0)

    @property
    def label(self) -> str:
        return str(Kind(self.kind).label)


def explanation_rows(area: Office, year: int, as_of: date) -> list[ExplanationRow]:
    """Issuers of the area that have passed last year's count or handed in an explanation: what is owed first."""
    rows = _rows(_senders(area, year), year, as_of)
    told = [row for row in rows if row.state != State.NOT_NEEDED]
    return sorted(told, key=lambda row: (not row.is_owed, row.state != State.SUBMITTED, row.due_on or as_of))


def owed_by(issuer: Office, year: int, as_of: date) -> list[ExplanationRow]:
    """What one issuer has to explain, the most urgent first."""
    return sorted((row for row in _rows([issuer], year, as_of) if row.is_owed), key=lambda row: row.days)


def explanation_row(issuer: Office, kind: str, year: int, as_of: date) -> ExplanationRow:
    return next(row for row in _rows([issuer], year, as_of) if row.kind == kind)


def main_items(row: ExplanationRow) -> list[dict[str, Any]]:
    """The year's items that cost their receivers most, at most five: day, title, person-minutes."""
    cells = _official(row.issuer, row.kind, row.year).filter(day__lte=row.as_of)
    costs = cells.values("item", "day", "item__title").annotate(minutes=Sum("cost")).order_by("-minutes", "day")
    return [
        {"item": cell["item"], "day": cell["day"].isoformat(), "title": cell["item__title"], "minutes": cell["minutes"]}
        for cell in costs[:MAIN_ITEMS]
    ]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an explanation: handed in, accepted or returned; text only where it was handed in."""

    status: str
    at: datetime
    by: str
    text: str = ""
    reason: str = ""

    @property
    def label(self) -> str:
        return str(Explanation.Status(self.status).label)


def steps_of(explanation: Explanation) -> list[Step]:
    """The story of an explanation, newest first."""
    records = explanation.history.select_related("history_user").order_by("-history_date", "-history_id")
    return [
        Step(
            record.status,
            record.history_date,
            who(record.history_user),
            record.text if record.status == Explanation.Status.SUBMITTED else "",
            record.decision_reason,
        )
        for record in records
    ]


def decidable_explanations(user: User | AnonymousUser) -> ExplanationQuerySet:
    """Explanations of the issuers a user sees."""
    return Explanation.objects.visible_to(user).select_related("issuer")


def explanation_rule() -> Rule | None:
    """The rule that asks for the explanation, with its article; None where no preset holds it."""
    return Rule.objects.filter(check_name=RULE).select_related("preset").order_by("pk").first()


def _rows(issuers: Sequence[Office], year: int, as_of: date) -> list[ExplanationRow]:
    span = year_to_date(year, as_of)
    now = sent(issuers, span)
    before = baseline_years(issuers, Side.SENT, Count.OFFICIAL, year - 1, year_span(year))
    handed_in = {
        (row.issuer_id, row.kind): row
        for row in Explanation.objects.filter(issuer__in=issuers, year=year).select_related(
            "decided_by", "submitted_by"
        )
    }
    allowed = timedelta(days=Norm.objects.on(as_of)[Norm.Code.EXPLANATION_DAYS])
    found = []
    for issuer, kind in product(issuers, Kind.values):
        key = (issuer.pk, kind)
        counted = now.get(key, Landed(kind)).official
        last_year = before[key].number if key in before else None
        passed_on = _passed_on(issuer, kind, year, last_year, counted, span.last)
        due_on = _due_on(passed_on, handed_in.get(key), allowed)
        row = ExplanationRow(issuer, kind, year, counted, last_year, passed_on, due_on, handed_in.get(key), span.last)
        found.append(row)
    return found


def _due_on(passed_on: date | None, explanation: Explanation | None, allowed: timedelta) -> date | None:
    """So many days after the count passed; after it was returned, so many days from then."""
    if passed_on is None:
        return None
    if explanation is None or explanation.status != Explanation.Status.RETURNED or explanation.decided_at is None:
        return passed_on + allowed
    return timezone.localdate(explanation.decided_at) + allowed


def _passed_on(issuer: Office, kind: str, year: int, last_year: int | None, counted: int, as_of: date) -> date | None:
    """The day of the first official item beyond last year's number; None without such a number or such an item."""
    if last_year is None or counted <= last_year:
        return None
    days = _official(issuer, kind, year).filter(day__lte=as_of).values_list("day", "item").distinct()
    return days.order_by("day", "item")[last_year][0]


def _official(issuer: Office, kind: str, year: int) -> DeliveryQuerySet:
    return Delivery.objects.standing().during(year_span(year)).filter(issuer=issuer, kind=kind, official=True)


def _senders(area: Office, year: int) -> list[Office]:
    """Offices of the area that sent anything this year."""
    months = months_of_year(year)
    sending = Office.objects.within(area).filter(sent_loads__month__range=(months[0], months[-1]))
    return list(sending.distinct())
