"""Where each office and kind will stand at the end of the year, told from its past years and those of its peers."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import Q

from tracker.measures.backtest import habit_for
from tracker.measures.forecast import Forecast, Habit, year_end
from tracker.measures.seasons import Months, outlooks, pasts
from tracker.models.baselines import Side
from tracker.models.counting_rules import CountingRule
from tracker.models.kinds import Kind
from tracker.models.offices import Office, path_after
from tracker.periods import month_of, month_span, year_to_date
from tracker.queries.baselines import number_of
from tracker.queries.landings import Cells, on_side
from tracker.queries.past_months import MonthCells, PastMonths, past_ledger, past_months_from, whole_years

Forecasts = dict[tuple[int, str], Forecast]
Group = tuple[int, ...]  # ids of offices that learn from one another, sorted


@dataclass(frozen=True, slots=True)
class Learnt:
    """What forecasts of some offices are told from, in both counts: their peers, the past, and this year so far."""

    groups: dict[Group, list[int]]
    everyone: list[Office]
    past: MonthCells
    landed: Cells


Known = tuple[Collection[int], Cells]  # ids of offices, and all that landed on them this year so far


def learnt_of(
    offices: Sequence[Office],
    year: int,
    as_of: date,
    side: str,
    under: CountingRule | None = None,
    known: Known = ((), {}),
) -> Learnt:
    """under: replayed under this version of the rule, so that a replay foresees no less than the page itself.

    known: what was read already, under the same version.
    """
    span = year_to_date(year, as_of)
    groups, everyone = peers(offices, side)
    read, landed = known
    rest = [office for office in everyone if office.pk not in read]
    if rest:
        landed = landed | on_side(side, rest, span, under)
    return Learnt(groups, everyone, past_ledger(everyone, side, year, under), landed)


def forecasts(
    offices: Sequence[Office],
    year: int,
    as_of: date,
    side: str,
    count: str,
    ceilings: Mapping[tuple[int, str], int | None],
) -> Forecasts:
    """By (office id, kind), from what had landed by `as_of`. Absent without a past year that had enough items.

    What is told of an office does not depend on the page: it learns from its peers, whoever else is asked for.
    """
    return forecasts_from(learnt_of(offices, year, as_of, side), offices, year, as_of, side, count, ceilings)


def forecasts_from(
    learnt: Learnt,
    offices: Sequence[Office],
    year: int,
    as_of: date,
    side: str,
    count: str,
    ceilings: Mapping[tuple[int, str], int | None],
) -> Forecasts:
    """The same, from what was read already, of these offices or of more."""
    past = past_months_from(learnt.past, learnt.everyone, side, count, year)
    seen = {key: number_of(cell, count) for key, cell in learnt.landed.items()}
    gone = months_gone(year_to_date(year, as_of).last)
    wanted = {office.pk for office in offices}
    told: Forecasts = {}
    for group, its in learnt.groups.items():
        asked = [pk for pk in its if pk in wanted]
        for kind in Kind.values if asked else ():
            told |= _of_group(group, asked, kind, past, seen, gone, year, ceilings)
    return told


def months_gone(day: date) -> float:
    """How much of a year is over by the end of a day, in months: 2.5 by the middle of March."""
    return day.month - 1 + day.day / month_span(month_of(day)).days


def peers(offices: Iterable[Office], side: str) -> tuple[dict[Group, list[int]], list[Office]]:
    """Groups of offices that learn from one another, each with those that were asked for; and all their offices.

    Peers have the same parent. A region that receives, and has no other beside it, learns from what lies below it.
    """
    beside = _children({_parent(office.path) for office in offices})
    lonely = {office.path for office in offices if side == Side.RECEIVED and _is_lonely(office, beside)}
    below = _children(lonely)
    groups: dict[Group, list[int]] = defaultdict(list)
    everyone: dict[int, Office] = {}
    for office in offices:
        group = [office, *below[office.path]] if office.path in lonely else beside[_parent(office.path)]
        groups[tuple(sorted(peer.pk for peer in group))].append(office.pk)
        everyone |= {peer.pk: peer for peer in group}
    return dict(groups), list(everyone.values())


def series_of(group: Group, kind: str, past: PastMonths) -> dict[str, Mapping[int, Months]]:
    """The past years of a group's offices in one kind, by the office's id; those without any are absent."""
    return {str(pk): past[pk, kind] for pk in group if (pk, kind) in past}


def _of_group(
    group: Group,
    asked: Sequence[int],
    kind: str,
    past: PastMonths,
    seen: Mapping[tuple[int, str], int],
    gone: float,
    year: int,
    ceilings: Mapping[tuple[int, str], int | None],
) -> Forecasts:
    series = series_of(group, kind, past)
    years = [each for each in whole_years(series) if each < year]
    if not years:
        return {}
    known = pasts({name: [by_year.get(each, (0,) * 12) for each in years] for name, by_year in series.items()})
    views = outlooks(known, {str(pk): seen.get((pk, kind), 0) for pk in group}, gone)
    habit = _learned(tuple((name, tuple(by_year.items())) for name, by_year in series.items()), tuple(years))
    return {(pk, kind): year_end(views[str(pk)], habit, ceilings.get((pk, kind))) for pk in asked if str(pk) in views}


@lru_cache(maxsize=512)
def _learned(series: tuple[tuple[str, tuple[tuple[int, Months], ...]], ...], years: tuple[int, ...]) -> Habit:
    """The past does not change: what it teaches is kept, under the counts themselves."""
    return habit_for({name: dict(by_year) for name, by_year in series}, years)


def _parent(path: str) -> str:
    return path[: -Office.steplen]


def _is_lonely(office: Office, beside: Mapping[str, Sequence[Office]]) -> bool:
    regions = [peer for peer in beside[_parent(office.path)] if peer.kind == Office.Kind.REGION]
    return office.kind == Office.Kind.REGION and len(regions) == 1


def _children(parents: Iterable[str]) -> dict[str, list[Office]]:
    """By the parent's path; "" is the parent of those at the top."""
    wanted, found = Q(pk__in=[]), defaultdict(list)
    for path in parents:
        below = Q(path__gte=path, path__lt=path_after(path)) if path else Q()
        wanted |= below & Q(depth=len(path) // Office.steplen + 1)
    for office in Office.objects.filter(wanted):
        found[_parent(office.path)].append(office)
    return found
