"""Spans of a plan (3月—4月, 第二季度, 12月底前) and days a meeting was moved to (改期至5月24日)."""

import re
import unicodedata
from calendar import monthrange
from datetime import date

from tracker.imports.problems import DoubtError, UnreadableError
from tracker.imports.values.chinese_numerals import with_digits
from tracker.imports.values.dates import understand_date

_NAMED = {
    "第1季度": (1, 3), "第2季度": (4, 6), "第3季度": (7, 9), "第4季度": (10, 12), "上半年": (1, 6), "下半年": (7, 12),
    "全年": (1, 12), "年度": (1, 12), "常年": (1, 12), "全年度": (1, 12),
}  # fmt: skip
_QUARTER = re.compile(r"第?([一二三四1-4])季度")
_NUMBERS = re.compile(r"(?<!\d)(1[0-2]|0?[1-9])(?=月|[、,，\-—–~至和及])")
_MOVED = re.compile(r"(?:改期|延期|推迟|调整|改)(?:至|到|为|于)\s*((?:\d{4}年)?\d{1,2}(?:月|\.)\d{1,2}日?)")

Period = tuple[date | None, date | None]


def period_of(text: str, year: int | None) -> Period:
    """First and last day of the months a plan names; 12月底前 has no first. Both None where no month is named."""
    told = with_digits(unicodedata.normalize("NFKC", text))
    found = re.search(r"20\d\d", told)
    year = int(found[0]) if found else year
    months = _months(re.sub(r"20\d\d年?度?", "", told))
    if year is None or not months:
        return None, None
    first, last = date(year, min(months), 1), date(year, max(months), monthrange(year, max(months))[1])
    return (None if "前" in told else first), last


def moved_to(remark: str, day: date) -> date | None:
    """The new day of a meeting that was put off; None when the remark names none."""
    match = _MOVED.search(unicodedata.normalize("NFKC", remark))
    if match is None:
        return None
    try:
        return understand_date(match[1], day.year)
    except (DoubtError, UnreadableError):
        return None


def _months(text: str) -> list[int]:
    quarters = _QUARTER.sub(lambda match: f"第{'一二三四'.find(match[1]) + 1 or match[1]}季度", text)
    named = [month for word, span in _NAMED.items() if word in quarters for month in span]
    return named or [int(month) for month in _NUMBERS.findall(text)]
