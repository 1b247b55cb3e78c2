"""Half-days: when people are taken up, and which one nearby is free."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

NOON = time(12)


@dataclass(frozen=True, slots=True, order=True)
class HalfDay:
    """The morning or the afternoon of a day. Ordered as they pass."""

    day: date
    is_afternoon: bool


def half_days_of(day: date, starts_at: time | None, minutes: int | None) -> tuple[HalfDay, ...]:
    """The half-days of one day that something takes up: both where nobody said when it begins.

    minutes: how long; None: not past the half-day in which it begins. What runs past midnight ends with the day.
    """
    morning, afternoon = HalfDay(day, False), HalfDay(day, True)
    if starts_at is None:
        return (morning, afternoon)
    if starts_at >= NOON:
        return (afternoon,)
    ends = datetime.combine(day, starts_at) + timedelta(minutes=minutes or 0)
    return (morning,) if ends <= datetime.combine(day, NOON) else (morning, afternoon)


def nearest_free(
    wanted: HalfDay, busy: Collection[HalfDay], open_days: Collection[date], *, whole_day: bool = False
) -> HalfDay | None:
    """The free half-day nearest to the wanted one, on one of the open days; of two as near, the later.

    whole_day: morning and afternoon must be free; then the morning comes back. None where nothing is free.
    """
    mornings = [HalfDay(day, False) for day in open_days if HalfDay(day, False) not in busy]
    afternoons = [HalfDay(day, True) for day in open_days if HalfDay(day, True) not in busy]
    free = [half for half in mornings if HalfDay(half.day, True) in afternoons] if whole_day else mornings + afternoons
    return min(free, key=lambda half: (abs(_distance(wanted, half)), -_distance(wanted, half)), default=None)


def _distance(one: HalfDay, other: HalfDay) -> int:
    """Half-days from one to the other; negative backwards."""
    return 2 * (other.day - one.day).days + other.is_afternoon - one.is_afternoon
