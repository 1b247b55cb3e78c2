"""Standing (状态): over, near, within or unknown, with the reason. The order of the questions is the rule."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Standing(StrEnum):
    OVER = "over"
    NEAR = "near"
    WITHIN = "within"
    UNKNOWN = "unknown"


class Reason(StrEnum):
    CEILING_PASSED = "ceiling_passed"
    AHEAD_OF_SEASON = "ahead_of_season"
    CEILING_REACHED = "ceiling_reached"
    UNDER_PACE = "under_pace"
    NO_TARGET = "no_target"
    NO_BASELINE = "no_baseline"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A standing and why. `expected` is the count the season allows by now; None where nothing could be expected."""

    standing: Standing
    reason: Reason
    expected: Decimal | None = None


def judge(
    count: int, ceiling: int | None, season: Decimal | None, band: Decimal, *, has_target: bool, silent: bool
) -> Judgement:
    """Judge a count against its ceiling.

    count: items so far this year. ceiling: items allowed this year; None when it could not be computed.
    season: share of the year's load that normally has landed by now (see measures.pace); None without a season.
    band: share of the expected count by which the pace may be passed before it is called near.
    silent: nothing was logged lately, so a low count is no evidence.

    Over is certain whatever is missing; without evidence nothing is ever within.
    Raises ValueError for a negative count.
    """
    if count < 0:
        raise ValueError(f"A count cannot be negative: {count=}.")
    if not has_target:
        return Judgement(Standing.UNKNOWN, Reason.NO_TARGET)
    if ceiling is None:
        return Judgement(Standing.UNKNOWN, Reason.NO_BASELINE)
    expected = None if season is None else season * ceiling
    if count > ceiling:
        return Judgement(Standing.OVER, Reason.CEILING_PASSED, expected)
    if silent:
        return Judgement(Standing.UNKNOWN, Reason.SILENT, expected)
    if expected is None:
        return Judgement(Standing.UNKNOWN, Reason.NO_BASELINE)
    if count > expected * (1 + band):
        return Judgement(Standing.NEAR, Reason.AHEAD_OF_SEASON, expected)
    if count == ceiling and season is not None and season < 1:
        return Judgement(Standing.NEAR, Reason.CEILING_REACHED, expected)
    return Judgement(Standing.WITHIN, Reason.UNDER_PACE, expected)
