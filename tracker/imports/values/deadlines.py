"""Until when something is asked for: 1.16前, 2月15日12:00前, 今天下班前; also within a remark (1月9日前报送)."""

import re
import unicodedata
from datetime import date, time

from tracker.imports.opening.cells import Cell, text_of
from tracker.imports.values.chinese_numerals import with_digits
from tracker.imports.values.dates import understand_date
from tracker.imports.values.times import understand_time

END_OF_WORK = time(17, 30)  # 下班前, as offices keep their hours
_TODAY = re.compile(r"^(?:今日|今天|当天|当日|即日)")
_CLOCK = re.compile(r"(?:上午|早上?|中午|下午|晚上?)?\s*\d{1,2}\s*(?:[:时点]\s*(?:\d{1,2}分?|半)?)")
_BEFORE = re.compile(r"(?:以前|之前|前|止|截止|截至)[^\d]*$")
_YEAR = re.compile(r"\d{4}")
_IN_REMARK = re.compile(r"((?:\d{4}年)?\d{1,2}月\d{1,2}[日号](?:\s*(?:上午|下午)?\d{1,2}[:时点]\d{0,2})?)前")

Deadline = tuple[date, time | None]


def understand_deadline(cell: Cell, day: date | None, year: int | None) -> Deadline | None:
    """The day and, where one is given, the time. None for a blank cell and for words without a day (立即, 长期).

    A day without a year that lies before `day` is one of the next year. Raises as understand_date does.
    """
    text = unicodedata.normalize("NFKC", text_of(cell))
    if not isinstance(cell, str):
        found = understand_date(cell, year)
        return None if found is None else (found, None)
    at = END_OF_WORK if "下班" in text else _time_in(text)
    if _TODAY.match(text):
        return None if day is None else (day, at)
    bare = _BEFORE.sub("", re.sub(r"下班|^截[止至]", "", _CLOCK.sub("", with_digits(text)))).strip()
    if not re.search(r"\d", bare):
        return None
    found = understand_date(bare, day.year if day else year)
    return None if found is None else (_not_before(found, day, bare), at)


def deadline_in(remark: str) -> str:
    """The words of a deadline within a remark; empty when there are none."""
    match = _IN_REMARK.search(unicodedata.normalize("NFKC", remark))
    return match[1] if match else ""


def _time_in(text: str) -> time | None:
    match = _CLOCK.search(text)
    return understand_time(match[0]) if match else None


def _not_before(found: date, day: date | None, text: str) -> date:
    if day is None or found >= day or _YEAR.search(text):
        return found
    return found.replace(year=found.year + 1) if found.month < day.month else found
