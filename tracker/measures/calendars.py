"""Days in a calendar: how dark a day is among the days of its year, and what lies outside working hours."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import time

STEPS = 4  # shades that an eye, and a copier, still tell apart
OPENS, CLOSES = time(8), time(18)  # what begins earlier or later takes people's own time


def bounds_of(values: Iterable[int]) -> tuple[int, ...]:
    """What each of the four steps reaches up to, each holding about a fourth of the days on which anything landed.

    Ascending, the last one the most of all; fewer than four where few values differ, none where every day is empty.
    """
    known = sorted(value for value in values if value > 0)
    cuts = {known[-(-len(known) * step // STEPS) - 1] for step in range(1, STEPS + 1)} if known else set()
    return tuple(sorted(cuts))


def step_of(value: int, bounds: Sequence[int]) -> int:
    """0 for nothing, then 1 to 4, the most always 4. What exceeds every bound belongs to the last step."""
    if value <= 0 or not bounds:
        return 0
    return min(bisect_left(bounds, value), len(bounds) - 1) + 1 + STEPS - len(bounds)


def is_out_of_hours(starts_at: time) -> bool:
    """Whether something that begins then lies in the evening (晚), or in the early morning."""
    return starts_at >= CLOSES or starts_at < OPENS
