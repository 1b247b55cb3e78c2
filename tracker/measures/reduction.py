"""Reduction rate (压减率), of one office and of several, and year-on-year change (同比)."""

from collections.abc import Sequence
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


def mean_of_reductions(pairs: Sequence[tuple[int, int]]) -> Decimal | None:
    """The mean of each office's own reduction: every office weighs the same, however little it had. Not rounded.

    pairs: baseline and present count of each office; those without a baseline have no rate and are left out.
    None when nobody has a rate. Newspapers print it beside the other without a word, so always name which one it is.
    """
    rates = [rate for rate in (reduction(before, now) for before, now in pairs) if rate is not None]
    return sum(rates, Decimal(0)) / len(rates) if rates else None


def reduction_of_sums(pairs: Sequence[tuple[int, int]]) -> Decimal | None:
    """The reduction of the whole: sums first, then one rate. This is the rate the ledger prints.

    None when the baselines add up to nothing. Source: 压减率 = (Σ基期 − Σ本期) ÷ Σ基期.
    """
    return reduction(sum(before for before, _now in pairs), sum(now for _before, now in pairs))


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
