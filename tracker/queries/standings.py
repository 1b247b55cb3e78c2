"""Each office and kind against its target: count, baseline, ceiling and standing, ready for page and sheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tracker.measures.ceiling import remaining
from tracker.measures.pace import straight_share
from tracker.measures.reduction import change, share
from tracker.measures.standing import Judgement, judge
from tracker.models.baselines import Count, Side
from tracker.models.counting_rules import CountingRule
from tracker.models.kinds import Kind
from tracker.models.norms import Norm
from tracker.models.offices import Office
from tracker.models.targets import Target
from tracker.periods import year_to_date
from tracker.queries.baselines import BaselineYear, baseline_years, number_of
from tracker.queries.ceilings import ceiling_of
from tracker.queries.landings import Landed, received, sent
from tracker.queries.silence import silent_offices
from tracker.queries.targets import targets_in_force


@dataclass(frozen=True, slots=True)
class StandingRow:
    """One office and kind, this year to date.

    landed: this year so far, both counts. before: the base year to the same day, both counts; None without a ledger.
    baseline: the base year (the target's, or last year without a target); None when nothing is known of it.
    ceiling: items allowed this year; None without a target or without a baseline. season: see measures.pace.
    count: which count the target and the ceiling speak of.
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

    @property
    def counted(self) -> int:
        """The figure that stands against the ceiling."""
        return number_of(self.landed, self.count)

    @property
    def before(self) -> Landed | None:
        return None if self.baseline is None else self.baseline.ledger

    @property
    def official_change(self) -> Decimal | None:
        """Change of the official count against the same span of the base year; None without a ledger or from zero."""
        return None if self.before is None else change(self.before.official, self.landed.official)

    @property
    def full_change(self) -> Decimal | None:
        return None if self.before is None else change(self.before.full, self.landed.full)

    @property
    def minutes_change(self) -> Decimal | None:
        return None if self.before is None else change(self.before.full_minutes, self.landed.full_minutes)

    @property
    def used(self) -> Decimal | None:
        """Share of the ceiling used up: 1.02 is 2 % over. None without a ceiling or with a ceiling of zero."""
        return None if self.ceiling is None else share(self.counted, self.ceiling)

    @property
    def remaining(self) -> int | None:
        """How many more this year; None without a ceiling."""
        return None if self.ceiling is None else remaining(self.ceiling, self.counted)


Standings = dict[tuple[int, str], StandingRow]


def standings(
    offices: Sequence[Office],
    year: int,
    as_of: date,
    side: str = Side.RECEIVED,
    count: str = Count.OFFICIAL,
    under: CountingRule | None = None,
) -> Standings:
    """A row for every office and kind, by (office id, kind). under: replayed under this version of the rule."""
    span = year_to_date(year, as_of)
    landed = received(offices, span, under) if side == Side.RECEIVED else sent(offices, span, under=under)
    targets = targets_in_force(offices, side, count, span.last)
    years = {target.baseline_year for target in targets.values() if target.baseline_year} | {year - 1}
    baselines = {base: baseline_years(offices, side, count, base, span, under) for base in years}
    silent = silent_offices(offices, span.last) if side == Side.RECEIVED else set()
    band = Decimal(Norm.objects.on(as_of)[Norm.Code.PACE_BAND]) / 100
    return {
        (office.pk, kind): _row(
            office,
            landed.get((office.pk, kind), Landed(kind)),
            targets.get((office.pk, kind)),
            baselines,
            span.last,
            band,
            silent=office.pk in silent,
            count=count,
        )
        for office in offices
        for kind in Kind.values
    }


def _row(
    office: Office,
    landed: Landed,
    target: Target | None,
    baselines: dict[int, dict[tuple[int, str], BaselineYear]],
    as_of: date,
    band: Decimal,
    *,
    silent: bool,
    count: str,
) -> StandingRow:
    base_year = (target.baseline_year if target else None) or as_of.year - 1
    baseline = baselines[base_year].get((office.pk, landed.kind))
    ceiling = ceiling_of(target, baseline)
    season = _season(target, baseline, as_of)
    judgement = judge(number_of(landed, count), ceiling, season, band, has_target=target is not None, silent=silent)
    return StandingRow(office, landed.kind, landed, baseline, target, ceiling, season, judgement, count)


def _season(target: Target | None, baseline: BaselineYear | None, as_of: date) -> Decimal | None:
    """By the base year's own season where its ledger is there; by the days of the year for a number alone."""
    if target is None:
        return None
    if baseline is not None and baseline.season is not None:
        return baseline.season
    return straight_share(as_of.year, as_of)
