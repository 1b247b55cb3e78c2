"""Each office and kind against its target: count, baseline, ceiling and standing, ready for page and sheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from tracker.measures.allowance import Allowance, allowance
from tracker.measures.ceiling import remaining
from tracker.measures.forecast import Forecast
from tracker.measures.pace import seasonal_share
from tracker.measures.reduction import change, share
from tracker.measures.standing import Doubts, Judgement, held_to_same_period, judge
from tracker.models.baselines import Count, Side
from tracker.models.counting_rules import CountingRule
from tracker.models.findings import Finding
from tracker.models.kinds import Kind
from tracker.models.norms import Norm
from tracker.models.offices import Office
from tracker.models.overruns import Overrun
from tracker.models.targets import Target
from tracker.periods import month_of, month_span
from tracker.queries.baselines import BaselineYear, number_of
from tracker.queries.ceilings import NO_CEILING, Ceiling, ceilings_of, judges_same_period
from tracker.queries.completeness import Gap
from tracker.queries.grounds import Ground, ground_of
from tracker.queries.landings import Landed
from tracker.queries.overruns import overruns_in_force
from tracker.queries.targets import targets_in_force
from tracker.queries.workdays import year_shares


@dataclass(frozen=True, slots=True)
class StandingRow:
    """One office and kind, this year to date.

    landed: this year so far, both counts. before: the base year to the same day, both counts; None without a ledger.
    baseline: the base year (the target's, or last year without a target); None when nothing is known of it.
    ceiling: items allowed this year; None without a target or without a baseline. season: see measures.pace.
    count: which count the target and the ceiling speak of. made_of: how the ceiling comes about, or why there is none.
    by_month_end: the season's share by the end of that month. forecast: the end of the year; None without a past year.
    gap: what is missing of the ledger; None when it is complete. findings: those that nobody has settled.
    overrun: what somebody accepted above the ceiling; the standing stays over.
    predecessors: offices that had been merged into this one. inherited: what landed on them this year and not on the
    office itself; it stands against the ceiling too, because their baseline is part of this one.
    """

    office: Office
    kind: str
    landed: Landed
    baseline: BaselineYear | None
    target: Target | None
    ceiling: int | None
    season: Decimal | None
    judgement: Judgement
    count: str = Count.OFFICIAL
    made_of: Ceiling = NO_CEILING
    side: str = Side.RECEIVED
    gap: Gap | None = None
    findings: Sequence[Finding] = ()
    by_month_end: Fraction | None = None
    forecast: Forecast | None = None
    overrun: Overrun | None = None
    predecessors: Sequence[Office] = ()
    inherited: Landed | None = None

    @property
    def counted(self) -> int:
        """The figure that stands against the ceiling."""
        return number_of(self.whole, self.count)

    @property
    def whole(self) -> Landed:
        """This year with what was inherited: what is compared with the base year."""
        return self.landed if self.inherited is None else self.landed + self.inherited

    @property
    def before(self) -> Landed | None:
        return None if self.baseline is None else self.baseline.ledger

    @property
    def official_change(self) -> Decimal | None:
        """Change of the official count against the same span of the base year; None without a ledger or from zero."""
        return None if self.before is None else change(self.before.official, self.whole.official)

    @property
    def full_change(self) -> Decimal | None:
        return None if self.before is None else change(self.before.full, self.whole.full)

    @property
    def minutes_change(self) -> Decimal | None:
        return None if self.before is None else change(self.before.full_minutes, self.whole.full_minutes)

    @property
    def used(self) -> Decimal | None:
        """Share of the ceiling used up: 1.02 is 2 % over. None without a ceiling or with a ceiling of zero."""
        return None if self.ceiling is None else share(self.counted, self.ceiling)

    @property
    def remaining(self) -> int | None:
        """How many more this year; None without a ceiling."""
        return None if self.ceiling is None else remaining(self.ceiling, self.counted)

    @property
    def allowance(self) -> Allowance | None:
        """How many more this month and this year; None without a ceiling or a season to go by."""
        if self.ceiling is None or self.by_month_end is None:
            return None
        return allowance(self.counted, self.ceiling, self.by_month_end)


Standings = dict[tuple[int, str], StandingRow]


@dataclass(frozen=True, slots=True)
class _Yardstick:
    """What all rows of a page are judged by alike, on `day`.

    band, likely: see Norm. working, working_by_month_end: share of the year's working days that is over.
    """

    day: date
    band: Decimal
    likely: Decimal
    working: Fraction
    working_by_month_end: Fraction


def standings(
    offices: Sequence[Office],
    year: int,
    as_of: date,
    side: str = Side.RECEIVED,
    count: str = Count.OFFICIAL,
    under: CountingRule | None = None,
) -> Standings:
    """A row for every office and kind, by (office id, kind). under: replayed under this version of the rule."""
    return standings_on(ground_of(offices, year, as_of, side, under), count)


def standings_on(ground: Ground, count: str, offices: Sequence[Office] | None = None) -> Standings:
    """The same in one count, from what was read of a side already; offices: of these alone."""
    offices = ground.offices if offices is None else offices
    side, under, day = ground.side, ground.under, ground.span.last
    targets = targets_in_force(offices, side, count, day)
    years = {target.baseline_year for target in targets.values() if target.baseline_year} | {ground.year - 1}
    baselines = {base: ground.baselines(base, count) for base in years}
    ceilings = ceilings_of(offices, targets, baselines, side, count, under)
    accepted = overruns_in_force(offices, side, count, day)
    yardstick = _yardstick(day)
    numbers = {
        key: None if ceiling.number is None else ceiling.number - _inherited(ground, key, count)
        for key, ceiling in ceilings.items()
    }
    told = ground.forecasts(offices, count, numbers)
    return {
        (office.pk, kind): _row(
            office,
            ground.landed.get((office.pk, kind), Landed(kind)),
            targets.get((office.pk, kind)),
            ceilings.get((office.pk, kind), NO_CEILING),
            baselines,
            yardstick,
            gap=ground.missing.get((office.pk, kind)),
            findings=ground.suspicions.get((office.pk, kind), ()),
            overrun=accepted.get((office.pk, kind)),
            forecast=told.get((office.pk, kind)),
            predecessors=ground.merged.get(office.pk, ()),
            whole=ground.whole.get((office.pk, kind), Landed(kind)),
            count=count,
            side=side,
        )
        for office in offices
        for kind in Kind.values
    }


def _inherited(ground: Ground, key: tuple[int, str], count: str) -> int:
    """What of the ceiling those that were merged into an office had used; its own forecast is held to the rest."""
    whole, own = (cells.get(key, Landed(key[1])) for cells in (ground.whole, ground.landed))
    return number_of(whole, count) - number_of(own, count)


def _yardstick(day: date) -> _Yardstick:
    norms = Norm.objects.on(day)
    band, likely = (Decimal(norms[code]) / 100 for code in (Norm.Code.PACE_BAND, Norm.Code.LIKELY_BREACH))
    return _Yardstick(day, band, likely, *year_shares([day, month_span(month_of(day)).last]))


def _row(
    office: Office,
    landed: Landed,
    target: Target | None,
    made_of: Ceiling,
    baselines: dict[int, dict[tuple[int, str], BaselineYear]],
    by: _Yardstick,
    *,
    gap: Gap | None,
    findings: Sequence[Finding],
    overrun: Overrun | None,
    forecast: Forecast | None,
    predecessors: Sequence[Office],
    whole: Landed,
    count: str,
    side: str,
) -> StandingRow:
    base_year = (target.baseline_year if target else None) or by.day.year - 1
    baseline = baselines[base_year].get((office.pk, landed.kind))
    ceiling = made_of.number
    season = _season(target, baseline, by)
    counted = number_of(whole, count)
    judgement = judge(
        counted,
        ceiling,
        season,
        by.band,
        has_target=target is not None,
        doubts=_doubts(gap, findings),
        breach_is_likely=forecast is not None and forecast.breach is not None and forecast.breach >= by.likely,
    )
    judgement = held_to_same_period(judgement, counted, made_of.by_now)
    return StandingRow(
        office, landed.kind, landed, baseline, target, ceiling, season, judgement, count, made_of, side, gap, findings,
        by_month_end=None if season is None else _by_month_end(baseline, by),
        # A successor's months do not hold those of the merged: what they foretell is a warning, not a figure to show.
        forecast=None if predecessors else forecast,
        overrun=overrun,
        predecessors=predecessors,
        inherited=whole - landed if predecessors else None,
    )  # fmt: skip


def _doubts(gap: Gap | None, findings: Sequence[Finding]) -> Doubts:
    return Doubts(
        incomplete=gap is not None and bool(gap.months),
        silent=gap is not None and gap.silent,
        suspected=bool(findings),
    )


def _by_month_end(baseline: BaselineYear | None, by: _Yardstick) -> Fraction:
    known = None if baseline is None else baseline.by_month_end
    return by.working_by_month_end if known is None else known


def _season(target: Target | None, baseline: BaselineYear | None, by: _Yardstick) -> Decimal | None:
    """By the base year's own season where its months are known; by working days for a number alone.

    None against the same period of a year whose months are not known: nothing can be said of a part of it.
    """
    if target is None:
        return None
    if baseline is not None and baseline.season is not None:
        return baseline.season
    if judges_same_period(target):
        return None
    return seasonal_share(by.working.numerator, by.working.denominator)
