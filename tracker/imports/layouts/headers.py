"""Finds the rows of headings, up to three of them, and what each column holds; also of a table without headings."""

import re
from dataclasses import dataclass, field
from itertools import zip_longest

from openpyxl.utils import get_column_letter

from tracker.imports.layouts.column_contents import SAMPLED_ROWS, content_of, samples_of
from tracker.imports.layouts.headings import BY_CONTENT, bare, evidence_of, known_headings, recognised
from tracker.imports.layouts.mappings import Mapping
from tracker.imports.opening.cells import Cell, is_blank, plain, text_of
from tracker.imports.opening.sheets import Sheet

SEARCHED_ROWS = 30
_NEEDED = 2  # a title line may hold one known word; a row of headings holds several
_LONGEST = 24
_SHORT = 8
_DEEPEST = 3  # rows of headings below one another
_FEWEST = 3  # columns of a table that nothing but its content tells
_YEAR_ALONE = re.compile(r"(?:19|20)\d\d年度?$")  # above 月 and 日
_NO_HEADING = re.compile(
    r"[:：].|\d{4}(?!年度?$)|[。！]|^[一二三四五六七八九十]、"
)  # 填报单位：新桥镇, 2025年, a sentence


@dataclass(frozen=True, slots=True)
class Header:
    """index, last: first and last row of headings, from 0. positions: column name, made comparable, to its place.

    A table without headings begins at index, and last is the row before it; its columns are called A列, B列 and so on.
    lines: the rows of headings as they stand. evidence: field → by_name, by_words or by_content.
    """

    index: int
    positions: dict[str, int]
    mapping: Mapping
    headings: tuple[str, ...] = field(default=())
    last: int = -1
    lines: tuple[tuple[str, ...], ...] = field(default=())
    evidence: dict[str, str] = field(default_factory=dict)
    is_bare: bool = False

    @property
    def years(self) -> list[str]:
        """Headings that are nothing but a year: 2024年 above 月 and 日."""
        return [text for line in self.lines for text in line if _YEAR_ALONE.match(text)]

    @property
    def end(self) -> int:
        return self.index - 1 if self.is_bare else max(self.index, self.last)


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
    lines = _heading_lines(rows, index)
    return _header(rows, index, lines, _folded(lines))


def header_by_content(rows: list[list[Cell]]) -> Header | None:
    """The headings of a table that only its cells explain, or the place where one without any headings begins."""
    for index, row in enumerate(rows[:SEARCHED_ROWS]):
        if header := header_told_below(rows, index):
            return header
        if len([text for text in _texts(row) if text]) >= _FEWEST and _holds_data(row):
            return _bare_header(rows, index)
    return None


def header_told_below(rows: list[list[Cell]], index: int) -> Header | None:
    """The headings in this row, where it is the cells below that tell what they mean."""
    texts = _texts(rows[index])
    if len([text for text in texts if text]) < _FEWEST or not _may_be_headings(texts) or _holds_data(rows[index]):
        return None
    lines = _heading_lines(rows, index)
    return _header(rows, index, lines, _named(_folded(lines)), by_content=True)


def has_known_headings(header: Header) -> bool:
    """Whether names or words, not the cells alone, speak for headings."""
    return sum(evidence != BY_CONTENT for evidence in header.evidence.values()) >= _NEEDED


def header_of_labels(labels: tuple[str, ...], first: int) -> Header:
    """What the labels of cards mean; first: the row in which the first card begins."""
    mapping = recognised(labels)
    return Header(first, _positions(labels), mapping, labels, first - 1,
                  evidence=evidence_of(mapping, labels), is_bare=True)  # fmt: skip


def header_of_rows(labels: tuple[str, ...], first: int, last: int, lines: tuple[tuple[str, ...], ...]) -> Header:
    """What several whole rows of headings mean, where a record fills as many rows."""
    mapping = recognised(labels)
    return Header(first, _positions(labels), mapping, labels, last, lines, evidence_of(mapping, labels))


def _bare_header(rows: list[list[Cell]], index: int) -> Header | None:
    width = max(map(len, rows[index : index + SAMPLED_ROWS]))
    headings = _named(("",) * width)
    mapping = recognised(headings, samples_of(rows[index:], width))
    if not _makes_sense(mapping):
        return None
    return Header(index, _positions(headings), mapping, headings, index - 1,
                  evidence=evidence_of(mapping, headings), is_bare=True)  # fmt: skip


def _header(
    rows: list[list[Cell]],
    index: int,
    lines: tuple[tuple[str, ...], ...],
    headings: tuple[str, ...],
    *,
    by_content: bool = False,
) -> Header | None:
    last = index + len(lines) - 1
    mapping = recognised(headings)
    if not by_content and ("title" not in mapping or not _enough(headings, mapping)):
        return None
    below = rows[last + 1 : last + 1 + SAMPLED_ROWS]
    headings = _named(headings, samples_of(below, max(map(len, [headings, *below]))))
    mapping = recognised(headings, samples_of(below, len(headings)))
    if not _makes_sense(mapping):
        return None
    evidence = evidence_of(mapping, headings)
    return Header(index, _positions(headings), mapping, headings, _numbered(rows, last), lines, evidence)


def _makes_sense(mapping: Mapping) -> bool:
    """A record has a title, and something that says when, of whom, or under which number."""
    return "title" in mapping and bool({"date", "issued_on", "start", "issuer", "number", "period"} & mapping.keys())


def _named(headings: tuple[str, ...], samples: list[list[Cell]] | None = None) -> tuple[str, ...]:
    """Headings with a name for the columns that have none but hold something: A列."""
    width = max(len(headings), len(samples or ()))
    padded = _padded(headings, width)
    filled = [samples is None or any(not is_blank(cell) for cell in samples[place]) for place in range(width)]
    return tuple(
        heading or (f"{get_column_letter(place + 1)}列" if filled[place] else "")
        for place, heading in enumerate(padded)
    )


def _holds_data(row: list[Cell]) -> bool:
    """Whether a row holds a number of a paper, a day or a length: headings do not."""
    return any(content_of([cell, cell]) in {"number", "date", "minutes", "deadline"} for cell in row)


def _heading_lines(rows: list[list[Cell]], index: int) -> tuple[tuple[str, ...], ...]:
    """The row of headings with those below that hold the lower parts of them."""
    lines = [_texts(rows[index])]
    for row in rows[index + 1 : index + _DEEPEST]:
        if not _continues(_folded(tuple(lines)), _texts(row)):
            break
        lines.append(_texts(row))
    return tuple(lines)


def _folded(lines: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    joined, *lower = lines
    for line in lower:
        joined = _joined(joined, line)
    return joined


def _numbered(rows: list[list[Cell]], last: int) -> int:
    """The row of headings, or the one below it that numbers the columns: 1, 2, 3 or 甲, 乙, 1."""
    numbers = [text for text in _texts(rows[last + 1]) if text] if last + 1 < len(rows) else []
    counted = [str(number + 1) for number in range(len(numbers))]
    bare_numbers = [re.sub(r"\D", "", text) for text in numbers]
    return last + 1 if len(numbers) >= _FEWEST and bare_numbers == counted else last


def month_column(header: Header) -> int | None:
    """The place of a column 月份 that is no part of the day itself: days such as 22日 are of that month."""
    read = {column for source in header.mapping.values() for column in source.columns}
    places = (place for place, text in enumerate(header.headings) if bare(text) in {"月份", "月"} and text not in read)
    return next(places, None)


def missing_columns(sheet: Sheet, mapping: Mapping) -> list[str]:
    """Columns the mapping names that the best row of the sheet lacks."""
    rows = [_positions(_texts(row)) for row in sheet.rows[:SEARCHED_ROWS]]
    return min((_missing(mapping, positions) for positions in rows), key=len, default=[])


def is_repeated(header: Header, row: list[Cell]) -> bool:
    """Whether a row is the headings again, as at the top of each printed page."""
    if not any(_same(row, line) for line in (header.headings, *header.lines)):
        return False
    return len([text for text in _texts(row) if text]) >= _NEEDED


def _same(row: list[Cell], line: tuple[str, ...]) -> bool:
    pairs = zip_longest(map(text_of, row), line, fillvalue="")
    return all(not text or plain(text) == plain(heading) for text, heading in pairs)


def is_empty(row: list[Cell]) -> bool:
    return all(is_blank(cell) for cell in row)


def _may_be_headings(texts: tuple[str, ...]) -> bool:
    """Cheap, because every row of a long sheet is asked: short words only, and at least two of them."""
    filled = [text for text in texts if text]
    if len(filled) < _NEEDED:
        return False
    return all(len(bare(text)) <= _LONGEST and not _NO_HEADING.search(text) for text in filled)


def _enough(headings: tuple[str, ...], found: Mapping) -> bool:
    """Two known names, or the half of at least three headings whose words are understood."""
    filled = len([heading for heading in headings if heading])
    return known_headings(headings) >= _NEEDED or (len(found) > _NEEDED and len(found) * 2 >= filled)


def _continues(upper: tuple[str, ...], lower: tuple[str, ...]) -> bool:
    """Whether the next row holds the lower half of the headings: 日期 and 时长 below 会议时间."""
    if not _may_be_headings(lower):
        return False
    pairs = [(above, below) for above, below in _paired(upper, lower) if below and below != above]
    if all(above for above, _below in pairs):
        return False
    return known_headings(tuple(below for _above, below in pairs)) * 2 >= len(pairs) or _divides(upper, lower)


def _divides(upper: tuple[str, ...], lower: tuple[str, ...]) -> bool:
    """Whether short words stand below groups only, and nothing below the headings that are whole: 代字, 年, 号."""
    pairs = _paired(upper, lower)
    above = [text for text, _below in pairs] + ["-"]
    groups = [not above[place] or not above[place + 1] for place in range(len(pairs))]
    whole = [below for (text, below), group in zip(pairs, groups, strict=True) if not group and below != text]
    parts = [below for (_text, below), group in zip(pairs, groups, strict=True) if group and below]
    short = all(len(part) <= _SHORT and not re.search(r"\d", part) for part in parts)
    return len(parts) >= _NEEDED and short and not any(whole) and not all(groups)


def _joined(upper: tuple[str, ...], lower: tuple[str, ...]) -> tuple[str, ...]:
    """One heading per column: the lower one, with the group above it where that makes a known name (陪同 + 人数)."""
    joined, group = [], ""
    for above, below in _paired(upper, lower):
        group = above or group
        both = group + below
        known = below and below != above and known_headings((both,))
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
