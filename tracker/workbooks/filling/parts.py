"""A sheet inside the archive, of which only the cells asked for are written anew.

No XML library is used for writing: each would rewrite prefixes and drop what it does not know, and with it the charts,
pivots and looks that a template is there for.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from xml.sax.saxutils import escape

from openpyxl.utils import column_index_from_string, get_column_letter

from tracker.figures import NOTHING
from tracker.workbooks.cells import storable
from tracker.workbooks.filling.figures import Filled

_SHEET_DATA = re.compile(r"<sheetData\s*(?:/>|>(.*?)</sheetData>)", re.DOTALL)
_ROW = re.compile(r"<row\b([^>]*?)(?:/>|>(.*?)</row>)", re.DOTALL)
_CELL = re.compile(r"<c\b([^>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
_PLACE = re.compile(r'\br="([A-Z]*)(\d*)"')
_LOOK = re.compile(r'\bs="\d+"')
_RESULT = re.compile(r"(<f\b[^>]*?(?:/>|>.*?</f>))\s*<v>[^<]*</v>", re.DOTALL)
_EXTENT = re.compile(r"<dimension\b[^>]*/>")

Row = dict[int, str]  # column → XML of its cell


class Part:
    """One sheet. Raises ValueError for XML that is not written as spreadsheets write it."""

    def __init__(self, xml: str) -> None:
        match = _SHEET_DATA.search(xml)
        if match is None:
            raise ValueError("No rows.")
        self._before, self._after = xml[: match.start()], xml[match.end() :]
        self._heads: dict[int, str] = {}
        self._rows: dict[int, Row] = {}
        for attributes, inside in _ROW.findall(match[1] or ""):
            number = _number(attributes)
            self._heads[number] = attributes
            self._rows[number] = dict(_cells(inside))

    def is_free(self, row: int, column: int) -> bool:
        """Whether a cell holds nothing; it may have a look."""
        cell = self._rows.get(row, {}).get(column, "")
        return "<v>" not in cell and "<f" not in cell and "<is>" not in cell

    def put(self, row: int, column: int, value: Filled, like: tuple[int, int] | None = None) -> None:
        """Write a value in the look the cell has, or where it has none, in that of another."""
        look = self._look(row, column) or (self._look(*like) if like else "")
        self._rows.setdefault(row, {})[column] = _cell_xml(f"{get_column_letter(column)}{row}", look, value)

    def xml(self) -> str:
        """The whole sheet; formulas lose the result of the empty template, and are reckoned on opening."""
        rows = "".join(self._row_xml(number) for number in sorted(self._rows))
        body = _RESULT.sub(r"\1", f"<sheetData>{rows}</sheetData>")
        return _EXTENT.sub("", self._before) + body + self._after

    def formulas(self) -> Iterator[tuple[int, int]]:
        """Row and column of each."""
        for row, cells in self._rows.items():
            yield from ((row, column) for column, cell in cells.items() if "<f" in cell)

    def _look(self, row: int, column: int) -> str:
        match = _LOOK.search(self._rows.get(row, {}).get(column, "").partition(">")[0])
        return match[0] if match else ""

    def _row_xml(self, number: int) -> str:
        attributes = self._heads.get(number, f' r="{number}"')
        cells = "".join(xml for _column, xml in sorted(self._rows[number].items()))
        return f"<row{attributes}>{cells}</row>"


def without_results(xml: str) -> str:
    """The same of a sheet that asks for nothing: its formulas may rest on one that does."""
    return _RESULT.sub(r"\1", xml)


def _number(attributes: str) -> int:
    match = _PLACE.search(attributes)
    if match is None or not match[2]:
        raise ValueError("A row without a number.")
    return int(match[2])


def _cells(inside: str) -> Iterator[tuple[int, str]]:
    for match in _CELL.finditer(inside):
        place = _PLACE.search(match[1])
        if place is None:
            raise ValueError("A cell without a place.")
        yield column_index_from_string(place[1]), match[0]


def _cell_xml(place: str, look: str, value: Filled) -> str:
    attributes = f' r="{place}"' + (f" {look}" if look else "")
    if value == "":
        return f"<c{attributes}/>"
    if isinstance(value, int | float | Decimal):
        number = repr(int(value)) if value == int(value) else repr(float(value))
        return f"<c{attributes}><v>{number}</v></c>"
    text = escape(str(storable(NOTHING if value is None else value)))
    return f'<c{attributes} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
