"""Sheets as compressed bytes and back, to be kept between the upload of a file and its storing."""

import json
import zlib
from datetime import date, datetime, time, timedelta
from typing import Any

from tracker.imports.opening.cells import Cell
from tracker.imports.opening.sheets import Sheet


def packed(sheets: list[Sheet]) -> bytes:
    told = [
        {
            "name": sheet.name,
            "visible": sheet.visible,
            "classified": sorted(sheet.classified),
            "hidden": sorted(sheet.hidden),
            "rows": [[_tagged(cell) for cell in row] for row in sheet.rows],
        }
        for sheet in sheets
    ]
    return zlib.compress(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode(), 6)


def unpacked(data: bytes) -> list[Sheet]:
    """What `packed` was given; merged cells have long been filled."""
    return [
        Sheet(
            told["name"],
            [[_untagged(cell) for cell in row] for row in told["rows"]],
            told["visible"],
            classified=frozenset(told["classified"]),
            hidden=frozenset(told["hidden"]),
        )
        for told in json.loads(zlib.decompress(data))
    ]


def _tagged(cell: Cell) -> Any:
    if cell is None or isinstance(cell, str | bool | int | float):
        return cell
    if isinstance(cell, timedelta):
        return ["s", cell.total_seconds()]
    tag = "m" if isinstance(cell, datetime) else "d" if isinstance(cell, date) else "t"
    return [tag, cell.isoformat()]


def _untagged(cell: Any) -> Cell:
    return _UNTAG[cell[0]](cell[1]) if isinstance(cell, list) else cell


_UNTAG: dict[str, Any] = {
    "d": date.fromisoformat,
    "m": datetime.fromisoformat,
    "t": time.fromisoformat,
    "s": lambda seconds: timedelta(seconds=seconds),
}
