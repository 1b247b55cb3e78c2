"""Norms as forms hint at them, and as many days of an import need them."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache

from tracker.models.norms import Norm


def norms_on(day: date) -> dict[str, int]:
    """Code to value, as in force on a day."""
    return Norm.objects.on(day)


def norms_by_day() -> Callable[[date], Mapping[str, int]]:
    """norms_on for many days, from norms that are read once."""
    norms = list(Norm.objects.order_by("valid_from"))
    return cache(lambda day: {norm.code: norm.value for norm in norms if norm.valid_from <= day})
