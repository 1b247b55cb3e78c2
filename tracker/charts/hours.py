"""What it all cost: person-hours by kind, and how much of them the official count does not see."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString

from tracker.charts.addresses import items_address
from tracker.charts.issuer_bars import issuer_bar
from tracker.measures.reduction import change, share
from tracker.models.counting_rules import CountingRule
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.periods import Span
from tracker.queries.standings import StandingRow
from tracker.sentences.capacity import sources_of


@dataclass(frozen=True, slots=True)
class Part:
    label: str
    bar: SafeString
    minutes: int
    share: Decimal | None


@dataclass(frozen=True, slots=True)
class Hours:
    """minutes: person-minutes. change: against the same days of base_year; None unless every kind knows that year.
    sources: how much of it was measured, in words.
    """

    minutes: int
    unseen: Decimal | None
    change: Decimal | None
    base_year: int | None
    parts: list[Part]
    address: str
    sources: str


def hours(cards: list[StandingRow], area: Office, span: Span, under: CountingRule | None = None) -> Hours:
    minutes = sum(card.landed.full_minutes for card in cards)
    official = sum(card.landed.official_minutes for card in cards)
    before, base_year = _before(cards)
    most = max((card.landed.full_minutes for card in cards), default=0)
    return Hours(
        minutes=minutes,
        unseen=share(minutes - official, minutes),
        change=None if before is None else change(before, minutes),
        base_year=base_year,
        parts=[_part(card, most, minutes) for card in cards],
        address=items_address(span, office=area, under=under),
        sources=sources_of([card.landed for card in cards]),
    )


def _part(card: StandingRow, most: int, whole: int) -> Part:
    landed = card.landed
    bar = issuer_bar(landed.official_minutes, landed.full_minutes, most)
    return Part(str(Kind(card.kind).label), bar, landed.full_minutes, share(landed.full_minutes, whole))


def _before(cards: list[StandingRow]) -> tuple[int | None, int | None]:
    years = {card.baseline.year for card in cards if card.baseline and card.before}
    if len(years) != 1 or not all(card.before for card in cards):
        return None, None
    return sum(card.before.full_minutes for card in cards if card.before), years.pop()
