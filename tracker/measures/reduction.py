"""Reduction rate (压减率) and year-on-year change (同比)."""

from decimal import Decimal


def reduction(baseline: int, current: int) -> Decimal | None:
    """Share of the baseline that is gone: 0.30 means 30 % fewer. Negative when there are more.

    None when the baseline is zero: a share of nothing is not a number. Not rounded.
    Raises ValueError for negative counts. Source: 压减率 = (基期 − 本期) ÷ 基期.
    """
    if baseline < 0 or current < 0:
        raise ValueError(f"Counts cannot be negative: {baseline=}, {current=}.")
    if baseline == 0:
        return None
    return Decimal(baseline - current) / Decimal(baseline)


def change(before: int, now: int) -> Decimal | None:
    """Year-on-year change: −0.30 means 30 % fewer. The reduction with its sign turned, with the same edge cases.

    Source: 同比 = (本期 − 上年同期) ÷ 上年同期.
    """
    share = reduction(before, now)
    return None if share is None else -share


def share(part: int, whole: int) -> Decimal | None:
    """Part of a whole: 0.8 means 80 %. None when the whole is zero. Not rounded."""
    if part < 0 or whole < 0:
        raise ValueError(f"Counts cannot be negative: {part=}, {whole=}.")
    return Decimal(part) / Decimal(whole) if whole else None
