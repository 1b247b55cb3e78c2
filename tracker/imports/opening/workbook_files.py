"""Workbooks (.xlsx) → sheets. Parsed in a child process, see workbook_process.py."""

import io
import json
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from tracker.imports.opening.cells import Cell
from tracker.imports.opening.child_processes import run_reader
from tracker.imports.opening.containers import check_container, damaged, too_big
from tracker.imports.opening.merges import fill_down
from tracker.imports.opening.sheets import Sheet, check_extent
from tracker.imports.problems import ImportFileError

PROCESS = Path(__file__).with_name("workbook_process.py")
_LONGEST_WORD = 24
_STATUS_PASSWORD, _STATUS_UNREADABLE = 3, 4


def read_workbook(data: bytes, *, as_written: bool = False) -> list[Sheet]:
    """Every worksheet in its order, hidden ones included. Formulas give their stored values.

    as_written: leave empty what cells merged over several rows hide, instead of repeating there what they say. Raises
    ImportFileError with one sentence when the bytes are no workbook, are protected or are too large.
    """
    check_container(data)
    sheets = _sheets(io.BytesIO(_run(data)))
    if not as_written:
        for sheet in sheets:
            fill_down(sheet.rows, sheet.merges)
    return sheets


def _run(data: bytes) -> bytes:
    status, printed = run_reader(PROCESS, data)
    if status == _STATUS_PASSWORD:
        raise ImportFileError(_("工作簿设有打开密码。请去掉密码，另存为 .xlsx 后再上传。"))
    if status == _STATUS_UNREADABLE:
        raise damaged()
    if status != 0:
        raise too_big()
    return printed


def _sheets(lines: Iterable[bytes]) -> list[Sheet]:
    sheets: list[Sheet] = []
    words: dict[str, str] = {}
    for line in lines:
        told = json.loads(line, object_hook=_untagged)
        if isinstance(told, dict):
            merges = [tuple(merge) for merge in told["merges"]]
            hidden = frozenset(number - 1 for number in told["hidden"])
            sheets.append(Sheet(told["sheet"], [], told["visible"], merges, hidden=hidden))
            continue
        rows = sheets[-1].rows
        for number, cells in told:
            check_extent(number, len(cells))
            rows.extend([] for _missing in range(number - 1 - len(rows)))
            rows.append([_shared(cell, words) for cell in cells])
    return sheets


def _shared(cell: Cell, words: dict[str, str]) -> Cell:
    """Equal words are kept once: most of a long ledger is the same few hundred of them."""
    if isinstance(cell, str) and len(cell) <= _LONGEST_WORD:
        return words.setdefault(cell, cell)
    return cell


def _untagged(told: dict[str, Any]) -> Any:
    """A day or time from its tag; what tells of a sheet stays as it is."""
    if len(told) > 1:
        return told
    ((tag, value),) = told.items()
    return _UNTAG[tag](value)


_UNTAG: dict[str, Any] = {
    "d": date.fromisoformat,
    "m": datetime.fromisoformat,
    "t": time.fromisoformat,
    "s": lambda seconds: timedelta(seconds=seconds),
}
