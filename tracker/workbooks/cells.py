"""One way to put a value into a cell: text stays text, dates are dates, shares are rounded numbers."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from typing import NamedTuple

from django.utils import timezone
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.worksheet.worksheet import Worksheet

from tracker.figures import NOTHING, person_hours, rounded_percent, standing_symbol, standing_word
from tracker.measures.standing import Judgement
from tracker.workbooks.books import Book, Value

MAX_TEXT = 32_767  # what Excel holds in one cell
MAX_FORMULA = 8_192  # characters of a formula that Excel reads
_NOT_IN_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")


class Formula(NamedTuple):
    """A formula, beginning with an equals sign, and its value as the ledger has it on the day of the export."""

    text: str
    value: Value


class Entry(NamedTuple):
    """A value or a formula, and the look it takes (a name of workbooks.styles)."""

    value: Value | Formula
    style: str

    @property
    def shown(self) -> Value:
        """What a reader sees: the value, or that of the formula."""
        return self.value.value if isinstance(self.value, Formula) else self.value

    def by(self, formula: str) -> "Entry":
        """The same, computed by this formula instead of typed. Without one: typed."""
        return Entry(Formula(f"={formula}", self.shown), self.style) if formula else self


def put(sheet: Worksheet, row: int, column: int, entry: Entry, shade: str = "") -> Cell:
    """Write one entry. Text stays text, even when it starts with an equals sign and somebody edits the cell.

    shade: "" or "total" or "quiet", see workbooks.styles.
    """
    cell = sheet.cell(row, column)
    book: Book = sheet.parent
    cell._style = book.look(f"{entry.style} {shade}" if shade else entry.style)
    if isinstance(entry.value, Formula):
        return _put_formula(book, cell, entry.value)
    cell.value = storable(entry.value)
    if isinstance(entry.value, str):
        cell.data_type = "s"
        cell.quotePrefix = True
    return cell


def _put_formula(book: Book, cell: Cell, formula: Formula) -> Cell:
    """Raises ValueError for a text that no program would take for a formula, or that is longer than programs read."""
    if not formula.text.startswith("=") or len(formula.text) > MAX_FORMULA:
        raise ValueError(f"Not a formula: {formula.text[:80]}")
    cell.value = formula.text
    book.keep(cell, storable(formula.value))
    return cell


def put_row(sheet: Worksheet, row: int, entries: Iterable[Entry], shade: str = "") -> None:
    for column, entry in enumerate(entries, start=1):
        put(sheet, row, column, entry, shade)


def storable(value: Value) -> Value:
    """What a file can hold: no control characters, no text over 32,767 characters, no time zone."""
    if isinstance(value, str):
        return _NOT_IN_XML.sub("", ILLEGAL_CHARACTERS_RE.sub("", value))[:MAX_TEXT]
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.make_naive(value)
    return value


def text(value: str) -> Entry:
    return Entry(value, "text")


def centred(value: str) -> Entry:
    return Entry(value, "centred")


def count(number: int | None) -> Entry:
    return Entry(NOTHING if number is None else number, "count")


def hours(minutes: int | None) -> Entry:
    """Person-minutes as person-hours, rounded and shown as on the pages."""
    if minutes is None:
        return Entry(NOTHING, "count")
    number = person_hours(minutes)
    whole = number == number.to_integral_value()
    return Entry(int(number), "count") if whole else Entry(number, "decimal")


def percent(share: Decimal | None) -> Entry:
    """A share as a number that shows the same percentage as the pages."""
    return Entry(NOTHING if share is None else _rounded(share), "percent")


def change(share: Decimal | None) -> Entry:
    """A percentage with its sign."""
    return Entry(NOTHING if share is None else _rounded(share), "change")


def day(value: date | None) -> Entry:
    return Entry(value, "date")


def clock(value: time | None) -> Entry:
    return Entry(value, "time")


def standing(judgement: Judgement) -> Entry:
    """Symbol and word, in the look of the standing."""
    return Entry(standing_text(judgement), judgement.standing.value)


def standing_text(judgement: Judgement) -> str:
    return f"{standing_symbol(judgement.standing)} {standing_word(judgement.standing)}"


def _rounded(share: Decimal) -> Decimal:
    points = rounded_percent(share)
    return points / 100 if points else Decimal(0)
