"""What the page of a price shows, card by card, and the same as a record that is kept."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from tracker.measures.half_days import HalfDay
from tracker.models.kinds import Kind
from tracker.models.presets import Rule
from tracker.queries.facts import grounds
from tracker.queries.occasions import Occasion
from tracker.queries.prices import Quota, Reckoning, TownPrice, Week
from tracker.queries.similarities import Similar
from tracker.sentences.checks import TouchWords, article_words, kept_words, rule_address, touch_words
from tracker.sentences.prices import (
    day_words,
    each_words,
    free_words,
    merge_words,
    occasion_words,
    part_label,
    part_sum,
    price_finding,
    quota_finding_after,
    rules_finding,
    similar_finding,
    similar_words,
    variant_words,
    variants_finding,
    week_finding,
)
from tracker.sentences.quotas import forecast_words
from tracker.sentences.units import official_unit

SHOWN_OCCASIONS = 12


@dataclass(frozen=True, slots=True)
class PartRow:
    label: str
    sum: str
    minutes: int


@dataclass(frozen=True, slots=True)
class SimilarRow:
    """text: the title, or what may be told instead. pk: None where the reader may not open it."""

    day: date
    text: str
    issuer: str
    score: int
    pk: int | None
    reached: int


@dataclass(frozen=True, slots=True)
class WayRow:
    """One cheaper way: the value its button sends, what it does, what is saved and what is left."""

    value: str
    text: str
    saved: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One half-day of the week: how many things take it up, and whether the proposal would."""

    number: int
    offices: int
    is_wanted: bool
    is_free: bool


@dataclass(frozen=True, slots=True)
class DayColumn:
    """One day of the week: its two half-days, and what falls due."""

    day: date
    words: str
    halves: list[Cell]
    due: int


@dataclass(frozen=True, slots=True)
class OccasionRow:
    """bundle: the value that the button for holding both together sends; "" where that is no choice."""

    when: str
    text: str
    pk: int | None
    note: str
    bundle: str


@dataclass(frozen=True, slots=True)
class WeekCard:
    """free: the value that the button of the free half-day sends; "" without one."""

    title: str
    whole_day: bool
    columns: list[DayColumn]
    clashes: list[OccasionRow]
    more: int
    free: str
    free_words: str


@dataclass(frozen=True, slots=True)
class Answers:
    """One reckoning as it is shown. minutes are person-minutes.

    rules_title: "" while nothing is said that rules could be asked about. assessed_by: article and address of the rule
    that asks for an assessment; None where none does.
    """

    price_title: str
    parts: list[PartRow]
    minutes: int
    offices: int
    each: str
    towns: list[TownPrice]
    quota_title: str
    quota: Quota
    forecast: str
    forecast_after: str
    unit: str
    counts: bool
    grounds: str
    rules_title: str
    touches: list[TouchWords]
    kept: str
    similar_title: str
    similar: list[SimilarRow]
    merge: str
    week: WeekCard | None
    ways_title: str
    ways: list[WayRow]
    assessed_by: tuple[str, str] | None


def answers(found: Reckoning) -> Answers:
    price, kind = found.price, found.proposal.kind
    is_begun = bool(found.proposal.title or found.proposal.offices)
    touches = found.checked.touches if is_begun else ()
    return Answers(
        price_title=price_finding(price, kind),
        parts=[
            PartRow(part_label(part, kind), part_sum(part, len(price.offices)), part.each * len(price.offices))
            for part in price.parts
        ],
        minutes=price.total,
        offices=len(price.offices),
        each=each_words(price, found.working_minutes),
        towns=found.towns,
        quota_title=quota_finding_after(found.quota),
        quota=found.quota,
        forecast=forecast_words(found.quota.row),
        forecast_after=forecast_words(found.quota.row, 1) if found.quota.counts else "",
        unit=official_unit(kind),
        counts=found.quota.counts,
        grounds=grounds(found.item),
        rules_title=rules_finding(len(touches), sum(touch.is_hard for touch in touches)) if is_begun else "",
        touches=[touch_words(touch) for touch in touches],
        kept=kept_words(found.checked),
        similar_title=similar_finding(found.similar),
        similar=[_similar_row(one) for one in found.similar],
        merge=merge_words(found.similar, len(price.offices)),
        week=_week_card(found.week) if found.week else None,
        ways_title=variants_finding(found.variants),
        ways=[WayRow(one.way, variant_words(one), one.saved, one.minutes) for one in found.variants],
        assessed_by=_article(found.assessment_rule) if found.assessment_rule else None,
    )


def _article(rule: Rule) -> tuple[str, str]:
    return article_words(rule), rule_address(rule)


def frozen(shown: Answers) -> dict[str, Any]:
    """The answers as plain data for a record: in the words of the day, so that no later rule rewrites them."""
    row = shown.quota.row
    return {
        "price": shown.price_title,
        "parts": [asdict(part) for part in shown.parts],
        "minutes": shown.minutes,
        "offices": shown.offices,
        "each": shown.each,
        "towns": [asdict(town) for town in shown.towns],
        "quota": shown.quota_title,
        "forecast": shown.forecast,
        "forecast_after": shown.forecast_after,
        "counted": row.counted,
        "ceiling": row.ceiling,
        "counts": shown.counts,
        "grounds": shown.grounds,
        "rules": shown.rules_title,
        "touches": [_frozen_touch(touch) for touch in shown.touches],
        "kept": shown.kept,
        "similar_title": shown.similar_title,
        "similar": [f"{one.day:%Y-%m-%d} {one.text}" for one in shown.similar],
        "week": shown.week.title if shown.week else "",
        "clashes": [f"{one.when} {one.text}" for one in shown.week.clashes] if shown.week else [],
    }


def _frozen_touch(touch: TouchWords) -> dict[str, Any]:
    return {
        "symbol": touch.symbol,
        "word": str(touch.word),
        "tone": touch.tone,
        "fact": str(touch.fact),
        "remedy": str(touch.remedy),
        "articles": [str(article) for article, _address in touch.articles],
    }


def _similar_row(one: Similar) -> SimilarRow:
    text, pk = (one.item.title, one.item.pk) if one.is_open else (similar_words(one), None)
    return SimilarRow(one.item.day, text, one.item.issuer_name, one.score, pk, len(one.reached))


def _week_card(week: Week) -> WeekCard:
    free = f"{week.free.day.isoformat()}/{'pm' if week.free.is_afternoon else 'am'}" if week.free else ""
    return WeekCard(
        title=week_finding(week),
        whole_day=week.whole_day,
        columns=[_column(week, week.days.first + timedelta(number)) for number in range(week.days.days)],
        clashes=[_occasion_row(one, week.bundles) for one in week.clashes[:SHOWN_OCCASIONS]],
        more=max(0, len(week.clashes) - SHOWN_OCCASIONS),
        free=free,
        free_words=free_words(week) if week.clashes else "",
    )


def _column(week: Week, day: date) -> DayColumn:
    here = [one for one in week.occasions if one.day == day]
    halves = [_cell(week, HalfDay(day, afternoon), here) for afternoon in (False, True)]
    return DayColumn(day, day_words(day), halves, sum(one.is_due for one in here))


def _cell(week: Week, half: HalfDay, here: Sequence[Occasion]) -> Cell:
    taken = [one for one in here if half in one.half_days]
    return Cell(len(taken), max((one.offices for one in taken), default=0), half in week.wanted, half == week.free)


def _occasion_row(one: Occasion, bundles: bool) -> OccasionRow:
    when = one.starts_at.strftime("%H:%M") if one.starts_at else ""
    note = "planned" if one.is_planned else "recurs" if one.recurs else ""
    bundle = f"{one.day.isoformat()}/{when}" if bundles and when and one.kind == Kind.MEETING else ""
    return OccasionRow(when, occasion_words(one), one.item, note, bundle)
