"""The day at the end of a line, in digits or in characters (二〇二五年七月十日)."""

import re
from datetime import date

from tracker.imports.values.chinese_numerals import number_of

_SIGN = "〇○零OＯ一二三四五六七八九十"
_DAY = re.compile(rf"([\d{_SIGN}]{{4}})年([\d{_SIGN}]{{1,3}})月([\d{_SIGN}]{{1,3}})日$")


def day_at_end(line: str) -> date | None:
    """None where the line does not end in a full date, or the day does not exist."""
    found = _DAY.search(line)
    if not found:
        return None
    try:
        return date(*map(number_of, found.groups()))
    except ValueError:
        return None


def is_day(line: str) -> bool:
    """Whether the line is a date and nothing else."""
    return _DAY.fullmatch(line) is not None
