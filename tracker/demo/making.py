"""Makes the demo's two years of items in memory: month by month, kind by kind, then the planted problems."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from random import Random

from tracker.demo.county import County, Issuer, Town
from tracker.demo.data import read
from tracker.demo.days import pick_day
from tracker.demo.documents import make_document
from tracker.demo.drafts import Draft, Period, chance, landings_of
from tracker.demo.inspections import make_inspection
from tracker.demo.meetings import BODIES, make_meeting
from tracker.demo.numbering import number
from tracker.demo.planting import planted_drafts
from tracker.demo.spreading import Taken, spread
from tracker.demo.volumes import Stratum, pool_size
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.periods import month_of, months_of_year
from tracker.rules.counting import clauses_on, count_officially
from tracker.rules.emergencies import covered_by_day

MAKERS: dict[Kind, Callable[..., Item]] = {
    Kind.MEETING: make_meeting,
    Kind.DOCUMENT: make_document,
    Kind.INSPECTION: make_inspection,
}
BREADTH_SPREAD = 1.2
SILENT_FOR = timedelta(days=50)


def make_drafts(county: County, today: date, seed: int, scale: float) -> list[Draft]:
    """Everything from 1 January of last year to today, in the order of days, each with at least one receiver.

    The same seed and day make the same drafts. On a later day the past stays as it was, but for the planted problems
    whose day has come and the town that has gone silent.
    """
    planting = Period(month_of(today), False, _random(seed, "planted"), set())
    planted = number(planted_drafts(county, today, planting))
    taken = _taken(planted)
    drafts = [draft for period in _periods(today, seed) for draft in _month(county, period, scale, taken)]
    drafts += planted
    for draft in drafts:
        draft.receivers = _without_gaps(draft, county, today)
    return number([draft for draft in drafts if draft.receivers and draft.item.day <= today])


def _periods(today: date, seed: int) -> Iterator[Period]:
    for year in (today.year - 1, today.year):
        used: set[tuple[int, str]] = set()
        for month in months_of_year(year):
            if month <= month_of(today):
                yield Period(month, year < today.year, _random(seed, month), used)


def _month(county: County, period: Period, scale: float, taken: Counter[Taken]) -> Iterator[Draft]:
    for kind in MAKERS:
        for official in (True, False):
            stratum = Stratum(kind, official, period, scale)
            pool = [_draft(county, kind, official, period) for _number in range(pool_size(county, stratum))]
            spread(county, pool, stratum, taken)
            yield from pool


def _taken(planted: list[Draft]) -> Counter[Taken]:
    """How many planted things each office has of each kind and month, counted officially or not."""
    clauses_of, covered = cache(clauses_on), covered_by_day()
    for draft in planted:
        count_officially(draft.item, clauses_of(draft.item.day), covered)
    return Counter(
        (office.pk, draft.item.kind, draft.item.official, month_of(draft.item.day))
        for draft, office in landings_of(planted)
    )


def _draft(county: County, kind: Kind, official: bool, period: Period) -> Draft:
    issuer = _issuer(county, kind, official, period)
    item = MAKERS[kind](issuer, pick_day(period, kind), period, official=official)
    return Draft(
        item,
        issuer,
        breadth=period.rng.lognormvariate(0, BREADTH_SPREAD),
        villages=chance(period.rng, read("volumes")["reach_villages"][kind]),
    )


def _issuer(county: County, kind: Kind, official: bool, period: Period) -> Issuer:
    """Few send much and many send little. Who cut the official documents most writes the most memos instead."""
    weights = [_weight(issuer, kind, official, period) for issuer in county.issuers]
    return period.rng.choices(county.issuers, weights)[0]


def _weight(issuer: Issuer, kind: Kind, official: bool, period: Period) -> float:
    if not official and kind != Kind.MEETING and issuer.office.kind in BODIES:
        return 0
    if period.is_base_year or kind != Kind.DOCUMENT:
        return issuer.weight
    return issuer.weight * (issuer.trend if official else 2 - issuer.trend)


def _without_gaps(draft: Draft, county: County, today: date) -> list[Office]:
    closed = [town for town in county.towns if _is_gap(town, draft.item.day, today)]
    return [office for office in draft.receivers if not any(town.office.contains(office) for town in closed)]


def _is_gap(town: Town, day: date, today: date) -> bool:
    """A town that has gone silent has nothing lately; one without a baseline has nothing of last year."""
    if town.gap == "silent":
        return day > today - SILENT_FOR
    return town.gap == "no_baseline" and day.year < today.year


def _random(seed: int, part: object) -> Random:
    """Reproducible on every machine: a text seeds through SHA-512. Nothing secret is drawn from it."""
    return Random(f"{seed}/{part}")  # noqa: S311
