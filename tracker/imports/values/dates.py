"""Dates as clerks write them. What can be read in two ways is held, what is no date is refused; nothing is guessed."""

import re
import unicodedata
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from tracker.imports.opening.cells import Cell, text_of
from tracker.imports.problems import DoubtError, UnreadableError
from tracker.imports.values.chinese_numerals import with_digits

EARLIEST = date(1990, 1, 1)
_EXCEL_EPOCH = date(1899, 12, 30)
_SERIALS = range((EARLIEST - _EXCEL_EPOCH).days, (date(2100, 1, 1) - _EXCEL_EPOCH).days)
_TAIL = r"(?:日|号)?(?:[ T].*|[(（].*|[上下中]午.*|[早晚凌].*|星期.*|周.*|\d{1,2}[:时点].*)?$"
_FULL = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*" + _TAIL)
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})$")
_MONTH = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*(?:月|月份)?$")
_SHORT = re.compile(r"(\d{2})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*" + _TAIL)
_PART_OF_MONTH = re.compile(r"(?:\d{4}[-./年])?(?:\d{1,2}月份?(?:[上中下]旬|[初中底末])?|[上中下]旬|\d{1,2}月份?左右)$")
_BARE_DAY = re.compile(r"(\d{1,2})" + _TAIL)
_LOST_ZERO = re.compile(r"(1[0-2]|[1-9])\.([1-3])")
_SHORT_COMPACT = re.compile(r"(\d{2})?([01]\d)([0-3]\d)$")
_UNCLEAR = re.compile(
    r"(?:20\d\d年?|.{0,4}(?:待定|另行通知|另定|不详|近期|长期|常态|下周|年底|月底|[上中下]旬).{0,4})$"
)
_DAYS = re.compile(r"\d{1,2}[-./月]\d{1,2}[日号]?\s*[-—–~～至到]\s*\d")
_NAMED_DAY = re.compile(r"(?:\d{1,2}[日号]?\s*[-—–~～至到]\s*)?\d{1,2}[日号]$")
_WEEKDAY = re.compile(r"(?:星期|周|礼拜)([一二三四五六日天])")
_DAY = re.compile(r"(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*" + _TAIL)
_YEAR_LAST = re.compile(r"(\d{1,2})[-./](\d{1,2})[-./](\d{4})(?:[ T].*)?$")


def understand_date(cell: Cell, year: int | None = None, month: int | None = None) -> date | None:
    """The day a cell names; None for a blank cell. `year` and `month` stand in where the cell names none.

    Raises UnreadableError for what is no date, DoubtError for days that do not exist, a month only, a day without a
    year, a weekday that contradicts the date, and 03/05/2026, which two countries read differently.
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = unicodedata.normalize("NFKC", text_of(cell))
    if not text:
        return None
    _check_number(cell, text)
    if _is_serial(text):
        return _EXCEL_EPOCH + timedelta(days=int(float(text)))
    weekday = _WEEKDAY.search(text)
    day = _from_text(_tidied(text), year, month)
    if weekday and day.weekday() != "一二三四五六日".index(weekday[1].replace("天", "日")):
        raise DoubtError("weekday_contradicts", _("“%(text)s”这一天不是星期%(weekday)s，请核对。") % {
            "text": text, "weekday": weekday[1]})  # fmt: skip
    return day


def _tidied(text: str) -> str:
    """Digits for characters, and one mark between year, month and day: 25'3.12, 2025 03 21."""
    apart = re.sub(r"^(\d{2,4})\s*['’`]\s*(?=\d)", r"\1.", with_digits(_WEEKDAY.sub("周", text)))
    return re.sub(r"^(\d{4}) (\d{1,2}) (\d{1,2})(?!\d)", r"\1-\2-\3", re.sub(r"(?<=\d)[、，,。](?=\d)", ".", apart))


def _check_number(cell: Cell, text: str) -> None:
    """Raises DoubtError for 3.1 in a cell of numbers: whether 3.1 or 3.10 was typed, the spreadsheet has forgotten."""
    if isinstance(cell, float) and (match := _LOST_ZERO.fullmatch(text)):
        day = {"text": text, "first": match[1], "one": match[2], "ten": f"{match[2]}0"}
        raise DoubtError(
            "date_lost_zero",
            _("“%(text)s”是数字格式，分不清是 %(first)s月%(one)s日还是 %(first)s月%(ten)s日。请改成文本或日期。") % day,
        )


def looks_like_date(cell: Cell) -> bool:
    """Whether a cell is written as a day, whatever it lacks: for telling what a column holds."""
    if isinstance(cell, date):
        return True
    if isinstance(cell, bool | int):
        return not isinstance(cell, bool) and _is_serial(str(cell))
    text = with_digits(unicodedata.normalize("NFKC", text_of(cell)))
    known = (_DAYS, _FULL, _COMPACT, _YEAR_LAST, _SHORT, _MONTH, _DAY, _NAMED_DAY)
    return _is_serial(text) or any(pattern.match(text) for pattern in known)


def _is_serial(text: str) -> bool:
    """How a spreadsheet stores days: 45694, with a time of day 45694.6667."""
    return re.fullmatch(r"\d{5}(?:\.\d+)?", text) is not None and int(float(text)) in _SERIALS


def formatted_date(cell: Cell, pattern: str) -> date | None:
    """A date in a format the mapping file declares, in the signs of strptime."""
    text = text_of(cell)
    if not text:
        return None
    try:
        return datetime.strptime(text, pattern).date()  # noqa: DTZ007
    except ValueError:
        raise UnreadableError(
            _("“%(text)s”不符合对照文件中声明的日期格式 %(pattern)s。") % {"text": text, "pattern": pattern}
        ) from None


def check_day(day: date, today: date, year: int | None) -> None:
    """A day the ledger may hold: not in the future, not before 1990; a year other than the ledger's is held."""
    if day > today:
        raise UnreadableError(_("日期 %(day)s 还没有到。台账只登记已经发生的事项。") % {"day": day.isoformat()})
    if day < EARLIEST:
        raise UnreadableError(_("日期 %(day)s 早于 1990 年，请核对年份。") % {"day": day.isoformat()})
    if year is not None and day.year != year:
        raise DoubtError(
            "date_outside_ledger_year",
            _("日期 %(day)s 不在 %(year)s 年内，请核对。") % {"day": day.isoformat(), "year": year},
        )


def _from_text(text: str, year: int | None, month: int | None) -> date:
    if match := _FULL.match(text) or _COMPACT.match(text):
        return _day(text, *(int(part) for part in match.group(1, 2, 3)))
    if match := _YEAR_LAST.match(text):
        return _year_last(text, *(int(part) for part in match.groups()))
    if match := _SHORT.match(text):
        return _day(text, 2000 + int(match[1]), int(match[2]), int(match[3]))
    if _MONTH.match(text) or _PART_OF_MONTH.match(text):
        raise DoubtError("date_month_only", _("“%(text)s”只有年月，没有日。请补上日期。") % {"text": text})
    if match := _DAY.match(text):
        if year is None:
            raise DoubtError("date_without_year", _("“%(text)s”没有年份。请补上，或导入时指明年度。") % {"text": text})
        return _day(text, year, int(match.group(1)), int(match.group(2)))
    if _UNCLEAR.match(text):
        raise DoubtError("date_unclear", _("“%(text)s”看不出是哪一天。请补上日期。") % {"text": text})
    if (match := _SHORT_COMPACT.match(text)) and year is not None and match[1] in {None, f"{year % 100:02}"}:
        return _day(text, year, int(match[2]), int(match[3]))
    if year is not None and month is not None and (match := _BARE_DAY.match(text)):
        return _day(text, year, month, int(match[1]))
    raise UnreadableError(_("“%(text)s”不是日期。请写成 2026-03-05 的样子。") % {"text": text})


def _year_last(text: str, first: int, second: int, year: int) -> date:
    if first > 12 >= second:
        return _day(text, year, second, first)
    if second > 12 >= first or first == second:
        return _day(text, year, first, second)
    raise DoubtError(
        "date_day_or_month",
        _("“%(text)s”分不清月和日。请写成 2026-03-05 的样子。") % {"text": text},
    )


def _day(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise DoubtError("invalid_date", _("“%(text)s”这一天不存在，请核对。") % {"text": text}) from None
