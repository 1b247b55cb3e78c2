"""A list of offices (.csv or .xlsx) into the tree: all of it or nothing. A second run of the same list adds nothing.

Columns: code, name, parent (a code), kind, level and, optionally, aliases and number_prefixes (；between several).
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tracker.imports.opening.cells import Cell, is_blank, plain, text_of
from tracker.imports.opening.files import read_file
from tracker.imports.opening.sheets import Sheet
from tracker.imports.problems import CellError, ImportFileError
from tracker.imports.vocabulary import codes, names, words
from tracker.models.offices import NumberPrefix, Office
from tracker.rules.entries import check_text

REQUIRED = ("code", "name", "kind", "level")
LENGTHS = {"code": 40, "name": 100, "aliases": 100, "number_prefixes": 40}
_SEPARATOR = re.compile(r"[；;]")
_REGION_LEVELS = (Office.Level.CENTRAL, Office.Level.PROVINCE, Office.Level.CITY, Office.Level.COUNTY)


@dataclass(slots=True)
class OfficeRow:
    """One office as the file describes it. parent is a code; empty at the top."""

    row: int
    code: str
    name: str
    parent: str
    kind: str
    level: str
    aliases: list[str] = field(default_factory=list)
    number_prefixes: list[str] = field(default_factory=list)


def read_offices(file_name: str, data: bytes) -> tuple[list[OfficeRow], list[CellError]]:
    """The offices of the first sheet, parents before children, and everything that is wrong with them.

    Raises ImportFileError when the file cannot be read or lacks a column.
    """
    sheet = next((sheet for sheet in read_file(file_name, data) if sheet.rows), None)
    if sheet is None:
        raise ImportFileError(_("文件里没有内容。请确认选对了文件。"))
    places = _places(sheet.rows[0])
    errors: list[CellError] = []
    rows = [
        row
        for number, cells in enumerate(sheet.rows[1:], 2)
        if not all(is_blank(cell) for cell in cells)
        for row in _row(sheet, number, {name: _at(cells, place) for name, place in places.items()}, errors)
    ]
    errors += _repeated(sheet, rows) + _orphans(sheet, rows) + _taken_prefixes(sheet, rows)
    ordered = _parents_first(rows)
    errors += _loops(sheet, rows, ordered)
    return ordered, sorted(errors, key=lambda error: error.row)


def _places(headings: list[Cell]) -> dict[str, int]:
    known = codes("office_columns")
    places = {
        known[plain(text_of(cell))]: place for place, cell in enumerate(headings) if plain(text_of(cell)) in known
    }
    missing = [name for name in REQUIRED if name not in places]
    if missing:
        raise ImportFileError(
            _("缺少这些列：%(columns)s。第一行应是 code,name,parent,kind,level。") % {"columns": "、".join(missing)}
        )
    return places


def _row(sheet: Sheet, number: int, cells: dict[str, str], errors: list[CellError]) -> Iterator[OfficeRow]:
    """The row, when nothing in it is wrong."""
    found = [CellError(sheet.name, number, name, cells.get(name, ""), message) for name, message in _wrong(cells)]
    errors += found
    if not found:
        level = _level(cells["level"])
        kind = _kind(cells["kind"], cells["name"], level)
        lists = {name: _several(cells.get(name, "")) for name in ("aliases", "number_prefixes")}
        yield OfficeRow(number, cells["code"], cells["name"], cells.get("parent", ""), kind, level, **lists)


def _wrong(cells: dict[str, str]) -> Iterator[tuple[str, str]]:
    for name, length in LENGTHS.items():
        for text in _several(cells.get(name, "")):
            if len(text) > length:
                yield name, _("超过 %(length)s 个字。") % {"length": length}
            yield from _unfit(name, text)
    for name in ("code", "name"):
        if not cells[name]:
            yield name, _("不能为空。")
    if cells["kind"] and plain(cells["kind"]) not in codes("office_kinds"):
        yield "kind", _("不是已知的类型。可用：%(known)s。") % {"known": _known("office_kinds")}
    if not _level(cells["level"]):
        yield "level", _("不是已知的层级。可用：C（中央）P（省）M（市）K（县）T（乡镇）V（村）。")


def _unfit(name: str, text: str) -> Iterator[tuple[str, str]]:
    try:
        check_text(text)
    except ValidationError as error:
        yield name, " ".join(error.messages)


def _level(text: str) -> str:
    return codes("office_levels").get(plain(text), "").upper()


def _kind(text: str, name: str, level: str) -> str:
    """An empty kind is an area (县, 市) where the name ends like one, and else an office of no special kind."""
    if text:
        return codes("office_kinds")[plain(text)]
    is_area = level in _REGION_LEVELS and name.endswith(tuple(words("region_endings")))
    return Office.Kind.REGION if is_area else Office.Kind.OTHER


def _known(subject: str) -> str:
    return "、".join(word for listed in names(subject).values() for word in listed[:2])


def _several(text: str) -> list[str]:
    parts = (part.strip() for part in _SEPARATOR.split(text))
    return list(dict.fromkeys(part for part in parts if part))


def _repeated(sheet: Sheet, rows: list[OfficeRow]) -> list[CellError]:
    first: dict[str, int] = {}
    message = _("代码与第 %(row)s 行重复。")
    return [
        CellError(sheet.name, row.row, "code", row.code, message % {"row": first[row.code]})
        for row in rows
        if first.setdefault(row.code, row.row) != row.row
    ]


def _orphans(sheet: Sheet, rows: list[OfficeRow]) -> list[CellError]:
    known = {row.code for row in rows} | set(Office.objects.values_list("code", flat=True))
    message = _("文件和系统中都没有这个上级代码。请先补上它。")
    return [
        CellError(sheet.name, row.row, "parent", row.parent, message)
        for row in rows
        if row.parent and row.parent not in known
    ]


def _taken_prefixes(sheet: Sheet, rows: list[OfficeRow]) -> list[CellError]:
    """A prefix tells whose a number is; two offices cannot share one."""
    in_file = {row.code for row in rows}
    outside = NumberPrefix.objects.exclude(office__code__in=in_file) if len(in_file) < 1_000 else NumberPrefix.objects
    owners = dict(outside.values_list("prefix", "office__code"))
    owners = {prefix: code for prefix, code in owners.items() if code not in in_file}
    counted = Counter(prefix for row in rows for prefix in row.number_prefixes)
    message = _("机关代字 %(prefix)s 不能属于两个单位。")
    return [
        CellError(sheet.name, row.row, "number_prefixes", prefix, message % {"prefix": prefix})
        for row in rows
        for prefix in row.number_prefixes
        if counted[prefix] > 1 or prefix in owners
    ]


def _parents_first(rows: list[OfficeRow]) -> list[OfficeRow]:
    """Rows in the order of the file, each after its parent; rows in a loop are left out."""
    in_file = {row.code for row in rows}
    children: dict[str, list[OfficeRow]] = {}
    for row in rows:
        children.setdefault(row.parent if row.parent in in_file else "", []).append(row)
    ordered = list(children.get("", []))
    for row in ordered:
        ordered += children.pop(row.code, [])  # taken once: a repeated code must not loop
    return ordered


def _loops(sheet: Sheet, rows: list[OfficeRow], ordered: list[OfficeRow]) -> list[CellError]:
    reached = {row.row for row in ordered}
    message = _("上级一环套一环，找不到顶层。请核对上级代码。")
    return [CellError(sheet.name, row.row, "parent", row.parent, message) for row in rows if row.row not in reached]


def _at(cells: list[Cell], place: int) -> str:
    return text_of(cells[place]) if place < len(cells) else ""
