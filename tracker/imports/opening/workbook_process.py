"""Reads one workbook from stdin and prints its sheets as lines of JSON. Run in a process of its own.

A hostile workbook can make any reader allocate the whole grid for a single cell at XFD1048576. Here that ends this
process, at its own limits, and not the server. Nothing of the project is imported, so that it starts in 50 ms.
Lines: {"sheet": name, "visible": bool, "merges": [[0, 1, 2, 1], ...], "hidden": [row, ...]} followed by
[[number, [cell, ...]], ...] for rows with content, some hundred in a line;
a date is {"d": "2026-01-05"}, a moment {"m": …}, a time of day {"t": …}, a length of time {"s": seconds}.
Exit status 3: protected by a password; 4: not readable; any other but 0: the limits were reached.
"""

import io
import json
import re
import resource
import sys
import zipfile
import zlib
from datetime import date, datetime, time
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

MEMORY = 1024 * 1024 * 1024
SECONDS = 20
ROWS_A_LINE = 500
MOST_MERGES = 50_000
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\s[^>]*?\bhidden=[\"'](?:1|true)[\"'][^>]*>")


def tagged(cell: Any) -> dict[str, Any]:
    """Days and times, which JSON has no word for."""
    if isinstance(cell, datetime):
        return {"m": cell.isoformat()}
    if isinstance(cell, date):
        return {"d": cell.isoformat()}
    if isinstance(cell, time):
        return {"t": cell.isoformat()}
    return {"s": cell.total_seconds()}


def merges(sheet: CalamineSheet) -> list[list[int]]:
    """Ranges merged over several rows: first row and column, last row and column, all from 0."""
    ranges = (sheet.merged_cell_ranges or [])[:MOST_MERGES]
    return sorted([*first, *last] for first, last in ranges if last[0] > first[0])


def hidden_rows(data: bytes) -> list[list[int]]:
    """Numbers of the hidden rows of each sheet in the order of the workbook; the reader of cells does not tell them.

    None where the parts of the workbook are not named as usual: what is hidden is told, not refused.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            sheets = _SHEET.findall(parts.read("xl/workbook.xml"))
            related = _RELATION.findall(parts.read("xl/_rels/workbook.xml.rels"))
            targets = {_attribute(b"Id", tag): _attribute(b"Target", tag).decode() for tag in related}
            names = [targets.get(_attribute(rb"\w+:id", tag), "") for tag in sheets]
            return [_hidden_in(parts, name.removeprefix("/xl/")) for name in names]
    except (zipfile.BadZipFile, KeyError, ValueError, RuntimeError, OSError, zlib.error):
        return []


def _hidden_in(parts: zipfile.ZipFile, name: str) -> list[int]:
    if f"xl/{name}" not in parts.namelist():
        return []
    text = parts.read(f"xl/{name}")
    if b"hidden=" not in text:
        return []
    numbers = (_attribute(b"r", tag) for tag in _HIDDEN_ROW.findall(text))
    return [int(number) for number in numbers if number.isdigit()]


def _attribute(name: bytes, tag: bytes) -> bytes:
    match = re.search(rb"\s" + name + rb"=[\"']([^\"']*)[\"']", tag)
    return match[1] if match else b""


def print_sheet(sheet: CalamineSheet) -> None:
    if sheet.start is None:
        return
    rows: list[Any] = []
    before = [None] * sheet.start[1]  # rows above the first filled cell are given, columns before it are not
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells = before + [None if cell == "" else cell for cell in row]
        while cells and cells[-1] is None:
            cells.pop()
        if cells:
            rows.append([number, cells])
        if len(rows) >= ROWS_A_LINE:
            print(json.dumps(rows, default=tagged))
            rows.clear()
    print(json.dumps(rows, default=tagged))


def main() -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        data = sys.stdin.buffer.read()
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        hidden = hidden_rows(data)
        for place, about in enumerate(book.sheets_metadata):
            if about.typ == SheetTypeEnum.WorkSheet:
                visible = about.visible == SheetVisibleEnum.Visible
                sheet = book.get_sheet_by_name(about.name)
                rows = hidden[place] if place < len(hidden) else []
                print(json.dumps({"sheet": about.name, "visible": visible, "merges": merges(sheet), "hidden": rows}))
                print_sheet(sheet)
    except PasswordError:
        return 3
    except CalamineError:
        return 4
    return 0


if __name__ == "__main__":
    sys.exit(main())
