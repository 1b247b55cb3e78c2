"""One cell of a file, whatever it was read from, and its text."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from functools import lru_cache

Cell = str | int | float | bool | date | datetime | time | timedelta | None

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_BREAKS = re.compile(r"[ \t]*[\r\n]+[ \t]*")
_OUTER = " \t\r\n\xa0\u3000\u200b\u200c\u200d\u200e\u200f\ufeff"
_LONGEST_WORD = 16  # words repeat themselves from row to row, whole titles do not
_BLANKS = re.compile(r"[\s\u200b-\u200f\ufeff]+")


def text_of(cell: Cell) -> str:
    """The cell as a person reads it: no outer blanks, no line breaks, no control characters; 3.0 is 3."""
    if cell is None:
        return ""
    if isinstance(cell, str) and cell.isprintable():
        return cell.strip(" ")  # most texts: there is nothing else to take out, and every cell is asked many times
    if isinstance(cell, int):
        return str(cell)
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes")
    text = _CONTROLS.sub("", str(cell).replace("\t", " "))
    return _BREAKS.sub("", text.strip(_OUTER)).strip(_OUTER)


def text_at(row: list[Cell], place: int) -> str:
    """Empty beyond the end of the row."""
    return text_of(row[place]) if place < len(row) else ""


def is_blank(cell: Cell) -> bool:
    return text_of(cell) == ""


def plain(text: str) -> str:
    """For comparing: half-width, lower case, no blanks at all."""
    return _plain_word(text) if len(text) <= _LONGEST_WORD else _plain(text)


def _plain(text: str) -> str:
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text)).casefold()


_plain_word = lru_cache(maxsize=20_000)(_plain)
