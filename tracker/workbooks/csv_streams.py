"""Tables as CSV for any program: UTF-8 with its mark, CRLF, and no text that a spreadsheet would run as a formula."""

import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, time
from itertools import islice
from operator import itemgetter
from typing import Any

from tracker.workbooks.cells import Entry, storable
from tracker.workbooks.streams import Log, Remembered, StreamColumn

SHEET = "csv"
CONTENT_TYPE = "text/csv; charset=utf-8"
_AT_ONCE = 200
_DANGEROUS = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
_GUARDED = re.compile(r"''*[=+\-@\t\r＝＋－＠]")
_QUOTED = re.compile(r'[",\r\n]|^\s|\s$')


def guarded(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if _DANGEROUS.match(text) else text


def unguarded(text: str) -> str:
    """What was guarded: exactly the apostrophe that was added is taken away."""
    return text[1:] if _GUARDED.match(text) else text


def csv_parts(
    heads: Sequence[str], columns: Sequence[StreamColumn], rows: Iterable[Sequence[Any]], log: Log | None = None
) -> Iterator[bytes]:
    """The file in pieces: heads in the first line, then the rows. log: told the texts of every line, see streams."""
    first = [guarded(head) for head in heads]
    if log is not None:
        log(SHEET, 1, first)
    yield BOM_UTF8 + _line(map(_field, first)).encode()
    fields = [(itemgetter(*column.places), Remembered(_field_in(column.of))) for column in columns]
    texts = [(get, Remembered(_text_in(column.of))) for (get, _fields), column in zip(fields, columns, strict=True)]
    numbered = enumerate(rows, start=2)
    while part := list(islice(numbered, _AT_ONCE)):
        if log is not None:
            for number, row in part:
                log(SHEET, number, [found[get(row)] for get, found in texts])
        yield "".join([_line([found[get(row)] for get, found in fields]) for _number, row in part]).encode()


def _line(fields: Iterable[str]) -> str:
    return ",".join(fields) + "\r\n"


def _field_in(of: Callable[[Any], Entry]) -> Callable[[Any], str]:
    return lambda values: _field(_text(of(values)))


def _text_in(of: Callable[[Any], Entry]) -> Callable[[Any], str]:
    return lambda values: _text(of(values))


def _field(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text


def _text(entry: Entry) -> str:
    """Days as 2026-03-05, times as 09:30, numbers bare."""
    value = storable(entry.shown)
    if value is None:
        return ""
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return value.isoformat() if isinstance(value, date) else str(value)
