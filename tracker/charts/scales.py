"""Where a value lies on paper. Every axis starts at 0 and is never cut."""

from collections.abc import Sequence
from dataclasses import dataclass

LABEL_GAP = 14.0


@dataclass(frozen=True, slots=True)
class Scale:
    """Values from 0 to `top` along pixels from `start` (the zero) to `end`. The top is at least 1."""

    top: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        return self.start + (self.end - self.start) * min(value / max(self.top, 1), 1)


def ticks(top: float, most: int = 3) -> list[int]:
    """Round whole numbers above 0 and up to `top`, at most `most` of them: multiples of 1, 2 or 5 and their tens."""
    power = 1
    while True:
        for step in (power, 2 * power, 5 * power):
            if top < step * (most + 1):
                return list(range(step, int(top) + 1, step))
        power *= 10


def spread(places: Sequence[float], low: float, high: float, gap: float = LABEL_GAP) -> list[float]:
    """Labels moved as little as needed to stand `gap` apart between low and high, in the order they came.

    When there are too many for the room they start at `low` and run beyond `high`.
    """
    order = sorted(range(len(places)), key=lambda index: places[index])
    moved = [0.0] * len(places)
    at = low - gap
    for index in order:
        at = moved[index] = max(places[index], at + gap)
    limit = high
    for index in reversed(order):
        limit = moved[index] = min(moved[index], limit)
        limit -= gap
    overrun = low - min(moved, default=low)
    return [place + max(overrun, 0) for place in moved]
