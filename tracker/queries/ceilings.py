"""The number a target allows one office this year, from its baseline."""

from decimal import Decimal

from tracker.measures.ceiling import ceiling_below_baseline
from tracker.models.targets import Target
from tracker.queries.baselines import BaselineYear


def ceiling_of(target: Target | None, baseline: BaselineYear | None) -> int | None:
    """None without a target, and where the baseline it is measured against is not known."""
    if target is None:
        return None
    if target.type == Target.Type.FIXED:
        return target.number
    if baseline is None or baseline.number is None:
        return None
    cut = target.share if target.type == Target.Type.BELOW_BASELINE and target.share else Decimal(0)
    return ceiling_below_baseline(baseline.number, cut)
