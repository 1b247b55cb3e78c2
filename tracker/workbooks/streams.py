"""Long tables as they pass: openpyxl makes the workbook, the rows are written straight into the file.

The XML calls that openpyxl makes for every cell take most of its time. Here the text of a cell is made once for every
value that differs, and a row is joined from such texts. openpyxl keeps everything else: styles, heads, widths, panes.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from itertools import islice
from operator import itemgetter
from os import PathLike
from pathlib import Path
from typing import IO, Any
from xml.sax.saxutils import escape
from zipfile import ZIP64_LIMIT, ZIP_DEFLATED, ZipFile

from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.constants import ARC_CONTENT_TYPES, ARC_SHARED_STRINGS, ARC_WORKBOOK_RELS, SHARED_STRINGS

from tracker.measures.cell_texts import cell_text
from tracker.workbooks.books import Book, filled
from tracker.workbooks.cells import Entry, storable
from tracker.workbooks.sheets import LINE, SHAPES, height_of

ROWS_OF_A_SHEET = 1_048_576
AT_ONCE = 500  # rows between two looks at whether the file is still wanted
LEVEL = 3  # of compression: files a tenth larger than at the usual 6, in two thirds of the time
_REMEMBERED = 8_192  # values whose cells a column keeps
_SHARED_LETTERS = 4_000_000  # of texts that are written once and pointed at; any further ones stand in their cells
_BYTES_OF_A_CELL = 64
_DIMENSION = re.compile(r'<dimension ref="[^"]*"\s*/>')
_LIKE_AN_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_RELATION = (
    '<Relationship Id="rIdSharedStrings" Target="/xl/sharedStrings.xml"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/></Relationships>'
)
_PART = f'<Override PartName="/{ARC_SHARED_STRINGS}" ContentType="{SHARED_STRINGS}"/></Types>'
_TABLE_OF_STRINGS = '<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'

Row = Sequence[Any]
Log = Callable[[str, int, Sequence[str]], None]


@dataclass(frozen=True, slots=True)
class StreamColumn:
    """places: of a row, what the cell is made from. says: the entry of these values; asked once for equal ones.

    wraps: whether its texts may take several lines and make a row higher.
    """

    places: tuple[int, ...]
    says: Callable[..., Entry]
    width: float
    wraps: bool = True

    @property
    def of(self) -> Callable[[Any], Entry]:
        """The entry of what `places` takes from a row."""
        if len(self.places) == 1:
            return self.says
        return lambda values: self.says(*values)


@dataclass(frozen=True, slots=True)
class Stream:
    """Rows that follow below what a sheet holds. number: how many; the iterator gives no fewer.

    shade: of a row, see workbooks.styles. Streams of one workbook may take their rows from the same iterator.
    """

    sheet: Worksheet
    columns: Sequence[StreamColumn]
    rows: Iterator[Row]
    number: int
    shade: Callable[[Row], str] = lambda _row: ""


def save(
    workbook: Book,
    file: str | PathLike[str] | IO[bytes],
    streams: Iterable[Stream],
    *,
    watch: Callable[[int], None] = lambda _done: None,
    log: Log | None = None,
) -> None:
    """Write the workbook with its streams. watch: told how many rows are written; whatever it raises ends the writing.

    log: told the texts (measures.cell_texts) of every row that passes, with the name of its sheet and its number.
    """
    with _Archive(file, workbook, streams, watch, log) as archive:
        ExcelWriter(workbook, archive).write_data()


class _Archive(ZipFile):
    """Takes the parts from openpyxl, and puts the rows into the sheets they belong to."""

    def __init__(
        self, file: Any, workbook: Book, streams: Iterable[Stream], watch: Callable[[int], None], log: Log | None
    ) -> None:
        super().__init__(file, "w", ZIP_DEFLATED, compresslevel=LEVEL)
        self._streams = {stream.sheet: stream for stream in streams}
        self._workbook, self._watch, self._log = workbook, watch, log
        self._strings = _Strings()
        self._done = 0

    def write(self, filename: Any, arcname: Any = None, *args: Any, **options: Any) -> None:
        """openpyxl hands over each sheet as a file, and nothing else."""
        sheet = next(sheet for sheet in self._workbook.worksheets if sheet.path[1:] == arcname)
        text = filled(Path(filename).read_text(encoding="utf-8"), self._workbook.values.get(sheet, {}))
        self._log_cells(sheet)
        if sheet in self._streams:
            self._write_stream(text, arcname, self._streams[sheet])
        else:
            super().writestr(arcname, text)

    def writestr(self, zinfo_or_arcname: Any, data: Any, *args: Any, **options: Any) -> None:
        if zinfo_or_arcname == ARC_WORKBOOK_RELS:
            data = _text(data).replace("</Relationships>", _RELATION)
        elif zinfo_or_arcname == ARC_CONTENT_TYPES:
            self._write_strings()
            data = _text(data).replace("</Types>", _PART)
        super().writestr(zinfo_or_arcname, data, *args, **options)

    def _write_stream(self, sheet: str, arcname: str, stream: Stream) -> None:
        before, mark, after = sheet.partition("</sheetData>")
        first = stream.sheet.max_row + 1
        last = max(first + stream.number - 1, 1)
        whole = f'<dimension ref="A1:{get_column_letter(stream.sheet.max_column)}{last}"/>'
        compiled = _Rows(self._workbook, stream, self._strings, self._log)
        is_huge = stream.number * len(stream.columns) * _BYTES_OF_A_CELL > ZIP64_LIMIT
        with self.open(arcname, "w", force_zip64=is_huge) as part:
            part.write(_DIMENSION.sub(whole, before).encode())
            for texts in compiled.in_parts(first):
                part.write("".join(texts).encode())
                self._done += len(texts)
                self._watch(self._done)
            part.write((mark + after).encode())

    def _log_cells(self, sheet: Worksheet) -> None:
        if self._log is not None:
            for number, row in enumerate(sheet.iter_rows(), start=1):
                self._log(sheet.title, number, [cell_text(self._workbook.shown(cell)) for cell in row])

    def _write_strings(self) -> None:
        with self.open(ARC_SHARED_STRINGS, "w") as part:
            part.write(_TABLE_OF_STRINGS.encode())
            for text in self._strings.texts:
                part.write(f"<si>{_in_xml(text)}</si>".encode())
            part.write(b"</sst>")


class _Strings:
    """Texts that many cells share."""

    def __init__(self) -> None:
        self.texts: dict[str, int] = {}
        self._letters = 0

    def cell(self, text: str, style: int) -> str:
        """What follows upon the coordinate of a cell that says this."""
        place = self.texts.get(text)
        if place is None:
            if self._letters > _SHARED_LETTERS:
                return f'" s="{style}" t="inlineStr"><is>{_in_xml(text)}</is></c>'
            place = self.texts[text] = len(self.texts)
            self._letters += len(text)
        return f'" s="{style}" t="s"><v>{place}</v></c>'


class Remembered(dict[Any, Any]):
    """What is made of a value, kept for the next row that has it; a column of values that all differ forgets them."""

    def __init__(self, make: Callable[[Any], Any]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, value: Any) -> Any:
        if len(self) >= _REMEMBERED:
            self.clear()
        made = self[value] = self._make(value)
        return made


class _Rows:
    """The rows of a stream as XML."""

    def __init__(self, workbook: Book, stream: Stream, strings: _Strings, log: Log | None) -> None:
        self._stream, self._strings, self._log = stream, strings, log
        self._style = cache(lambda name, is_text: _style_of(workbook, name, is_text))
        self._getters = [itemgetter(*column.places) for column in stream.columns]
        self._cells = Remembered(self._columns_shaded)
        self._heights = [(get, Remembered(_height_in(column))) for get, column in self._pairs() if column.wraps]
        self._texts = [(get, Remembered(_text_in(column))) for get, column in self._pairs()]

    def in_parts(self, first: int) -> Iterator[list[str]]:
        """The XML of some rows at a time. first: number of the first row of them all."""
        rows = enumerate(islice(self._stream.rows, self._stream.number), start=first)
        while part := [self._row(number, row) for number, row in islice(rows, AT_ONCE)]:
            yield part

    def _row(self, number: int, row: Row) -> str:
        """The number stands before every cell's text: r="A7", r="B7" and so on."""
        if self._log is not None:
            self._log(self._stream.sheet.title, number, [texts[get(row)] for get, texts in self._texts])
        cells = [texts[get(row)] for get, texts in self._cells[self._stream.shade(row)]]
        height = max([heights[get(row)] for get, heights in self._heights], default=LINE)
        place = str(number)
        return f'<row r="{place}" ht="{height}" customHeight="1"><c r="A{place}{place.join(cells)}'

    def _pairs(self) -> Iterator[tuple[Callable[[Row], Any], StreamColumn]]:
        return zip(self._getters, self._stream.columns, strict=True)

    def _columns_shaded(self, shade: str) -> list[tuple[Callable[[Row], Any], Remembered]]:
        """For each column how to take its value, and the texts of its cells, up to the coordinate of the next."""
        letters = map(get_column_letter, range(2, len(self._getters) + 1))
        nexts = [*(f'<c r="{letter}' for letter in letters), "</row>"]
        pairs = zip(self._pairs(), nexts, strict=True)
        return [(get, Remembered(self._cell_in(column, shade, after))) for (get, column), after in pairs]

    def _cell_in(self, column: StreamColumn, shade: str, after: str) -> Callable[[Any], str]:
        of = column.of

        def make(values: Any) -> str:
            entry = of(values)
            return self._cell(storable(entry.shown), f"{entry.style} {shade}".rstrip()) + after

        return make

    def _cell(self, value: Any, style: str) -> str:
        number = self._style(style, isinstance(value, str))
        if value is None or value == "":
            return f'" s="{number}"/>'
        if isinstance(value, str):
            return self._strings.cell(value, number)
        if isinstance(value, date | datetime | time):
            value = to_excel(value)
        return f'" s="{number}"><v>{value}</v></c>'


def _style_of(workbook: Book, name: str, is_text: bool) -> int:
    """The number of a named style in the file; text keeps its mark, so that it stays text when somebody edits it."""
    look = workbook.look(name)
    look.quotePrefix = int(is_text)
    number: int = workbook._cell_styles.add(look)
    return number


def _height_in(column: StreamColumn) -> Callable[[Any], float]:
    """Texts of the same shape are equally high, and most are of a few shapes."""
    of = column.of
    heights = Remembered(lambda shape: height_of(shape, column.width))
    wider = Remembered(lambda shape: height_of(shape, column.width + 1))

    def make(values: Any) -> float:
        entry = of(values)
        if not isinstance(entry.value, str):
            return LINE
        return (heights if entry.style == "text" else wider)[entry.value.translate(SHAPES)]

    return make


def _text_in(column: StreamColumn) -> Callable[[Any], str]:
    of = column.of
    return lambda values: cell_text(storable(of(values).shown))


def _in_xml(text: str) -> str:
    """A text as an element that every reader gives back as it is. What looks like an escape (_x0041_) is escaped."""
    text = escape(_LIKE_AN_ESCAPE.sub("_x005F_", text)).replace("\r\n", "\n").replace("\r", "\n")
    space = ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
    return f"<t{space}>{text}</t>"


def _text(data: str | bytes) -> str:
    return data.decode() if isinstance(data, bytes) else data


def parts_of(number: int, most: int) -> Mapping[int, int]:
    """How a table of so many rows is cut into sheets: rows of each, by its number from 1; one sheet where none are."""
    whole = max(1, -(-number // most))
    return {part: min(most, number - most * (part - 1)) for part in range(1, whole + 1)}
