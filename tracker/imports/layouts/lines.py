"""What becomes of each row: the lines of an import, from the first row of the file to the last."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext as _

from tracker.imports.layouts.asides import (
    is_alone,
    is_serial,
    marked_reason,
    reason_above,
    reason_not_held,
    reason_of,
    status_said,
)
from tracker.imports.layouts.blocks import Block
from tracker.imports.layouts.cards import Card
from tracker.imports.layouts.compounds import body_alone, issuer_behind, names_a_person, pairs_in, take_apart
from tracker.imports.layouts.continuations import goes_on, joined, serial_column, under_one_number
from tracker.imports.layouts.exported import is_exported
from tracker.imports.layouts.headers import is_empty, is_repeated, month_column
from tracker.imports.layouts.kinds import kind_of, kind_of_title, kind_of_word
from tracker.imports.layouts.rows import RowSplitter
from tracker.imports.layouts.sections import Section
from tracker.imports.opening.cells import Cell, plain, text_at, text_of
from tracker.imports.opening.sheets import Sheet
from tracker.imports.problems import CellError
from tracker.imports.records.readings import Reading
from tracker.imports.records.records import Ledger, Record
from tracker.imports.records.understanding import understand_record
from tracker.imports.values.classified import is_classified_row
from tracker.imports.vocabulary import codes

_PAGE = re.compile(r"\(?第\d+页(?:共\d+页)?\)?$|\(?续[表页]?\d*\)?$")  # how the same title differs from page to page
_OF_PART = re.compile(r"小计|本[月页]")


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
    of: the row of which this one is a repetition or a part. side: left or right, of two tables beside one another.
    is_hidden: nobody sees the row in Excel. is_accepted: a person wants it stored as it was read.
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
    side: str = ""
    is_hidden: bool = False
    is_accepted: bool = False

    @property
    def is_acceptable(self) -> bool:
        """Whether it is in doubt, and yet was read into a whole record that is not of an earlier row's item."""
        whole = self.record is not None and self.record.is_whole
        return self.outcome == Outcome.DOUBTFUL and whole and self.reason != "same_item_other_figures"

    def accept(self) -> None:
        """A person has looked: what is unclear about it no longer holds it back."""
        self.is_accepted = True
        if self.is_acceptable:
            self.outcome, self.reason, self.message, self.unclear = None, "", "", []

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
    reader = LineReader(sheet, block, kind, ledger)
    for index in range(block.start, block.end):
        if index in sheet.classified and not block.left:
            yield refuse_classified(Line(sheet.name, index + 1))
        elif not is_empty(block.raw(sheet, index)):
            yield reader.above(index) if index <= block.header.end else reader.below(index)


class LineReader:
    """The rows of a block from top to bottom: remembers what a section, a merged cell or a cut title carries on."""

    def __init__(self, sheet: Sheet, block: Block, kind: str, ledger: Ledger) -> None:
        self.sheet, self.block, self.kind = sheet, block, kind
        self.splitter = RowSplitter(block.header)
        self.section = Section(ledger)
        self.serial = serial_column(block.header.headings)
        self.has_subtotal = False
        self.said_above: dict[str, str] = {}
        self.is_exported = is_exported(block.header.headings)
        self.part_of = dict(block.part_of)
        self.months = month_column(block.header)
        self.names_people = names_a_person(block.header.mapping)
        self.pairs = pairs_in(block.header.mapping)
        self.has_no_issuers = not {"issuer", "recipients"} & block.header.mapping.keys()
        self.secret = {row for card in block.cards.values() if self._is_secret(card) for row in card.rows}
        self.numbered_with = under_one_number(self.serial, sheet.merges)

    def above(self, index: int) -> Line:
        """A line of the headings, or one that stands above them."""
        line = self._line(index)
        line.counted = False
        if index >= self.block.header.index:
            return line.skip("header")
        row = self.block.row(self.sheet, index)
        reason = reason_above(row, "title" in self.said_above.values())
        self.said_above[_said(row)] = reason
        return line.skip(reason)

    def below(self, index: int) -> Line:
        """A record, or a line between the records."""
        row, line = self.block.row(self.sheet, index), self._line(index)
        if index in self.secret:
            return refuse_classified(line)
        if index in self.part_of:
            return line.skip("card_part" if self.block.cards else "continuation", of=self.part_of[index] + 1)
        if is_classified_row(row):
            return refuse_classified(line)
        if self.is_exported:
            return self._record(line, row)
        if reason := self._aside(row):
            if reason == "section":
                self.section = self.section.entered(row)
            return line.skip(self._total_of(index, row) if reason == "subtotal" else reason)
        if self.block.cards and index not in self.block.cards:
            return line.skip("note")
        below = [] if self.block.cards else self._going_on(index, row)
        if any(is_classified_row(other) for other in below):
            return refuse_classified(line)
        if self.months is not None:
            self.section = self.section.in_month(text_at(row, self.months))
        return self._record(line, joined(row, below))

    def _is_secret(self, card: Card) -> bool:
        rows = self.sheet.classified
        return any(row in rows or is_classified_row(self.block.raw(self.sheet, row)) for row in card.rows)

    def _total_of(self, index: int, row: list[Cell]) -> str:
        """本季合计 at the end of a table that has no other is the total of it; between the rows it is one of a part."""
        is_first, self.has_subtotal = not self.has_subtotal, True
        below = (self.block.row(self.sheet, other) for other in range(index + 1, self.block.end))
        closes = all(is_empty(other) or marked_reason(other) or is_alone(other) for other in below)
        return "total" if is_first and closes and not _OF_PART.search(_said(row)) else "subtotal"

    def _line(self, index: int) -> Line:
        return Line(self.sheet.name, index + 1, side=self.block.side, is_hidden=index in self.sheet.hidden)

    def _aside(self, row: list[Cell]) -> str:
        """Why a row is no record, seen from itself and from what stands above the table."""
        if is_repeated(self.splitter.header, row):
            return "header_repeat"
        if reason := self._said_above(row):
            return reason
        if self.serial is not None and is_alone(row) and is_serial(text_at(row, self.serial)):
            return "empty_numbered"
        return reason_of(row) or ("" if self.splitter.says_something(row) else "note")

    def _said_above(self, row: list[Cell]) -> str:
        """The reason of the same line above the table: a title is repeated on each printed page."""
        first = _PAGE.sub("", plain(next(filter(None, map(text_of, row)), "")))
        if not any(said.startswith(first) for said in self.said_above):
            return ""
        return self.said_above.get(_said(row), "")

    def _going_on(self, index: int, row: list[Cell]) -> list[list[Cell]]:
        """The rows below that go on with this one; they are remembered as parts of it."""
        more: list[list[Cell]] = []
        for below in range(index + 1, self.block.end):
            other = self.block.row(self.sheet, below)
            shared = self.numbered_with.get(below) == index
            if is_empty(other) or not (shared or self._goes_on(other, [row, *more])):
                break
            self.part_of[below] = index
            more.append(other)
        return more

    def _goes_on(self, row: list[Cell], rows_above: list[list[Cell]]) -> bool:
        if self.serial is not None and text_at(row, self.serial):
            return False  # most rows of a long ledger: they have their own number
        titles = self.splitter.all_places.get("title", [])
        above = "".join(text_at(whole, place) for whole in rows_above for place in titles)
        # Where nobody numbers the rows, an empty number says nothing about what a row belongs to.
        numbered = self.serial is not None and bool(text_at(rows_above[0], self.serial))
        if not goes_on(row, self.splitter.all_places, self.serial if numbered else None, above):
            return False
        return not (marked_reason(row) or is_repeated(self.splitter.header, row) or self._said_above(row))

    def _record(self, line: Line, row: list[Cell]) -> Line:
        cells = self.splitter.split(row)
        take_apart(cells, self.pairs, self.section.ledger.names)
        if self.names_people and "issuer" in cells:
            cells["issuer"] = body_alone(text_of(cells["issuer"]), self.section.ledger.names)
        if self.section.issuer and "issuer" not in self.splitter.header.mapping:
            cells["issuer"] = self.section.issuer
        elif self.has_no_issuers and "number" not in cells:
            cells |= _issuer_behind(cells, self.section.ledger)
        if _judged_by_status(line, self.splitter, row):
            return line
        told = (text_of(cells.get(name)) for name in ("title", "remark", "date", "manner"))
        if not self.is_exported and (reason := reason_not_held(*told) or status_said(self._texts_beside_title(row))):
            return line.skip(reason)
        if kind := self._kind_of(cells):
            record = Record(line.sheet, line.row, kind, is_exported=self.is_exported)
            return _understood(line, Reading(self.section.ledger, self.splitter.header.mapping, cells, record))
        return _refuse_kind(line, cells)

    def _texts_beside_title(self, row: list[Cell]) -> list[str]:
        titles = self.splitter.all_places.get("title", [])
        return [text_of(cell) for place, cell in enumerate(row) if place not in titles]

    def _kind_of(self, cells: dict[str, Cell]) -> str:
        """What the row says, then the section, then the table; in a table of no kind what the title ends in."""
        told = kind_of_word(text_of(cells.get("kind") or cells.get("inspection_type"))) or ""
        if told or "kind" in cells:
            return told or self.kind
        if self.section.kind and kind_of(self.block.header.headings) is None:
            return self.section.kind
        return self.kind or kind_of_title(text_of(cells.get("title"))) or ""


def skipped_sheet(sheet: Sheet, reason: str) -> Iterator[Line]:
    """Every row of a sheet that is not read."""
    for index, row in enumerate(sheet.rows):
        if index in sheet.classified:
            yield refuse_classified(Line(sheet.name, index + 1))
        elif not is_empty(row):
            yield Line(sheet.name, index + 1).skip(reason)


def _issuer_behind(cells: dict[str, Cell], ledger: Ledger) -> dict[str, Cell]:
    name = issuer_behind(text_of(cells.get("title")), ledger.names)
    return {"issuer": name} if name else {}


def _said(row: list[Cell]) -> str:
    return _PAGE.sub("", plain("".join(map(text_of, row))))


def _understood(line: Line, reading: Reading) -> Line:
    understood = understand_record(reading)
    line.record, line.unclear = reading.record, understood.unclear
    if understood.errors:
        return line.refuse("error", understood.errors)
    if understood.doubts:
        return line.hold(understood.doubts[0][0], " ".join(message for _reason, message in understood.doubts))
    return line


def refuse_classified(line: Line) -> Line:
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
