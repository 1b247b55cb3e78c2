"""Dates as clerks write them. What can be read in two ways is held, what is no date is refused; nothing is guessed."""

import re
import unicodedata
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from tracker.imports.cells import Cell, text_of
from tracker.imports.problems import DoubtError, UnreadableError

EARLIEST = date(1990, 1, 1)
_EXCEL_EPOCH = date(1899, 12, 30)
_SERIALS = range((EARLIEST - _EXCEL_EPOCH).days, (date(2100, 1, 1) - _EXCEL_EPOCH).days)
_TAIL = r"(?:日|号)?(?:[ T].*|[(（].*|上午.*|下午.*|晚.*|星期.*|周.*)?$"
_FULL = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*" + _TAIL)
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})$")
_MONTH = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*(?:月|月份)?$")
_DAY = re.compile(r"(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*" + _TAIL)
_YEAR_LAST = re.compile(r"(\d{1,2})[-./](\d{1,2})[-./](\d{4})(?:[ T].*)?$")


def understand_date(cell: Cell, year: int | None = None) -> date | None:
    """The day a cell names; None for a blank cell. `year` stands in where the cell names none.

    Raises UnreadableError for what is no date and for days that do not exist, DoubtError for a month only, a day
    without a year, and 03/05/2026, which two countries read differently.
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = unicodedata.normalize("NFKC", text_of(cell))
    if not text:
        return None
    if text.isdigit() and int(text) in _SERIALS:
        return _EXCEL_EPOCH + timedelta(days=int(text))
    return _from_text(text, year)


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


def _from_text(text: str, year: int | None) -> date:
    if match := _FULL.match(text) or _COMPACT.match(text):
        return _day(text, *(int(part) for part in match.group(1, 2, 3)))
    if match := _YEAR_LAST.match(text):
        return _year_last(text, *(int(part) for part in match.groups()))
    if _MONTH.match(text):
        raise DoubtError("date_month_only", _("“%(text)s”只有年月，没有日。请补上日期。") % {"text": text})
    if match := _DAY.match(text):
        if year is None:
            raise DoubtError("date_without_year", _("“%(text)s”没有年份。请补上，或导入时指明年度。") % {"text": text})
        return _day(text, year, int(match.group(1)), int(match.group(2)))
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
        raise UnreadableError(_("“%(text)s”这一天不存在，请核对。") % {"text": text}) from None
