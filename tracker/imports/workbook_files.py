"""Workbooks (.xlsx) → sheets. Parsed in a child process, see workbook_process.py."""

import json
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from tracker.imports.cells import Cell
from tracker.imports.child_processes import run_reader
from tracker.imports.containers import check_container, damaged, too_big
from tracker.imports.merges import fill_down
from tracker.imports.problems import ImportFileError
from tracker.imports.sheets import Sheet, check_extent

PROCESS = Path(__file__).with_name("workbook_process.py")
_STATUS_PASSWORD, _STATUS_UNREADABLE = 3, 4


def read_workbook(data: bytes) -> list[Sheet]:
    """Every worksheet in its order, hidden ones included. Formulas give their stored values.

    Raises ImportFileError with one sentence when the bytes are no workbook, are protected or are too large.
    """
    check_container(data)
    return _sheets(_run(data).splitlines())


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
    for line in lines:
        told = json.loads(line)
        if "sheet" in told:
            merges = [tuple(merge) for merge in told["merges"]]
            hidden = frozenset(number - 1 for number in told["hidden"])
            sheets.append(Sheet(told["sheet"], [], told["visible"], merges, hidden=hidden))
            continue
        rows, number = sheets[-1].rows, told["row"]
        check_extent(number, len(told["cells"]))
        rows.extend([] for _missing in range(number - 1 - len(rows)))
        rows.append([_untagged(cell) for cell in told["cells"]])
    for sheet in sheets:
        fill_down(sheet.rows, sheet.merges)
    return sheets


def _untagged(cell: Any) -> Cell:
    if not isinstance(cell, dict):
        return cell
    ((tag, value),) = cell.items()
    return _UNTAG[tag](value)


_UNTAG: dict[str, Any] = {
    "d": date.fromisoformat,
    "m": datetime.fromisoformat,
    "t": time.fromisoformat,
    "s": lambda seconds: timedelta(seconds=seconds),
}
