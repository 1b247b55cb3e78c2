"""A preview made from what became of every row."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from openpyxl.utils import get_column_letter

from tracker.imports.layouts.columns import table_previews
from tracker.imports.layouts.contents import Table, why_unread
from tracker.imports.layouts.headers import is_empty
from tracker.imports.layouts.lines import Line, Outcome
from tracker.imports.ledgers import ImportReport, counts_of
from tracker.imports.opening.cells import plain
from tracker.imports.opening.sheets import Sheet
from tracker.imports.problems import CellError
from tracker.imports.uploads.previews import (
    MOST_EXAMPLES,
    MOST_PROBLEMS,
    Counts,
    EffectGroup,
    Place,
    Preview,
    Problem,
    SheetPreview,
    SkippedRows,
)
from tracker.imports.uploads.questions import name_questions
from tracker.imports.values.names import OfficeNames
from tracker.models.ledger_templates import LedgerTemplate

Corrections = dict[str, dict[str, str]]  # fingerprint of the headings → heading → field
_LONGEST_VALUE = 120


def preview_from(
    report: ImportReport,
    sheets: Sequence[Sheet],
    effects: list[EffectGroup],
    names: OfficeNames,
    corrections: Corrections,
    templates: dict[str, LedgerTemplate],
) -> Preview:
    """Every row must have its outcome."""
    questions = name_questions(report, names)
    closest = {question.text: question.candidates[0].name for question in questions if question.candidates}
    problems = list(problems_of(report, closest))
    return Preview(
        counts=Counts(**report.counts()),
        sheets=[_sheet(sheet, report) for sheet in sheets],
        tables=table_previews(report, corrections, templates),
        names=questions,
        effects=effects,
        problems=problems[:MOST_PROBLEMS],
        problems_total=len(problems),
        skipped=_skipped(report),
        hidden_rows=sum(line.is_hidden and line.counted for line in report.lines),
    )


def problems_of(report: ImportReport, closest: Mapping[str, str] | None = None) -> Iterator[Problem]:
    """Everything that needs a person, refused cells first, in the order of the file; of a secret row only its place.

    closest: names nobody knows, with the likeliest office, as suggestions.
    """
    letters = {
        (table.sheet.name, table.block.side, table.block.header.index): _letters(table) for table in report.tables
    }
    for outcome in (Outcome.REFUSED, Outcome.DOUBTFUL):
        for line in report.with_outcome(outcome):
            known = _nearest(letters, line)
            for error in _errors(line):
                suggestion = (closest or {}).get(error.value or "", "")
                yield _problem(error, outcome, known, suggestion, is_acceptable=line.is_acceptable)


def _errors(line: Line) -> list[CellError]:
    """The cells of a row to mend; the row itself where no cell is to blame."""
    if line.outcome == Outcome.REFUSED:
        return line.errors
    return line.unclear or [CellError(line.sheet, line.row, "", "", line.message)]


def _problem(
    error: CellError, outcome: Outcome, letters: dict[str, str], suggestion: str, *, is_acceptable: bool
) -> Problem:
    return Problem(
        sheet=error.sheet,
        row=error.row,
        letter=letters.get(plain(error.column.partition("、")[0]), ""),
        heading=error.column if plain(error.column.partition("、")[0]) in letters else "",
        value=None if error.value is None else error.value[:_LONGEST_VALUE],
        message=error.message,
        outcome=outcome.value,
        suggestion=suggestion,
        is_acceptable=is_acceptable,
    )


def _letters(table: Table) -> dict[str, str]:
    positions = table.block.header.positions.items()
    return {heading: get_column_letter(place + 1) for heading, place in positions}


def _nearest(letters: dict[tuple[str, str, int], dict[str, str]], line: Line) -> dict[str, str]:
    """The columns of the last table of the sheet that begins above the row."""
    place = (line.sheet, line.side)
    above = [(index, known) for (*where, index), known in letters.items() if (*where,) == place and index < line.row]
    return max(above, key=lambda pair: pair[0])[1] if above else {}


def _sheet(sheet: Sheet, report: ImportReport) -> SheetPreview:
    is_read = any(table.sheet is sheet for table in report.tables)
    lines = [line for line in report.lines if line.sheet == sheet.name]
    filled = sum(not is_empty(row) for row in sheet.rows) + len(sheet.classified)
    return SheetPreview(sheet.name, filled, Counts(**counts_of(lines)), "" if is_read else why_unread(sheet))


def _skipped(report: ImportReport) -> list[SkippedRows]:
    found: dict[str, list[Place]] = defaultdict(list)
    for line in report.with_outcome(Outcome.SKIPPED):
        if line.counted:
            found[line.reason].append(Place(line.sheet, line.row))
    rows = [SkippedRows(reason, len(places), places[:MOST_EXAMPLES]) for reason, places in found.items()]
    return sorted(rows, key=lambda row: -row.number)
