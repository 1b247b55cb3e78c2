"""Finds the row of headings, what each column holds, and which kind of ledger it is."""

import re
import unicodedata
from dataclasses import dataclass, field

from tracker.imports.cells import Cell, is_blank, plain, text_of
from tracker.imports.mappings import Mapping, Source
from tracker.imports.sheets import Sheet
from tracker.imports.vocabulary import names, words
from tracker.models.kinds import Kind

SEARCHED_ROWS = 30
_BRACKETED = re.compile(r"[(\[【〔].*?[)\]】〕]")
_MARKS = re.compile(r"[*:：★＊?]")
_NEEDED = 2  # a title line may hold one known word; a row of headings holds several


@dataclass(frozen=True, slots=True)
class Header:
    """index: the row of headings, from 0. positions: column name, made comparable, to its place in the row."""

    index: int
    positions: dict[str, int]
    mapping: Mapping
    headings: tuple[str, ...] = field(default=())


def find_header(sheet: Sheet, mapping: Mapping | None) -> Header | None:
    """The first row that holds a title and another known heading, or every column of the mapping; None without one."""
    for index, row in enumerate(sheet.rows[:SEARCHED_ROWS]):
        headings = tuple(text_of(cell) for cell in row)
        positions = _positions(headings)
        if mapping is not None:
            if _missing(mapping, positions):
                continue
            return Header(index, positions, mapping, headings)
        found = recognised(headings)
        if "title" in found and len(found) >= _NEEDED:
            return Header(index, positions, found, headings)
    return None


def missing_columns(sheet: Sheet, mapping: Mapping) -> list[str]:
    """Columns the mapping names that the best row of the sheet lacks."""
    rows = [_positions(tuple(text_of(cell) for cell in row)) for row in sheet.rows[:SEARCHED_ROWS]]
    return min((_missing(mapping, positions) for positions in rows), key=len, default=[])


def recognised(headings: tuple[str, ...]) -> Mapping:
    """Field to column, by the known names; of several names of a field the preferred one that is there."""
    places: dict[str, str] = {}
    for heading in reversed(headings):
        places[_bare(heading)] = heading
    places |= {plain(heading): heading for heading in reversed(headings)}
    mapping: Mapping = {}
    taken: set[str] = set()
    for name, known in names("columns").items():
        column = next((places[plain(word)] for word in known if places.get(plain(word), "") not in taken | {""}), None)
        if column is not None:
            taken.add(column)
            mapping[name] = Source(columns=(column,), unit=_unit(column), empty=words("nothing"))
    return mapping


def kind_of(header: Header, *texts: str) -> str | None:
    """The kind a ledger's headings speak of, or else the names of its sheet and file; None when neither decides."""
    headings = {_bare(heading) for heading in header.headings}
    scores = {kind: len(headings & {plain(word) for word in marks}) for kind, marks in names("kind_marks").items()}
    best = [kind for kind, score in scores.items() if score and score == max(scores.values())]
    if len(best) == 1:
        return Kind(best[0])
    return next((kind for text in texts if (kind := _kind_in(text))), None)


def _kind_in(text: str) -> str | None:
    found = {kind for kind, known in names("kind_words").items() for word in known if plain(word) in plain(text)}
    return Kind(found.pop()) if len(found) == 1 else None


def _positions(headings: tuple[str, ...]) -> dict[str, int]:
    return {plain(heading): place for place, heading in reversed(list(enumerate(headings))) if heading}


def _missing(mapping: Mapping, positions: dict[str, int]) -> list[str]:
    wanted = dict.fromkeys(column for source in mapping.values() for column in source.columns)
    return [column for column in wanted if plain(column) not in positions]


def _bare(heading: str) -> str:
    """A heading without its unit, star or colon: *时长（分钟）： is 时长."""
    half = unicodedata.normalize("NFKC", heading)
    return plain(_MARKS.sub("", _BRACKETED.sub("", half)))


def _unit(heading: str) -> str | None:
    if "小时" in heading or "hour" in heading.lower():
        return "hours"
    return "minutes" if "分钟" in heading or "minute" in heading.lower() else None


def is_repeated(header: Header, row: list[Cell]) -> bool:
    """Whether a row is the headings again, as at the top of each printed page."""
    texts = [text_of(cell) for cell in row]
    filled = [(text, heading) for text, heading in zip(texts, header.headings, strict=False) if text]
    return len(filled) >= _NEEDED and all(plain(text) == plain(heading) for text, heading in filled)


def is_empty(row: list[Cell]) -> bool:
    return all(is_blank(cell) for cell in row)
