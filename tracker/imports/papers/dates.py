"""The day at the end of a line, in digits or in characters (二〇二五年七月十日)."""

import re
from datetime import date

_DIGITS = {sign: str(number) for number, sign in enumerate("〇一二三四五六七八九")} | {
    "○": "0", "零": "0", "O": "0", "Ｏ": "0",
}  # fmt: skip
_SIGN = "〇○零OＯ一二三四五六七八九十"
_DAY = re.compile(rf"([\d{_SIGN}]{{4}})年([\d{_SIGN}]{{1,3}})月([\d{_SIGN}]{{1,3}})日$")


def day_at_end(line: str) -> date | None:
    """None where the line does not end in a full date, or the day does not exist."""
    found = _DAY.search(line)
    if not found:
        return None
    try:
        return date(int(_year(found[1])), _number(found[2]), _number(found[3]))
    except ValueError:
        return None


def is_day(line: str) -> bool:
    """Whether the line is a date and nothing else."""
    return _DAY.fullmatch(line) is not None


def _year(text: str) -> str:
    return "".join(_DIGITS.get(sign, sign) for sign in text)


def _number(text: str) -> int:
    """12, 十二, 二十, 三十一. Raises ValueError for what is none."""
    if "十" not in text:
        return int(_year(text))
    tens, _ten, ones = text.partition("十")
    return int(_year(tens) or 1) * 10 + int(_year(ones) or 0)
