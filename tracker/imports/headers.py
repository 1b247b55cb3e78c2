"""Finds the row of headings, or the two of them, and what each column holds."""

import re
from dataclasses import dataclass, field

from tracker.imports.cells import Cell, is_blank, plain, text_of
from tracker.imports.headings import known_headings, recognised
from tracker.imports.mappings import Mapping
from tracker.imports.sheets import Sheet

SEARCHED_ROWS = 30
_NEEDED = 2  # a title line may hold one known word; a row of headings holds several
_LONGEST = 24
_NO_HEADING = re.compile(r"[:：].|\d{4}|[。！]")  # 填报单位：新桥镇, 2025年, a sentence


@dataclass(frozen=True, slots=True)
class Header:
    """index, last: first and last row of headings, from 0. positions: column name, made comparable, to its place."""

    index: int
    positions: dict[str, int]
    mapping: Mapping
    headings: tuple[str, ...] = field(default=())
    last: int = -1

    @property
    def end(self) -> int:
        return max(self.index, self.last)


def find_header(sheet: Sheet, mapping: Mapping | None) -> Header | None:
    """The first row that holds a title and another known heading, or every column of the mapping; None without one."""
    for index in range(min(SEARCHED_ROWS, len(sheet.rows))):
        if header := header_at(sheet.rows, index, mapping):
            return header
    return None


def header_at(rows: list[list[Cell]], index: int, mapping: Mapping | None = None) -> Header | None:
    """The headings that begin in this row; None when it holds none."""
    texts = _texts(rows[index])
    if mapping is not None:
        positions = _positions(texts)
        return None if _missing(mapping, positions) else Header(index, positions, mapping, texts)
    if not _may_be_headings(texts):
        return None
    lower = _texts(rows[index + 1]) if index + 1 < len(rows) else ()
    last = index + 1 if _continues(texts, lower) else index
    headings = _joined(texts, lower) if last > index else texts
    found = recognised(headings)
    if "title" not in found or not _enough(headings, found):
        return None
    return Header(index, _positions(headings), found, headings, last)


def missing_columns(sheet: Sheet, mapping: Mapping) -> list[str]:
    """Columns the mapping names that the best row of the sheet lacks."""
    rows = [_positions(_texts(row)) for row in sheet.rows[:SEARCHED_ROWS]]
    return min((_missing(mapping, positions) for positions in rows), key=len, default=[])


def is_repeated(header: Header, row: list[Cell]) -> bool:
    """Whether a row is the headings again, as at the top of each printed page."""
    texts = [text_of(cell) for cell in row]
    filled = [(text, heading) for text, heading in zip(texts, header.headings, strict=False) if text]
    return len(filled) >= _NEEDED and all(plain(text) == plain(heading) for text, heading in filled)


def is_empty(row: list[Cell]) -> bool:
    return all(is_blank(cell) for cell in row)


def _may_be_headings(texts: tuple[str, ...]) -> bool:
    """Cheap, because every row of a long sheet is asked: short words only, and at least two of them."""
    filled = [text for text in texts if text]
    return len(filled) >= _NEEDED and all(len(text) <= _LONGEST and not _NO_HEADING.search(text) for text in filled)


def _enough(headings: tuple[str, ...], found: Mapping) -> bool:
    """Two known names, or the half of at least three headings whose words are understood."""
    filled = len([heading for heading in headings if heading])
    return known_headings(headings) >= _NEEDED or (len(found) > _NEEDED and len(found) * 2 >= filled)


def _continues(upper: tuple[str, ...], lower: tuple[str, ...]) -> bool:
    """Whether the next row holds the lower half of the headings: 日期 and 时长 below 会议时间."""
    if not _may_be_headings(lower):
        return False
    pairs = [(above, below) for above, below in _paired(upper, lower) if below and below != above]
    gaps = any(not above for above, _below in pairs)
    return gaps and known_headings(tuple(below for _above, below in pairs)) * 2 >= len(pairs)


def _joined(upper: tuple[str, ...], lower: tuple[str, ...]) -> tuple[str, ...]:
    """One heading per column: the lower one, with the group above it where that makes a known name (会议 + 名称)."""
    joined, group = [], ""
    for above, below in _paired(upper, lower):
        group = above or group
        both = group + below
        known = below and below != above and known_headings((both,)) and not known_headings((below,))
        heading = both if known else below or above
        joined.append(both if heading in joined else heading)
    return tuple(joined)


def _paired(upper: tuple[str, ...], lower: tuple[str, ...]) -> list[tuple[str, str]]:
    length = max(len(upper), len(lower))
    return list(zip(_padded(upper, length), _padded(lower, length), strict=True))


def _padded(texts: tuple[str, ...], length: int) -> tuple[str, ...]:
    return texts + ("",) * (length - len(texts))


def _texts(row: list[Cell]) -> tuple[str, ...]:
    return tuple(text_of(cell) for cell in row)


def _positions(headings: tuple[str, ...]) -> dict[str, int]:
    return {plain(heading): place for place, heading in reversed(list(enumerate(headings))) if heading}


def _missing(mapping: Mapping, positions: dict[str, int]) -> list[str]:
    wanted = dict.fromkeys(column for source in mapping.values() for column in source.columns)
    return [column for column in wanted if plain(column) not in positions]
