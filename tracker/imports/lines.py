"""What becomes of each row: the lines of an import, from the first row of the file to the last."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext as _

from tracker.imports.asides import reason_above, reason_not_held, reason_of
from tracker.imports.blocks import Block
from tracker.imports.cells import Cell, plain, text_of
from tracker.imports.classified import is_classified_row
from tracker.imports.headers import is_empty, is_repeated
from tracker.imports.kinds import kind_of_title, kind_of_word
from tracker.imports.problems import CellError
from tracker.imports.readings import Reading
from tracker.imports.records import Ledger, Record
from tracker.imports.rows import RowSplitter
from tracker.imports.sheets import Sheet
from tracker.imports.understanding import understand_record
from tracker.imports.vocabulary import codes


class Outcome(StrEnum):
    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    REFUSED = "refused"
    DOUBTFUL = "doubtful"


@dataclass(slots=True)
class Line:
    """One row with content. outcome is None until it is compared with the ledger.

    counted is False for headings and what stands above them: they are named, but are no rows that were read.
    errors, unclear: the cells to mend, the cells that can be read in two ways.
    of: the row of which this one is a repetition.
    """

    sheet: str
    row: int
    outcome: Outcome | None = None
    reason: str = ""
    message: str = ""
    record: Record | None = None
    errors: list[CellError] = field(default_factory=list)
    unclear: list[CellError] = field(default_factory=list)
    counted: bool = True
    of: int | None = None

    def skip(self, reason: str, of: int | None = None) -> "Line":
        self.outcome, self.reason, self.of = Outcome.SKIPPED, reason, of
        return self

    def hold(self, reason: str, message: str) -> "Line":
        self.outcome, self.reason, self.message = Outcome.DOUBTFUL, reason, message
        return self

    def refuse(self, reason: str, errors: list[CellError]) -> "Line":
        self.outcome, self.reason, self.errors = Outcome.REFUSED, reason, errors
        return self


def lines_of(sheet: Sheet, block: Block, kind: str, ledger: Ledger) -> Iterator[Line]:
    """Every row of a block with content, in order. kind: that of the rows which do not name their own."""
    splitter = RowSplitter(block.header)
    has_title = False
    for index in range(block.start, block.end):
        row = block.row(sheet, index)
        line = Line(sheet.name, index + 1)
        if index in sheet.classified and not block.left:
            yield _refuse_classified(line)
        if is_empty(row):
            continue
        if index > block.header.end:
            yield _line(line, row, splitter, kind, ledger)
        elif not block.left:
            line.counted = False
            reason = "header" if index >= block.header.index else reason_above(row, has_title)
            has_title = has_title or reason == "title"
            yield line.skip(reason)


def skipped_sheet(sheet: Sheet, reason: str) -> Iterator[Line]:
    """Every row of a sheet that is not read."""
    for index, row in enumerate(sheet.rows):
        if index in sheet.classified:
            yield _refuse_classified(Line(sheet.name, index + 1))
        elif not is_empty(row):
            yield Line(sheet.name, index + 1).skip(reason)


def _line(line: Line, row: list[Cell], splitter: RowSplitter, kind: str, ledger: Ledger) -> Line:
    if is_classified_row(row):
        return _refuse_classified(line)
    if is_repeated(splitter.header, row):
        return line.skip("header_repeat")
    if reason := reason_of(row) or ("" if splitter.says_something(row) else "note"):
        return line.skip(reason)
    cells = splitter.split(row)
    if _judged_by_status(line, splitter, row):
        return line
    if reason := reason_not_held(*(text_of(cells.get(name)) for name in ("title", "remark", "date", "manner"))):
        return line.skip(reason)
    told = kind_of_word(text_of(cells.get("kind") or cells.get("inspection_type"))) or kind or _kind_of(cells)
    if not told:
        return _refuse_kind(line, cells)
    record = Record(line.sheet, line.row, told)
    understood = understand_record(Reading(ledger, splitter.header.mapping, cells, record))
    line.record = record
    line.unclear = understood.unclear
    if understood.errors:
        return line.refuse("error", understood.errors)
    if understood.doubts:
        return line.hold(understood.doubts[0][0], " ".join(message for _reason, message in understood.doubts))
    return line


def _kind_of(cells: dict[str, Cell]) -> str:
    """Of a row that names no kind, in a table that is of none: what its title ends in."""
    return "" if "kind" in cells else kind_of_title(text_of(cells.get("title"))) or ""


def _refuse_classified(line: Line) -> Line:
    """Only the place and the reason; the content must be kept nowhere."""
    message = _("这一行有密级标志。本台账不处理涉密文件，这一行的内容没有保存。请从文件中删去后再导入。")
    return line.refuse("classified", [CellError(line.sheet, line.row, "", None, message)])


def _refuse_kind(line: Line, cells: dict[str, Cell]) -> Line:
    message = _("看不出是会议、文件还是督查检查考核。请写明类别。")
    return line.refuse("error", [CellError(line.sheet, line.row, "kind", text_of(cells.get("kind")), message)])


def _judged_by_status(line: Line, splitter: RowSplitter, row: list[Cell]) -> bool:
    """Cancelled and void rows are skipped; where several columns of status disagree, the row is held."""
    if "status" not in splitter.header.mapping:
        return False
    reasons = [codes("status_words").get(plain(text), "") for text in splitter.parts("status", row) if text]
    if not any(reasons):
        return False
    if all(reasons):
        line.skip(reasons[0])
    else:
        line.hold("status_contradicts", _("几个状态列互相矛盾：一列已取消，一列没有。请核对。"))
    return True
