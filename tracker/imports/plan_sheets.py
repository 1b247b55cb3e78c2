"""A plan of the year as a sheet of Excel: each row read, checked by the form of the page, and stored only as a whole.

Nothing of the file is kept: what was read travels in the preview, signed, until it is confirmed.
"""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from django.conf import settings
from django.core import signing
from django.utils.translation import gettext as _

from tracker.forms.plans import PlanLineForm
from tracker.imports.opening.cells import Cell, plain, text_at, text_of
from tracker.imports.opening.files import read_file
from tracker.imports.opening.sheets import Sheet
from tracker.imports.problems import CellError, DoubtError, ImportFileError, UnreadableError
from tracker.imports.uploads.cleaning import check_name, refused_as_classified
from tracker.imports.values.classified import is_classified_row
from tracker.imports.values.durations import understand_duration
from tracker.imports.values.numbers import understand_count
from tracker.imports.values.people import understand_people
from tracker.models.plans import PlanLine

MOST_LINES = 500
HEAD_WITHIN = 15  # rows from the top among which the headings stand
EXAMPLE = "示例"
SEALED_FOR = 24 * 60 * 60
_SALT = "plan sheet"
_DAY = re.compile(r"(?:(\d{4})[年./-])?(\d{1,2})[月./-](\d{1,2})日?")
_MONTH = re.compile(r"(?:\d{4}[年./-])?(\d{1,2})月?份?")
Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PlanSheet:
    """What was read. values: of each line, as the form takes them; worth something only where there are no errors."""

    values: list[Values]
    errors: list[CellError]

    def lines(self, year: int) -> list[PlanLine]:
        """Unsaved lines. Raises ValueError where one is refused: then nothing may be stored."""
        return [PlanLineForm(values, year=year).save(commit=False) for values in self.values]


def read_plan(file_name: str, data: bytes, year: int, known: Sequence[PlanLine]) -> PlanSheet:
    """Every row of every sheet that has the headings. known: lines the plan holds, which are not entered twice.

    Raises ImportFileError, with one sentence, for a file that cannot be opened or has no headings.
    """
    check_name(file_name)
    found = [part for sheet in read_file(file_name, data) if (part := _headed(sheet)) is not None]
    if not found:
        raise ImportFileError(_("没有找到表头。至少要有“类别”“名称”两列；可先下载空白表。"))
    read = [row for sheet, head, columns in found for row in _rows(sheet, head, columns, year)]
    if not read:
        raise ImportFileError(_("表头下没有内容。"))
    if len(read) > MOST_LINES:
        raise ImportFileError(_("一次最多导入 %(most)s 条，请拆开。") % {"most": MOST_LINES})
    return _without_doubles(read, known)


def sealed(sheet: PlanSheet, about: str) -> str:
    """The lines as a text that nobody can change. about: whose and which year's they are."""
    return signing.dumps(sheet.values, salt=_SALT + about, compress=True)


def unsealed(seal: str, about: str) -> PlanSheet | None:
    """None for a seal that was changed, is a day old, or belongs to another plan."""
    try:
        return PlanSheet(signing.loads(seal, salt=_SALT + about, max_age=SEALED_FOR), [])
    except signing.BadSignature:
        return None


def doubles(values: Sequence[Values], known: Sequence[PlanLine]) -> list[str]:
    """Titles that the plan holds already, under the same kind and month."""
    there = _keys(known)
    return [row["title"] for row in values if _key(row) in there]


@dataclass(frozen=True, slots=True)
class _Row:
    values: Values
    errors: list[CellError]
    place: Callable[[str, str], CellError]


def _headed(sheet: Sheet) -> tuple[Sheet, int, dict[str, int]] | None:
    """The sheet, the place of its headings and of each field; None without a kind and a title."""
    for number, row in enumerate(sheet.rows[:HEAD_WITHIN]):
        if is_classified_row(row):
            raise refused_as_classified()  # above the headings a mark is meant for the whole sheet
        columns: dict[str, int] = {}
        for place, cell in enumerate(row):
            field = _fields().get(plain(text_of(cell)).lstrip("*＊"))
            if field:
                columns.setdefault(field, place)
        if {"kind", "title"} <= columns.keys():
            return sheet, number, columns
    return None


def _rows(sheet: Sheet, head: int, columns: dict[str, int], year: int) -> Iterator[_Row]:
    for number, cells in enumerate(sheet.rows[head + 1 :], start=head + 2):
        if not any(text_at(cells, place) for place in columns.values()) or text_at(cells, 0) == EXAMPLE:
            continue
        if is_classified_row(cells):
            secret = _("这一行有密级标志，没有读入。涉密事项请从表中删去。")
            yield _Row(
                {}, [CellError(sheet.name, number, "", None, secret)], _placing(sheet, head, columns, number, [])
            )
            continue
        yield _checked(cells, columns, year, _placing(sheet, head, columns, number, cells))


def _placing(
    sheet: Sheet, head: int, columns: dict[str, int], number: int, cells: list[Cell]
) -> Callable[[str, str], CellError]:
    def place(field: str, message: str) -> CellError:
        column = columns.get(field, columns["title"])
        return CellError(sheet.name, number, text_at(sheet.rows[head], column), text_at(cells, column), message)

    return place


def _checked(cells: list[Cell], columns: dict[str, int], year: int, place: Callable[[str, str], CellError]) -> _Row:
    values: Values = {}
    errors: list[CellError] = []
    for field, column in columns.items():
        try:
            values |= _understood(field, cells[column] if column < len(cells) else None, year)
        except (UnreadableError, DoubtError) as error:
            errors.append(place(field, str(error)))
    form = PlanLineForm(values, year=year)
    told = {column for field in columns for column in (field, *(("month", "day") if field == "when" else ()))}
    for field, sentences in form.errors.items():
        if not errors or field in values or field not in told:
            errors.append(place("when" if field in ("month", "day") else field, " ".join(map(str, sentences))))
    return _Row(values, errors, place)


def _understood(field: str, cell: Cell, year: int) -> Values:
    if field == "kind":
        return {"kind": _kind(cell)}
    if field == "when":
        return _when(cell, year)
    if field in _NUMBERS:
        number = _NUMBERS[field](cell)
        return {field: "" if number is None else number}
    return {field: text_of(cell)}


def _minutes(cell: Cell) -> int | None:
    return understand_duration(cell, "minutes")


_NUMBERS: dict[str, Callable[[Cell], int | None]] = {
    "recipient_count": understand_count, "people": understand_people, "minutes": _minutes,
}  # fmt: skip


def _kind(cell: Cell) -> str:
    text = plain(text_of(cell))
    if not text:
        return ""
    for kind, words in _data()["kinds"].items():
        if text in words:
            return str(kind)
    raise UnreadableError(_("类别应是会议、发文或督检考。"))


def _when(cell: Cell, year: int) -> Values:
    """A day, a month, or neither; where no year is named, the plan's."""
    if isinstance(cell, datetime | date):
        return {"day": f"{cell:%Y-%m-%d}"}
    text = plain(text_of(cell))
    if text in _data()["no_month"]:
        return {}
    if found := _DAY.fullmatch(text):
        return {"day": f"{int(found[1] or year)}-{int(found[2]):02d}-{int(found[3]):02d}"}
    if found := _MONTH.fullmatch(text):
        return {"month": int(found[1])}
    raise UnreadableError(_("请写月份（如 3月）或日期（如 2026-03-05）；没有定的空着。"))


def _without_doubles(read: Sequence[_Row], known: Sequence[PlanLine]) -> PlanSheet:
    errors = [error for row in read for error in row.errors]
    seen = _keys(known)
    for row in read:
        if row.errors:
            continue
        key = _key(row.values)
        if key in seen:
            errors.append(row.place("title", _("与计划里已有的，或表中前面的一条重复。")))
        seen.add(key)
    return PlanSheet([row.values for row in read], errors)


def _keys(known: Sequence[PlanLine]) -> set[tuple[str, str, int | None]]:
    return {(line.kind, line.title, line.month) for line in known if line.status != PlanLine.Status.WITHDRAWN}


def _key(values: Values) -> tuple[str, str, int | None]:
    month = int(values["day"][5:7]) if values.get("day") else values.get("month")
    return values["kind"], " ".join(values["title"].split()), month


@cache
def _fields() -> dict[str, str]:
    """Heading, as compared, to field."""
    return {plain(name): field for field, names in _data()["columns"].items() for name in names}


@cache
def _data() -> dict[str, Any]:
    path = settings.BASE_DIR / "fixtures" / "plan_columns.json"
    read: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return read
