"""What is to be marked in a workbook, as orders for marking_process.py."""

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from tracker.imports.layouts.contents import Table
from tracker.imports.layouts.lines import Line, Outcome
from tracker.imports.ledgers import ImportReport
from tracker.imports.opening.cells import plain
from tracker.imports.problems import CellError
from tracker.imports.uploads.cleaning import HINTS

PROCESS = Path(__file__).with_name("marking_process.py")
REFUSED, DOUBTFUL = "FFF6CFCB", "FFFFE9B8"  # tints that leave black text readable, also printed in grey
_TINTS = {Outcome.REFUSED: REFUSED, Outcome.DOUBTFUL: DOUBTFUL}


def framed(orders: dict[str, Any], data: bytes) -> bytes:
    """Orders and workbook as the process reads them."""
    told = json.dumps(orders).encode()
    return len(told).to_bytes(8, "big") + told + data


def orders_of(report: ImportReport) -> dict[str, Any]:
    """A hint for every refused or doubtful row of every table."""
    return {"mark": _marks(report), "heading": HINTS, "legend": legend()}


def legend() -> list[list[str]]:
    return [
        ["", _("“台账提示”怎么看")],
        [REFUSED, _("▲ 红色：这一行没有写入台账。请按右侧“台账提示”一列改正标红的格子。")],
        [DOUBTFUL, _("● 黄色：这一行可以有两种读法，没有写入。请改得明确。")],
        ["", _("改好后把整个文件再上传一次：已写入的行不会重复，只写入还缺的行。")],
        ["", _("“台账提示”一列和这张工作表不会被读取，可以留着，也可以删去。")],
    ]


def _marks(report: ImportReport) -> dict[str, Any]:
    headings: dict[str, set[int]] = defaultdict(set)
    for table in report.tables:
        headings[table.sheet.name].add(table.block.header.end + 1)
    rows: dict[str, dict[int, list[Any]]] = defaultdict(dict)
    for line in report.with_outcome(*_TINTS):
        if line.sheet in headings and line.outcome is not None:
            mark = [line.row, _text(line), _TINTS[line.outcome], _places(line, report.tables)]
            rows[line.sheet][line.row] = _joined(rows[line.sheet].get(line.row), mark)
    return {sheet: {"headings": sorted(its), "rows": [*rows[sheet].values()]} for sheet, its in headings.items()}


def _joined(one: list[Any] | None, other: list[Any]) -> list[Any]:
    """Tables side by side share their rows: one hint for both, in the graver of their tints."""
    if one is None:
        return other
    tint = REFUSED if REFUSED in (one[2], other[2]) else DOUBTFUL
    return [one[0], f"{one[1]} {other[1]}", tint, sorted({*one[3], *other[3]})]


def _text(line: Line) -> str:
    """All sentences of a row, each after the column it is about."""
    errors = _errors(line)
    if not errors:
        return line.message
    return " ".join(_sentence(error) for error in errors)


def _sentence(error: CellError) -> str:
    if not error.column:
        return error.message
    return _("“%(column)s”：%(message)s") % {"column": error.column, "message": error.message}


def _errors(line: Line) -> list[CellError]:
    return line.errors if line.outcome == Outcome.REFUSED else line.unclear


def _places(line: Line, tables: list[Table]) -> list[int]:
    """Columns of the cells to mend, from 1."""
    named = {plain(part) for error in _errors(line) for part in error.column.split("、")}
    return sorted({place + 1 for heading, place in _positions(line, tables) if heading in named})


def _positions(line: Line, tables: list[Table]) -> Iterator[tuple[str, int]]:
    for table in tables:
        if (
            table.sheet.name == line.sheet
            and table.block.side == line.side
            and table.block.start < line.row <= table.block.end
        ):
            yield from table.block.header.positions.items()
