"""One cell of a file, whatever it was read from, and its text."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta

Cell = str | int | float | bool | date | datetime | time | timedelta | None

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_BREAKS = re.compile(r"[ \t]*[\r\n]+[ \t]*")
_OUTER = " \t\r\n\xa0\u3000\u200b\u200c\u200d\u200e\u200f\ufeff"
_BLANKS = re.compile(r"[\s\u200b-\u200f\ufeff]+")


def text_of(cell: Cell) -> str:
    """The cell as a person reads it: no outer blanks, no line breaks, no control characters; 3.0 is 3."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes")
    text = _CONTROLS.sub("", str(cell).replace("\t", " "))
    return _BREAKS.sub("", text.strip(_OUTER)).strip(_OUTER)


def is_blank(cell: Cell) -> bool:
    return text_of(cell) == ""


def plain(text: str) -> str:
    """For comparing: half-width, lower case, no blanks at all."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text)).casefold()
