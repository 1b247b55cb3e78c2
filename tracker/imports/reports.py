"""An import as JSON for programs and as lines of text for people."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from tracker.imports.layouts.lines import Line, Outcome
from tracker.imports.ledgers import ImportReport
from tracker.imports.problems import CellError
from tracker.imports.records.told import told_by

SHOWN = 200
_STORED = (Outcome.NEW, Outcome.UPDATED, Outcome.UNCHANGED)


def as_json(report: ImportReport, *, rows: bool = False) -> dict[str, Any]:
    """The stable shape of `import_ledger --json`; with rows, also what became of each row."""
    told: dict[str, Any] = {"counts": report.counts(), "errors": [_error(error) for error in report.errors]}
    if rows:
        told["records"] = [_record_line(line) for line in report.with_outcome(*_STORED)]
        told["skipped"] = [_place(line) | _of(line) for line in report.with_outcome(Outcome.SKIPPED)]
        told["refused"] = [_place(line) for line in report.with_outcome(Outcome.REFUSED)]
        told["doubtful"] = [_doubtful(line) for line in report.with_outcome(Outcome.DOUBTFUL)]
    return told


def as_text(report: ImportReport) -> Iterator[str]:
    """A summary, then each row that needs a person, the refused ones first."""
    yield (
        _(
            "读入 %(read)s 行：新增 %(new)s，更新 %(updated)s，已有 %(unchanged)s，"
            "跳过 %(skipped)s，退回 %(refused)s，存疑 %(doubtful)s。"
        )
        % report.counts()
    )
    yield from _unread_sheets(report)
    problems = [_error_text(error) for error in report.errors]
    problems += [_doubt_text(line) for line in report.with_outcome(Outcome.DOUBTFUL)]
    yield from problems[:SHOWN]
    if len(problems) > SHOWN:
        yield _("还有 %(count)s 处没有列出，可用 --errors 存成工作簿。") % {"count": len(problems) - SHOWN}


def _unread_sheets(report: ImportReport) -> Iterator[str]:
    """Sheets without known headings may hold a ledger all the same: nobody shall think they were read."""
    unread = Counter(line.sheet for line in report.lines if line.reason in {"summary_sheet", "hidden_sheet"})
    for sheet, rows in unread.items():
        yield _("工作表“%(sheet)s”没有读：没有认出表头，或是隐藏的（%(rows)s 行）。") % {"sheet": sheet, "rows": rows}


def _error_text(error: CellError) -> str:
    place = {"sheet": error.sheet, "row": error.row, "column": error.column, "message": error.message}
    if not error.column:
        return _("%(sheet)s 第 %(row)s 行：%(message)s") % place
    return _("%(sheet)s 第 %(row)s 行“%(column)s”：%(message)s") % place


def _doubt_text(line: Line) -> str:
    return _("%(sheet)s 第 %(row)s 行存疑，没有存入：%(message)s") % {
        "sheet": line.sheet,
        "row": line.row,
        "message": line.message,
    }


def _error(error: CellError) -> dict[str, Any]:
    return {
        "sheet": error.sheet,
        "row": error.row,
        "column": error.column,
        "value": error.value,
        "message": error.message,
    }


def _place(line: Line) -> dict[str, Any]:
    return _row(line) | {"reason": line.reason}


def _row(line: Line) -> dict[str, Any]:
    """Where it stands; block: left or right, of two tables beside one another; hidden: nobody sees it in Excel."""
    side = {"block": line.side} if line.side else {}
    return {"sheet": line.sheet, "row": line.row} | side | ({"hidden": True} if line.is_hidden else {})


def _of(line: Line) -> dict[str, Any]:
    return {} if line.of is None else {"of": line.of}


def _doubtful(line: Line) -> dict[str, Any]:
    best = None if line.record is None else told_by(line.record)
    return _place(line) | {"message": line.message, "best": best}


def _record_line(line: Line) -> dict[str, Any]:
    assert line.record is not None
    return _row(line) | told_by(line.record)
