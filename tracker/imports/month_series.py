"""A list of monthly counts (.csv with columns series, month, count) → counts by series and year, for the back-test."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tracker.imports.opening.cells import plain, text_of
from tracker.imports.opening.files import read_file
from tracker.imports.problems import ImportFileError

COLUMNS = ("series", "month", "count")
_MONTH = re.compile(r"(\d{4})-?(\d{2})(?:-\d{2})?")
_LATE, _EARLY = 2, 11  # a file that starts in February or ends in November covers the year: the month was empty


@dataclass(frozen=True, slots=True)
class MonthSeries:
    """counts: series → year → twelve counts. years: those the file covers as a whole, in order."""

    counts: dict[str, dict[int, list[int]]]
    years: list[int]


def read_month_series(file_name: str, data: bytes) -> MonthSeries:
    """Raises ImportFileError, with the row, for a file that is no such list. A month named twice is added up."""
    counts: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0] * 12))
    months: set[int] = set()
    for series, month, count in _rows(file_name, data):
        counts[series][month // 100][month % 100 - 1] += count
        months.add(month)
    return MonthSeries({name: dict(years) for name, years in counts.items()}, _whole_years(months))


def _rows(file_name: str, data: bytes) -> Iterator[tuple[str, int, int]]:
    head, *rows = read_file(file_name, data)[0].rows
    places = {plain(text_of(cell)): place for place, cell in enumerate(head)}
    if not set(COLUMNS) <= places.keys():
        raise ImportFileError(_("第一行应有 series、month、count 三列。"))
    for number, row in enumerate(rows, start=2):
        if any(cell is not None for cell in row):
            told = [text_of(row[places[name]]) if places[name] < len(row) else "" for name in COLUMNS]
            yield told[0], _month(told[1], number), _count(told[2], number)


def _month(text: str, row: int) -> int:
    match = _MONTH.fullmatch(text)
    if match is None or not 1 <= int(match[2]) <= 12:
        raise ImportFileError(
            _("第 %(row)s 行：“%(text)s”不是月份，请写成 2026-10 的样子。") % {"row": row, "text": text}
        )
    return int(match[1]) * 100 + int(match[2])


def _count(text: str, row: int) -> int:
    if not text.isdecimal():
        raise ImportFileError(
            _("第 %(row)s 行：“%(text)s”不是件数，应为不小于 0 的整数。") % {"row": row, "text": text}
        )
    return int(text)


def _whole_years(months: set[int]) -> list[int]:
    if not months:
        return []
    first, last = min(months), max(months)
    begin = first // 100 + (first % 100 > _LATE)
    end = last // 100 - (last % 100 < _EARLY)
    return list(range(begin, end + 1))
