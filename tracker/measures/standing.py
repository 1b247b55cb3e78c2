"""Standing (状态): over, near, within or unknown, with the reason. The order of the questions is the rule."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

_EXACT = 9  # decimals: a third of 30 is 10, not 9.999…


class Standing(StrEnum):
    OVER = "over"
    NEAR = "near"
    WITHIN = "within"
    UNKNOWN = "unknown"


class Reason(StrEnum):
    CEILING_PASSED = "ceiling_passed"
    PERIOD_PASSED = "period_passed"
    AHEAD_OF_SEASON = "ahead_of_season"
    CEILING_REACHED = "ceiling_reached"
    LIKELY_BREACH = "likely_breach"
    UNDER_PACE = "under_pace"
    NO_TARGET = "no_target"
    NO_BASELINE = "no_baseline"
    INCOMPLETE = "incomplete"
    SILENT = "silent"
    SUSPECTED = "suspected"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A standing and why. `expected` is the count the season allows by now; None where nothing could be expected."""

    standing: Standing
    reason: Reason
    expected: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Doubts:
    """What keeps a low count from being evidence.

    incomplete: of a month that is due, nothing is known. silent: nothing is known of the last days.
    suspected: a disguise is suspected, or confirmed and not yet put right.
    """

    incomplete: bool
    silent: bool
    suspected: bool

    @property
    def reason(self) -> Reason | None:
        """The first doubt; None where nothing is in doubt."""
        if self.incomplete:
            return Reason.INCOMPLETE
        if self.silent:
            return Reason.SILENT
        return Reason.SUSPECTED if self.suspected else None


def judge(
    count: int,
    ceiling: int | None,
    season: Decimal | None,
    band: Decimal,
    *,
    has_target: bool,
    doubts: Doubts,
    breach_is_likely: bool = False,
) -> Judgement:
    """Judge a count against its ceiling.

    count: items so far this year. ceiling: items allowed this year; None when it could not be computed.
    season: share of the year's load that normally has landed by now (see measures.pace); None without a season.
    band: share of the expected count by which the pace may be passed before it is called near.
    breach_is_likely: the year will probably end above the ceiling (see measures.forecast).

    Whatever is missing can only make a count higher: over and near stand in spite of every doubt, and only what is
    free of doubt is ever within.
    Raises ValueError for a negative count.
    """
    if count < 0:
        raise ValueError(f"A count cannot be negative: {count=}.")
    if not has_target:
        return Judgement(Standing.UNKNOWN, Reason.NO_TARGET)
    if ceiling is None:
        return Judgement(Standing.UNKNOWN, Reason.NO_BASELINE)
    expected = None if season is None else season * ceiling
    warning = _warning(count, ceiling, season, band)
    if warning is None and breach_is_likely:
        warning = Reason.LIKELY_BREACH
    if warning is not None:
        standing = Standing.OVER if warning is Reason.CEILING_PASSED else Standing.NEAR
        return Judgement(standing, warning, expected)
    doubt = doubts.reason or (Reason.NO_BASELINE if expected is None else None)
    if doubt is not None:
        return Judgement(Standing.UNKNOWN, doubt, expected)
    return Judgement(Standing.WITHIN, Reason.UNDER_PACE, expected)


def _warning(count: int, ceiling: int, season: Decimal | None, band: Decimal) -> Reason | None:
    """Why it is over or near; None where neither."""
    if count > ceiling:
        return Reason.CEILING_PASSED
    if season is None:
        return None
    if count > round(season * ceiling * (1 + band), _EXACT):
        return Reason.AHEAD_OF_SEASON
    return Reason.CEILING_REACHED if count == ceiling and season < 1 else None


def held_to_same_period(judgement: Judgement, count: int, by_now: int | None) -> Judgement:
    """The judgement of a promise that is to be kept on every day: over as soon as more has landed than allowed so far.

    by_now: items allowed up to this day of the year; None for a promise that speaks of the whole year.
    """
    if by_now is None or count <= by_now or judgement.reason == Reason.CEILING_PASSED:
        return judgement
    return Judgement(Standing.OVER, Reason.PERIOD_PASSED, Decimal(by_now))
