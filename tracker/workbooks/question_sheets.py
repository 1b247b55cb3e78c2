"""A sheet that answers one question: title, the finding in a sentence, a table, its charts, a note and who signs."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tracker.queries.overview import Overview
from tracker.sentences.words import period_words
from tracker.workbooks.return_columns import keep_off_the_page
from tracker.workbooks.sheets import (
    LINE,
    Column,
    add_sheet,
    break_before,
    fitted,
    page_height,
    set_up_page,
    write_heads,
    write_note,
    write_title,
)
from tracker.workbooks.signatures import ROWS, sign
from tracker.workbooks.words import Edition, cut_off_line, maker_line

HEADS = 4
_BELOW = 80.0  # points for a note and who signs
_LOWEST = 8  # rows: lower than this no chart can be read


@dataclass(frozen=True, slots=True)
class Answer:
    """A sheet that was begun. first: the row below its heads. printed: how many columns stand on the page."""

    sheet: Worksheet
    columns: Sequence[Column]
    first: int
    printed: int

    @property
    def heads(self) -> int:
        return self.first - 1


def begin(
    workbook: Workbook,
    overview: Overview,
    edition: Edition,
    name: str,
    columns: Sequence[Column],
    unit: str,
    finding: str,
) -> Answer:  # fmt: skip
    """name: of the sheet, and of the question in its title. finding: without a full stop."""
    columns = fitted(columns)
    printed = sum(column.is_printed for column in columns)
    sheet = add_sheet(workbook, name, [column.width for column in columns])
    told = {"area": overview.area.name, "name": name, "period": period_words(overview.span)}
    title = _("%(area)s%(name)s（%(period)s）") % told
    write_title(sheet, title, maker_line(overview, edition), cut_off_line(overview, unit), printed)
    write_note(sheet, 3, printed, _("%(finding)s。") % {"finding": finding})
    return Answer(sheet, columns, write_heads(sheet, HEADS, columns), printed)


def room_for_charts(answer: Answer, row: int, number: int, rows: int) -> list[int]:
    """The first row of each of some charts, and the row after the last; all on one page, lower where they must be.

    rows: how high each is meant to be. Below the table where everything fits one page, else on a page of their own:
    programs do not agree where a second page ends.
    """
    sheet, page = answer.sheet, page_height(answer.sheet, answer.printed)
    heights = [sheet.row_dimensions[each].height or LINE for each in range(1, row)]
    if sum(heights) + number * rows * LINE + _BELOW > page:
        break_before(sheet, row)
        room = page - sum(heights[: answer.heads]) - _BELOW
        rows = max(_LOWEST, min(rows, int(room / LINE / number)))
    for each in range(row, row + number * rows):
        sheet.row_dimensions[each].height = LINE
    return [row + place * rows for place in range(number + 1)]


def end(
    answer: Answer,
    overview: Overview,
    edition: Edition,
    row: int,
    note: str,
    *,
    frozen: str = "C",
    one_page: bool = False,
) -> None:
    """row: the first below table and charts. frozen: the column right of the names."""
    row = write_note(answer.sheet, row, answer.printed, note)
    sign(answer.sheet, row, answer.printed, edition)
    answer.sheet.freeze_panes = f"{frozen}{answer.first}"
    set_up_page(answer.sheet, overview.area.name, heads=f"1:{answer.heads}", one_page=one_page, last_row=row + ROWS - 1)
    keep_off_the_page(answer.sheet, answer.printed)
