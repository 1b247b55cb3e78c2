"""The number a target allows one office: for the year, and by now where it speaks of the same period last year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from tracker.measures.ceiling import ceiling_below_baseline
from tracker.models.counting_rules import CountingRule
from tracker.models.offices import Office
from tracker.models.targets import Target
from tracker.periods import year_span
from tracker.queries.baselines import BaselineYear, baseline_years
from tracker.queries.targets import TargetsInForce, targets_in_force

Baselines = Mapping[int, Mapping[tuple[int, str], BaselineYear]]


class Missing(StrEnum):
    """Why a ceiling cannot be computed."""

    BASELINE = "baseline"
    LINK = "link"
    LINK_CEILING = "link_ceiling"
    CIRCLE = "circle"


@dataclass(frozen=True, slots=True)
class Ceiling:
    """number: items allowed this year, rounded down; None with `missing` when it cannot be computed.

    cut_from: what it was computed from: the baseline, or the ceiling of the base year where targets are chained.
    by_now: items allowed so far, for a target against the same period of last year; else None.
    """

    number: int | None = None
    cut_from: int | None = None
    by_now: int | None = None
    missing: Missing | None = None


NO_CEILING = Ceiling()
Ceilings = dict[tuple[int, str], Ceiling]


def ceilings_of(
    offices: Sequence[Office],
    targets: TargetsInForce,
    baselines: Baselines,
    side: str,
    count: str,
    under: CountingRule | None = None,
) -> Ceilings:
    """The ceiling of each (office id, kind) that has a target. baselines: of every base year the targets speak of."""
    chained = _links(offices, targets, side, count, under)
    return {
        key: _chained(target, chained.get(key))
        if _is_chained(target)
        else ceiling_of(target, _base(target, baselines, key))
        for key, target in targets.items()
    }


def ceiling_of(target: Target, baseline: BaselineYear | None) -> Ceiling:
    """The ceiling of a target that is not chained."""
    if target.type == Target.Type.FIXED:
        return Ceiling(target.number)
    if baseline is None or baseline.number is None:
        return Ceiling(missing=Missing.BASELINE)
    cut = target.share if target.type == Target.Type.BELOW_BASELINE and target.share else Decimal(0)
    by_now = None
    if judges_same_period(target) and baseline.by_now is not None:
        by_now = ceiling_below_baseline(baseline.by_now, cut)
    return Ceiling(ceiling_below_baseline(baseline.number, cut), baseline.number, by_now)


def judges_same_period(target: Target) -> bool:
    """Whether it is kept, or not, on every day of the year, and not only at its end."""
    return target.type == Target.Type.BELOW_BASELINE and target.mode == Target.Mode.SAME_PERIOD


def _is_chained(target: Target) -> bool:
    return target.type == Target.Type.BELOW_BASELINE and target.mode == Target.Mode.CHAINED


def _base(target: Target, baselines: Baselines, key: tuple[int, str]) -> BaselineYear | None:
    return baselines.get(target.baseline_year, {}).get(key) if target.baseline_year else None


def _chained(target: Target, link: Ceiling | None) -> Ceiling:
    """A further share off what the base year's own target allowed, which was a whole number already."""
    if target.base_year is None or target.base_year >= target.year:
        return Ceiling(missing=Missing.CIRCLE)
    if link is None:
        return Ceiling(missing=Missing.LINK)
    if link.number is None:
        return Ceiling(missing=Missing.CIRCLE if link.missing == Missing.CIRCLE else Missing.LINK_CEILING)
    return Ceiling(ceiling_below_baseline(link.number, target.share or Decimal(0)), link.number)


def _links(
    offices: Sequence[Office], targets: TargetsInForce, side: str, count: str, under: CountingRule | None
) -> Ceilings:
    """What the base years' targets allowed at their end, for those that are chained to them.

    Every link lies in an earlier year than the one it serves, so that a chain ends.
    """
    found: Ceilings = {}
    chained = {key: target for key, target in targets.items() if _is_chained(target)}
    for base in {
        target.base_year for target in chained.values() if target.base_year and target.base_year < target.year
    }:
        keys = {key for key, target in chained.items() if target.base_year == base}
        bound = [office for office in offices if any(office.pk == pk for pk, _kind in keys)]
        ceilings = _ceilings_at_the_end_of(base, bound, side, count, under)
        found |= {key: ceilings[key] for key in keys if key in ceilings}
    return found


def _ceilings_at_the_end_of(
    year: int, offices: Sequence[Office], side: str, count: str, under: CountingRule | None
) -> Ceilings:
    targets = targets_in_force(offices, side, count, date(year, 12, 31))
    years = {target.baseline_year for target in targets.values() if target.baseline_year and not _is_chained(target)}
    baselines = {base: baseline_years(offices, side, count, base, year_span(base), under) for base in years}
    return ceilings_of(offices, targets, baselines, side, count, under)
