"""Norms as forms hint at them, and as many days of an import need them."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache

from tracker.models.norms import Norm

Code = Norm.Code
TIME_CODES = (
    Code.WORKING_HOURS, Code.MEETING_MINUTES, Code.MEETING_PEOPLE, Code.MEETING_TRAVEL, Code.MEETING_PREPARATION,
    Code.READING_SPEED, Code.READING_MINUTES, Code.READERS, Code.REPORT_MINUTES, Code.FORM_MINUTES, Code.TRACE_MINUTES,
    Code.INSPECTION_MINUTES, Code.INSPECTION_PEOPLE, Code.INSPECTION_PREPARATION,
)  # fmt: skip


def norms_on(day: date) -> dict[str, int]:
    """Code to value, as in force on a day."""
    return Norm.objects.on(day)


def norms_by_day() -> Callable[[date], Mapping[str, int]]:
    """norms_on for many days, from norms that are read once."""
    norms = list(Norm.objects.order_by("valid_from"))
    return cache(lambda day: {norm.code: norm.value for norm in norms if norm.valid_from <= day})


def norms_with_sources(day: date, codes: Iterable[str] = tuple(Code)) -> list[Norm]:
    """One norm of each code, as in force on a day, in the order of the codes; those that hours rest on: TIME_CODES."""
    newest = {norm.code: norm for norm in Norm.objects.filter(valid_from__lte=day).order_by("valid_from")}
    return [newest[code] for code in codes if code in newest]
