"""Sheet 增减原因: from the base figure to today's, cause by cause; every kind adds up."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.chart import Reference

from tracker.measures.changes import Cause
from tracker.models.kinds import Kind
from tracker.queries.changes import Bridge, Changes
from tracker.queries.overview import Overview
from tracker.sentences.changes import MEANINGS, cause_word, changes_finding
from tracker.workbooks import cells
from tracker.workbooks.cells import Entry
from tracker.workbooks.drawings import BLUE, DARK_RED, GREY, Axis, Bars, Place, add_waterfall
from tracker.workbooks.question_sheets import Answer, begin, end, room_for_charts
from tracker.workbooks.sheets import Column, write_rows
from tracker.workbooks.words import Edition

CHART_ROWS = 15
FIRST = 5  # row of the first base
LABEL, HIDDEN, LESS, MORE, WHOLE = 2, 7, 8, 9, 10  # columns a picture is drawn from; the last four right of the page


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of the sheet: the base, a cause, or where it ends; numbers of the official and the full count.

    reached: where the official count stands after it. first: the row of the base of its kind.
    """

    kind: str
    label: str
    official: int | None
    full: int | None
    meaning: str
    reached: int
    first: int
    is_whole: bool
    is_end: bool = False


def sheet_name() -> str:
    return _("增减原因")


def add_changes(workbook: Workbook, overview: Overview, found: Mapping[str, Changes], edition: Edition) -> None:
    """found: by kind. Left out are kinds of which no base is known."""
    lines = list(_lines(found))
    finding = _("；").join(changes_finding(changes) for changes in found.values())
    answer = begin(workbook, overview, edition, sheet_name(), _columns(), _("个、件、项次"), finding)
    rows = list(enumerate(lines, start=FIRST))
    below = write_rows(answer.sheet, answer.first, answer.columns, rows, lambda row: "total" if row[1].is_whole else "")
    by_kind = {kind: [row for row in rows if row[1].kind == kind] for kind in found}
    drawn = {kind: own for kind, own in by_kind.items() if own and own[0][1].official is not None}
    places = room_for_charts(answer, below, len(drawn), CHART_ROWS) if drawn else [below]
    for (kind, own), (start, after) in zip(drawn.items(), pairwise(places), strict=True):
        _add_picture(answer, start, after, own, kind)
    end(answer, overview, edition, places[-1], _note())


def _lines(found: Mapping[str, Changes]) -> Iterator[_Line]:
    row = FIRST
    for kind, changes in found.items():
        if changes.official.base is None and changes.full.base is None:
            continue
        first, reached = row, changes.official.base or 0
        year = {"year": changes.base.first.year}
        yield _Line(
            kind, _("%(year)s年同期") % year, changes.official.base, changes.full.base, "", reached, first, True
        )
        for cause in changes.causes:
            official, full = _change(changes.official, cause), _change(changes.full, cause)
            reached += official or 0
            yield _Line(kind, cause_word(cause), official, full, str(MEANINGS[cause]), reached, first, False)
        row += len(changes.causes) + 2
        now, all_now = changes.official.now, changes.full.now
        yield _Line(kind, _("本年累计"), now, all_now, "", now, first, True, True)


def _change(bridge: Bridge, cause: Cause) -> int | None:
    return None if bridge.base is None else bridge.step(cause).change


def _columns() -> list[Column]:
    """A row is (number on the sheet, line)."""
    official, full = _("统计口径"), _("全口径")
    return [
        Column(_("事项"), 10, lambda row: cells.centred(str(Kind(row[1].kind).label))),
        Column(_("原因"), 22, lambda row: cells.centred(row[1].label)),
        Column(official, 12, lambda row: _number(row[1].official, row, "C")),
        Column(full, 12, lambda row: _number(row[1].full, row, "D")),
        Column(_("说明"), 70, lambda row: cells.text(row[1].meaning)),
        Column(_("到此为止"), 9, _reached, is_printed=False),
        Column(_("垫底"), 9, lambda row: _typed(_held_up(row[1])).by(_hidden(row)), is_printed=False),
        Column(_("减少"), 9, lambda row: _typed(max(0, -_step(row[1]))).by(_signed(row, "-")), is_printed=False),
        Column(_("增加"), 9, lambda row: _typed(max(0, _step(row[1]))).by(_signed(row, "")), is_printed=False),
        Column(_("总数"), 9, lambda row: _typed(row[1].reached if row[1].is_whole else 0), is_printed=False),
    ]


def _number(number: int | None, row: tuple[int, _Line], letter: str) -> Entry:
    """The last of a kind adds up what stands above it."""
    typed = cells.count(number)
    if row[1].is_whole or number is None:
        is_sum = row[1].is_end and number is not None
        return typed.by(f"SUM({letter}{row[1].first}:{letter}{row[0] - 1})" if is_sum else "")
    return Entry(number, "signed")


def _reached(row: tuple[int, _Line]) -> Entry:
    number, line = row
    if line.is_whole:
        return _typed(line.reached).by(f"N(C{number})")
    return _typed(line.reached).by(f"F{number - 1}+N(C{number})")


def _hidden(row: tuple[int, _Line]) -> str:
    number, line = row
    return "0" if line.is_whole else f"MIN(F{number - 1},F{number})"


def _signed(row: tuple[int, _Line], sign: str) -> str:
    number, line = row
    return "0" if line.is_whole else f"MAX(0,{sign}N(C{number}))"


def _held_up(line: _Line) -> int:
    return 0 if line.is_whole else min(line.reached, line.reached - _step(line))


def _step(line: _Line) -> int:
    return 0 if line.is_whole else line.official or 0


def _typed(number: int) -> Entry:
    return Entry(number, "count")


def _add_picture(answer: Answer, row: int, below: int, rows: list[tuple[int, _Line]], kind: str) -> None:
    """Of the official count, whose base is known."""

    def column(number: int) -> Reference:
        return Reference(answer.sheet, min_col=number, min_row=rows[0][0], max_row=rows[-1][0])

    bars = [
        Bars(_("垫底"), column(HIDDEN), GREY),
        Bars(_("总数"), column(WHOLE), GREY),
        Bars(_("减少"), column(LESS), BLUE),
        Bars(_("增加"), column(MORE), DARK_RED, hatched=True),
    ]
    title = _("%(kind)s（统计口径）：从基期到本年") % {"kind": Kind(kind).label}
    place = Place(1, row, answer.printed + 1, below)
    add_waterfall(answer.sheet, place, title, column(LABEL), bars, Axis(low=None))


def _note() -> str:
    return _("注：基期同期加各项原因，恰好等于本年累计。统计口径按今天的口径条款重算两期；图只画统计口径。")
