"""Lines of a forwarded chat that tell only who spoke and when; their days and hours are no moments of the notice."""

import re
from collections.abc import Iterator

from tracker.imports.notices import days
from tracker.imports.notices.texts import Text

_DATE = r"(?:(?:20\d\d\s*[-/.年]\s*)?\d{1,2}\s*[-/.月]\s*\d{1,2}日?|昨天|今天)"
_CLOCK = r"(?:[上下]午\s*)?\d{1,2}:\d{2}(?::\d{2})?"
_SPOKEN = re.compile(rf"^ *(?P<who>[^\n,。;:()]{{2,30}}?) +(?:{_DATE} *)?{_CLOCK} *$", re.MULTILINE)
_PARTED = re.compile(rf"^ *[—–\-=*]{{2,}} *{_DATE}(?: *{_CLOCK})? *[—–\-=*]* *$", re.MULTILINE)
_TOLD = re.compile("时间|日期|上午|下午|中午|晚上|截止|开始")


def speakers(text: Text) -> Iterator[tuple[int, int]]:
    """Where each speaker is named, in the order of the text: 县水利局-小刘 2026/3/12 09:41."""
    for line in _SPOKEN.finditer(text.plain):
        if not days.DAY.search(line["who"]) and not _TOLD.search(line["who"]):
            yield line.span("who")


def frame_lines(text: Text) -> list[tuple[int, int]]:
    """Start and end of the lines that only part or head what was said."""
    spoken = [(start, text.clause(start)[1]) for start, _end in speakers(text)]
    return spoken + [line.span() for line in _PARTED.finditer(text.plain)]
