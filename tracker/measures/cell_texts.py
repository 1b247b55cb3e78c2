"""The text by which what a cell says is compared, whichever program wrote or saved it."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal

CellValue = str | int | float | Decimal | bool | date | datetime | time | timedelta | None
Sheets = dict[str, dict[int, list[str]]]  # sheet → row, from 1 → texts of its cells, none empty at the end
ANYTHING = "\x1a"  # logged for a cell that may say whatever it will: no workbook can hold this character
_SECONDS = 86_400


def cell_text(value: CellValue) -> str:
    """ "" for an empty cell. Numbers to twelve digits, because programs differ in the last ones; 3.0 is 3.

    A moment at midnight is its day. Times of day and lengths of time are parts of a day, as a workbook holds them.
    A number and a text that read alike are alike: 5 typed as text says the same.
    """
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float | Decimal):
        return number_text(float(value))
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return number_text((value.hour * 3600 + value.minute * 60 + value.second) / _SECONDS)
    if isinstance(value, timedelta):
        return number_text(value.total_seconds() / _SECONDS)
    return value.replace("\r\n", "\n").replace("\r", "\n")


def trimmed(texts: Sequence[str]) -> list[str]:
    """Without empty cells at the end."""
    last = max((place for place, text in enumerate(texts, start=1) if text), default=0)
    return list(texts[:last])


def number_text(value: float) -> str:
    """Twelve significant digits; 0 for minus nought."""
    return f"{value + 0.0:.12g}"


def _moment(value: datetime) -> str:
    rounded = value + timedelta(microseconds=500_000)
    rounded = rounded.replace(microsecond=0)
    return rounded.date().isoformat() if rounded.time() == time() else rounded.isoformat()
