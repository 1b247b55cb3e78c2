"""How a sheet is laid out: title, heads, rows of a table, heights, and the page it is printed on."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import groupby
from math import ceil
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from tracker.workbooks.cells import Entry, put, put_row

LINE, NEXT_LINE = 17.0, 13.0  # points: a row of one line, every further line
_PIECES = re.compile(r"[!-\u2e7f]+\s*|.")  # a word with the space after it, or one Chinese character
_UNITS_PER_HALF = 0.88  # column units of half a Chinese character at 10 pt
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_PAGE_WIDTH, _PAGE_HEIGHT = 11.69 - 2 * 0.55, 8.27 - 0.7 - 0.75  # inches of A4 landscape inside the margins
_POINTS_PER_UNIT = 6.2  # a column unit of 宋体 11


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table. of: the entry of a row. Neighbours of the same group share a head above theirs.

    is_printed: False for what stands right of the page; it makes no row higher.
    """

    head: str
    width: float
    of: Callable[[Any], Entry]
    group: str = ""
    is_printed: bool = True


def fitted(columns: Sequence[Column]) -> list[Column]:
    """The columns, widened where a word of the head would be broken."""
    return [replace(column, width=max(column.width, _longest_word(column.head))) for column in columns]


def for_prose(width: float) -> float:
    """The width of a column of sentences: English says the same in more letters."""
    return width * 1.6 if (get_language() or "").startswith("en") else width


def add_sheet(workbook: Workbook, name: str, widths: Sequence[float]) -> Worksheet:
    """A sheet without gridlines. The name is cut to what a file can hold: 31 characters, none of []:*?/\\."""
    sheet = workbook.create_sheet(_FORBIDDEN.sub(" ", name)[:31])
    sheet.sheet_view.showGridLines = False
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    return sheet


def write_title(sheet: Worksheet, title: str, left: str, right: str, columns: int, *, left_columns: int = 0) -> None:
    """Rows 1 and 2: the title over all columns, below it the maker on the left and cut-off and units on the right.

    left_columns: how many columns the words on the left take; half of them when 0.
    """
    split = left_columns or max(1, columns // 2)
    write_block(sheet, 1, 1, columns, Entry(title, "title"))
    write_block(sheet, 2, 1, split, Entry(left, "subtitle"))
    write_block(sheet, 2, split + 1, columns, Entry(right, "subtitle right"))
    sheet.row_dimensions[1].height = 30
    sheet.row_dimensions[2].height = 18


def write_heads(sheet: Worksheet, row: int, columns: Sequence[Column]) -> int:
    """The heads of a table; two rows where columns have groups. Returns the first row below."""
    grouped = any(column.group for column in columns)
    bottom = row + 1 if grouped else row
    for number, column in enumerate(columns, start=1):
        put(sheet, bottom, number, Entry(column.head, "head"))
    if grouped:
        _write_groups(sheet, row, columns)
    sheet.row_dimensions[bottom].height = _height(
        (column.head, column.width + 1) for column in columns if column.is_printed
    )
    return bottom + 1


def write_rows(
    sheet: Worksheet,
    row: int,
    columns: Sequence[Column],
    rows: Iterable[Any],
    shade: Callable[[Any], str] | None = None,
) -> int:
    """The rows of a table, each as high as its longest text needs. Returns the first row below."""
    for record in rows:
        entries = [column.of(record) for column in columns]
        put_row(sheet, row, entries, shade(record) if shade else "")
        pairs = zip(entries, columns, strict=True)
        sheet.row_dimensions[row].height = _height(
            (entry.shown, column.width + (entry.style != "text")) for entry, column in pairs if column.is_printed
        )
        row += 1
    return row


def write_block(sheet: Worksheet, row: int, first: int, last: int, entry: Entry, *, rows: int = 1) -> None:
    """One entry over several columns and rows. Every cell takes the look, so that borders close."""
    for number in range(row, row + rows):
        for column in range(first, last + 1):
            put(sheet, number, column, Entry(None, entry.style))
    put(sheet, row, first, entry)
    if last > first or rows > 1:
        sheet.merge_cells(start_row=row, end_row=row + rows - 1, start_column=first, end_column=last)


def write_note(sheet: Worksheet, row: int, columns: int, note: str) -> int:
    """A paragraph over all columns, as high as it needs. Returns the first row below."""
    write_block(sheet, row, 1, columns, Entry(note, "note"))
    sheet.row_dimensions[row].height = height_of(note, width_between(sheet, 1, columns))
    return row + 1


def width_between(sheet: Worksheet, first: int, last: int) -> float:
    return float(sum(sheet.column_dimensions[get_column_letter(number)].width for number in range(first, last + 1)))


def height_of(text: str, width: float) -> float:
    """Points that a text of 10 pt needs in a column of this width."""
    return LINE + NEXT_LINE * (lines_of(text, width) - 1)


def lines_of(text: str, width: float) -> int:
    """Lines that a text of 10 pt takes in a column of this width, of which an indent and the borders take two."""
    room = max(int((width - 2) / _UNITS_PER_HALF), 1)
    return sum(_wrapped(line, room) for line in text.split("\n"))


def _wrapped(line: str, room: int) -> int:
    """Lines of `room` half-widths each: Chinese breaks anywhere, words only between them or where they are too long."""
    if 2 * len(line) <= room or sum(map(_half_width, line)) <= room:
        return 1
    lines, used = 1, 0
    for piece in _PIECES.findall(line):
        size = _half_widths(piece)
        if used and used + size > room and used + len(piece.rstrip()) > room:
            lines, used = lines + 1, 0
        if size > room:
            lines += ceil(size / room) - 1
        used += size
    return lines


def set_up_page(
    sheet: Worksheet,
    footer: str,
    *,
    heads: str | None = None,
    one_page: bool = False,
    margin: float = 0.55,
    last_row: int = 0,
) -> None:
    """A4 landscape, one page wide.

    footer: whose workbook this is. heads: rows repeated on every page, such as 1:4. last_row: where a chart reaches
    below the last cell.
    """
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, int(one_page)
    margins = sheet.page_margins
    margins.left = margins.right = margin
    margins.top, margins.bottom, margins.header, margins.footer = 0.7, 0.75, 0.3, 0.35
    sheet.print_options.horizontalCentered = True
    sheet.print_title_rows = heads
    sheet.print_area = f"A1:{get_column_letter(sheet.max_column)}{max(sheet.max_row, last_row)}"
    parts = (footer.replace("&", "&&"), _("第 &P 页  共 &N 页"), "&A")
    for part, words in zip((sheet.oddFooter.left, sheet.oddFooter.center, sheet.oddFooter.right), parts, strict=True):
        part.text, part.size = words, 9


def break_before(sheet: Worksheet, row: int) -> None:
    sheet.row_breaks.append(Break(id=row - 1))


def room_left(sheet: Worksheet, row: int, columns: int, heads: int) -> float:
    """Points of sheet that still fit on the page on which `row` begins. heads: rows repeated on later pages."""
    page = page_height(sheet, columns)
    heights = [sheet.row_dimensions[number].height or LINE for number in range(1, row)]
    breaks = {each.id for each in sheet.row_breaks.brk}
    used, repeated = 0.0, sum(heights[:heads])
    for number, height in enumerate(heights, start=1):
        if sheet.row_dimensions[number].hidden:
            continue
        fits = used + height <= page and number - 1 not in breaks
        used = used + height if fits else repeated + height
    return page - used


def page_height(sheet: Worksheet, columns: int) -> float:
    """Points of sheet on one page. Some programs enlarge what is narrower than the page, and then less fits."""
    return _PAGE_HEIGHT * 72 / (_PAGE_WIDTH * 72 / (width_between(sheet, 1, columns) * _POINTS_PER_UNIT))


def _write_groups(sheet: Worksheet, row: int, columns: Sequence[Column]) -> None:
    first = 1
    for group, members in groupby(columns, key=lambda column: column.group):
        last = first + len(list(members)) - 1
        if group:
            write_block(sheet, row, first, last, Entry(group, "head"))
        else:
            for number in range(first, last + 1):
                write_block(sheet, row, number, number, Entry(columns[number - 1].head, "head"), rows=2)
        first = last + 1
    sheet.row_dimensions[row].height = LINE


def _height(texts: Iterable[tuple[Any, float]]) -> float:
    return max(height_of(text, width) if isinstance(text, str) else LINE for text, width in texts)


def _longest_word(head: str) -> float:
    """The width its longest word needs; Chinese needs none, because it breaks anywhere."""
    return max((len(word) * _UNITS_PER_HALF + 2 for word in re.findall(r"[!-~]{5,}", head)), default=0.0)


@lru_cache(maxsize=4_096)
def _half_widths(text: str) -> int:
    """Of a piece: the same ones stand in most titles."""
    return sum(map(_half_width, text))


@cache
def _half_width(letter: str) -> int:
    return 2 if unicodedata.east_asian_width(letter) in "WFA" else 1


class _Shapes(dict[int, int]):
    """For str.translate: letters that are equally wide and make words alike become the first of them that was met.

    Texts of one shape take the same lines; spaces and ends of lines stay what they are.
    """

    def __init__(self) -> None:
        super().__init__()
        self._firsts: dict[tuple[int, bool], int] = {}

    def __missing__(self, code: int) -> int:
        letter = chr(code)
        alike = _half_width(letter), _PIECES.fullmatch(f"{letter}a") is not None
        shape = self[code] = code if letter.isspace() else self._firsts.setdefault(alike, code)
        return shape


SHAPES = _Shapes()
