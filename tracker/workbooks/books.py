"""Workbooks of ours: formulas are saved together with their values, whoever saves them and wherever to.

openpyxl writes formulas without values. A phone's preview, a parser or a protected view would show nothing there.
"""

import re
from collections.abc import Mapping
from copy import copy
from datetime import UTC, date, datetime, time
from decimal import Decimal
from os import PathLike
from pathlib import Path
from typing import IO, Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

Value = str | int | float | Decimal | date | datetime | time | None
_EMPTY = re.compile(r'<c r="([A-Z]+[0-9]+)"([^>]*)><f>([^<]*)</f><v\s*(?:/>|></v>)</c>')
_AN_EMPTY_ONE = re.compile(r"</f><v\s*(?:/>|></v>)")
_NO_TEXT = ' t="str"'


class Book(Workbook):
    """An empty workbook. values: of the formulas of each sheet, by coordinate."""

    def __init__(self) -> None:
        super().__init__()
        self.remove(self.worksheets[0])
        self.values: dict[Worksheet, dict[str, Value]] = {}
        self._looks: dict[str, StyleArray] = {}
        # Programs that edit calculate anew on opening; those that only show take the values as they are stored.
        self.calculation.fullCalcOnLoad = True

    def keep(self, cell: Cell, value: Value) -> None:
        """The value that is saved with the formula of this cell."""
        self.values.setdefault(cell.parent, {})[cell.coordinate] = value

    def shown(self, cell: Cell) -> Value:
        """What a reader sees in the cell: its value, or that of its formula."""
        kept = self.values.get(cell.parent, {})
        value: Value = kept.get(cell.coordinate, cell.value)
        return value

    def look(self, name: str) -> StyleArray:
        """A named style as cells carry it. openpyxl would go through all names for every cell."""
        if name not in self._looks:
            self._looks[name] = self._named_styles[name].as_tuple()  # type: ignore[attr-defined]
        return copy(self._looks[name])

    def save(self, filename: str | PathLike[str] | IO[bytes]) -> None:
        """Raises ValueError where a value finds no formula, or a formula no value."""
        parts = {
            f"xl/worksheets/sheet{number}.xml": self.values.get(sheet, {})
            for number, sheet in enumerate(self.worksheets, start=1)
        }
        self.properties.modified = datetime.now(tz=UTC).replace(tzinfo=None)
        with _Archive(filename, parts) as archive:
            ExcelWriter(self, archive).write_data()


class _Archive(ZipFile):
    """Puts the values into each sheet as openpyxl hands it over. parts: values by the name inside the archive."""

    def __init__(self, file: Any, parts: Mapping[str, Mapping[str, Value]]) -> None:
        super().__init__(file, "w", ZIP_DEFLATED, allowZip64=True)
        self._parts = parts

    def write(self, filename: Any, arcname: Any = None, *args: Any, **options: Any) -> None:
        if arcname not in self._parts:
            super().write(filename, arcname, *args, **options)
            return
        sheet = Path(filename).read_text(encoding="utf-8")
        self.writestr(arcname, filled(sheet, self._parts[arcname]))


def filled(sheet: str, values: Mapping[str, Value]) -> str:
    """The XML of a sheet with a value behind each of its formulas. Raises ValueError unless they match one to one."""
    found: set[str] = set()

    def with_value(match: re.Match[str]) -> str:
        place, attributes, formula = match.groups()
        if place not in values:
            return match[0]
        found.add(place)
        kind, text = _stored(values[place])
        return f'<c r="{place}"{attributes}{kind}><f>{formula}</f><v>{text}</v></c>'

    sheet = _EMPTY.sub(with_value, sheet)
    if len(found) < len(values):
        raise ValueError(f"Values without a formula: {sorted(values.keys() - found)[:5]}")
    if _AN_EMPTY_ONE.search(sheet):
        raise ValueError("A formula has no value.")
    return sheet


def _stored(value: Value) -> tuple[str, str]:
    """The type and the text of a value as a file holds them: numbers bare, text as a string, days as serial numbers."""
    if value is None:
        return _NO_TEXT, ""
    if isinstance(value, bool):
        return ' t="b"', str(int(value))
    if isinstance(value, str):
        return _NO_TEXT, escape(value)
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.make_naive(value)
    if isinstance(value, date | time):
        return "", repr(to_excel(value))
    return "", repr(int(value)) if value == int(value) else repr(float(value))
