"""What a proposal would cost those who receive it (发前算账): the costs of its landings, before there are any."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.models.counting_rules import CountingClause
from tracker.models.deliveries import Delivery
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.norms import Norm
from tracker.models.offices import Office
from tracker.models.plans import PlanLine
from tracker.rules.counting import count_officially
from tracker.rules.proposals import Proposal
from tracker.rules.time_costs import Norms, demands, parts_of

Format = Item.DocumentFormat
NUMBERED = (Format.RED_HEAD, Format.LETTER, Format.TELEGRAM)
NUMBER_TO_COME = "（待编）"  # a draft of these forms is given a number when it is sent, and counts as numbered


class Part(StrEnum):
    """What a price is made of."""

    SPENT = "spent"
    TRAVEL = "travel"
    PREPARATION = "preparation"
    REPORT = "report"
    FORM = "form"
    TRACE = "trace"


DEMANDED = {
    Norm.Code.REPORT_MINUTES: Part.REPORT,
    Norm.Code.FORM_MINUTES: Part.FORM,
    Norm.Code.TRACE_MINUTES: Part.TRACE,
}


@dataclass(frozen=True, slots=True)
class PricePart:
    """people × minutes × times at each office; people is None where the minutes are the office's as a whole."""

    part: Part
    minutes: int
    people: int | None = None
    times: int = 1

    @property
    def each(self) -> int:
        """Person-minutes of one office."""
        return (1 if self.people is None else self.people) * self.minutes * self.times


@dataclass(frozen=True, slots=True)
class Price:
    """Person-minutes. Every office costs the same, for nobody told anything of them apart; parts of nothing are
    left out."""

    parts: tuple[PricePart, ...]
    offices: tuple[Office, ...]

    @property
    def each(self) -> int:
        return sum(part.each for part in self.parts)

    @property
    def total(self) -> int:
        return self.each * len(self.offices)


def price_of(proposal: Proposal, norms: Norms) -> Price:
    """By the same rule and norms as the landings of the item once it is logged (rules.time_costs).

    A report that is asked for several times costs as often; an item itself knows only that a report is asked for.
    """
    item = drafted_item(proposal, proposal.day or date.min)
    told = parts_of(Delivery(item=item, people=proposal.people), item, norms)
    asked = demands(item, norms)
    parts = [
        PricePart(Part.SPENT, told.minutes, told.people),
        PricePart(Part.TRAVEL, told.travel, told.people),
        PricePart(Part.PREPARATION, told.preparation - sum(asked.values())),
    ]
    for code, minutes in asked.items():
        part = DEMANDED[code]
        parts.append(PricePart(part, minutes, times=proposal.report_times if part is Part.REPORT else 1))
    return Price(tuple(part for part in parts if part.each), proposal.offices)


def drafted_item(proposal: Proposal, day: date) -> Item:
    """An unsaved item as it would be logged on a day, as far as the proposal tells it."""
    item = Item(kind=proposal.kind, issuer=proposal.issuer, title=proposal.title, day=day)
    for name in _SHARED + _OF_KIND[Kind(proposal.kind)]:
        setattr(item, name, getattr(proposal, name))
    if item.kind == Kind.INSPECTION:
        item.plan_status = Item.PlanStatus.PLANNED if proposal.planned else Item.PlanStatus.UNPLANNED
    if item.document_format in NUMBERED:
        item.document_number = NUMBER_TO_COME
    return item


def judged_item(proposal: Proposal, day: date, clauses: Iterable[CountingClause]) -> Item:
    """The same with its verdict: whether it would count officially."""
    item = drafted_item(proposal, day)
    count_officially(item, clauses)
    return item


def planned_line(proposal: Proposal, price: Price, recipients: str) -> PlanLine:
    """An unsaved line of a plan that says the same and costs the same. recipients: the receivers in words."""
    return PlanLine(
        kind=proposal.kind,
        title=proposal.title[: PlanLine._meta.get_field("title").max_length],
        month=proposal.day.month if proposal.day else None,
        day=proposal.day,
        recipients=recipients,
        recipient_count=len(proposal.offices),
        people=proposal.people,
        minutes=proposal.minutes,
        person_minutes=price.total,
    )


_SHARED = ("required_rank", "asks_report", "asks_form", "asks_trace", "deadline", "emergency", "comprehensive")
_OF_KIND: dict[Kind, tuple[str, ...]] = {
    Kind.MEETING: ("starts_at", "minutes", "meeting_form", "meeting_name", "meeting_category"),
    Kind.DOCUMENT: ("document_format", "genre", "characters"),
    Kind.INSPECTION: ("starts_at", "minutes", "inspection_type"),
}
