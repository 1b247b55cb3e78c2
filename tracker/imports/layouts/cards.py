"""Records on several rows each: cards of labels and values (会议名称 | 防汛会 | 时间 | 3月5日), one below another."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.imports.layouts.asides import reason_of
from tracker.imports.layouts.headings import bare, known_headings, recognised
from tracker.imports.opening.cells import Cell, is_blank, text_of
from tracker.imports.values.dates import looks_like_date

_FEWEST_LABELS = 3  # in a card; two would be any table of two columns
_MOST = 0.5  # of the rows from the first card on
_RARE = 10  # one known label in so many rows is enough for a column of labels
_INLINE = re.compile(r"^([^:：]{2,12})[:：]\s*(.*)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands; cut: how many characters of its cell are the label (会议名称：防汛会)."""

    row: int
    column: int
    cut: int = 0


@dataclass(frozen=True, slots=True)
class Card:
    """first: its first row, from 0. parts: its other rows. places: label → its value."""

    first: int
    parts: tuple[int, ...]
    places: dict[str, Place]

    @property
    def rows(self) -> tuple[int, ...]:
        return (self.first, *self.parts)

    def cells(self, rows: Sequence[list[Cell]], headings: Sequence[str]) -> list[Cell]:
        """The values in the order of the headings, as if they stood in one row."""
        return [_value(rows, self.places.get(heading)) for heading in headings]


def cards_of(rows: Sequence[list[Cell]]) -> list[Card]:
    """The cards of a sheet in their order; none where it holds an ordinary table."""
    pairs = {index: found for index, row in enumerate(rows) if (found := _pairs(index, row))}
    if not pairs or not _are_cards(rows, pairs):
        return []
    columns = _label_columns(rows, pairs)
    starts = [index for index, found in pairs.items() if found[0][0] == next(iter(pairs.values()))[0][0]]
    ends = [*starts[1:], len(rows)]
    return [_card(rows, start, end, columns, pairs) for start, end in zip(starts, ends, strict=True)]


def folded_cards(rows: Sequence[list[Cell]], headings: int, end: int) -> list[Card]:
    """Records on two rows below two rows of headings, each of which names other fields; none where there is one.

    headings: the first of the two rows. The lower row of a record stands below its upper one.
    """
    upper, lower = rows[headings], rows[headings + 1] if headings + 1 < end else []
    labels = [text_of(cell) for cell in lower if not is_blank(cell)]
    if (
        len(labels) < _FEWEST_LABELS
        or known_headings(tuple(labels)) < len(labels)
        or {*labels} & {*map(text_of, upper)}
    ):
        return []
    filled = [index for index in range(headings + 2, end) if any(not is_blank(cell) for cell in rows[index])]
    data = [index for index in filled if not reason_of(rows[index])]
    return [
        Card(first, tuple(parts), _folded(upper, first) | (_folded(lower, parts[0]) if parts else {}))
        for first, *parts in _pairs_below(rows, data, _day_column(upper, lower))
    ]


def _day_column(upper: list[Cell], lower: list[Cell]) -> int | None:
    """The column in which only the upper row of a record tells a day; None without one."""
    mapping = recognised(tuple(map(text_of, upper)))
    columns = mapping["date"].columns if "date" in mapping else ()
    place = next((place for place, cell in enumerate(upper) if text_of(cell) in columns), None)
    below = text_of(lower[place]) if place is not None and place < len(lower) else ""
    return None if {"date", "deadline"} & recognised((below,)).keys() else place


def _pairs_below(rows: Sequence[list[Cell]], data: list[int], day: int | None) -> Iterator[list[int]]:
    """Each upper row with the one right below it, unless that one begins a record of its own with a day."""
    pair: list[int] = []
    for index in data:
        begins = day is not None and day < len(rows[index]) and looks_like_date(rows[index][day])
        if pair and (len(pair) > 1 or index != pair[-1] + 1 or begins):
            yield pair
            pair = []
        pair.append(index)
    if pair:
        yield pair


def _folded(headings: list[Cell], row: int) -> dict[str, Place]:
    return {text_of(cell): Place(row, place) for place, cell in enumerate(headings) if not is_blank(cell)}


def labels_of(cards: Sequence[Card]) -> tuple[str, ...]:
    """Every label in the order of the cards."""
    return tuple(dict.fromkeys(label for card in cards for label in card.places))


def _are_cards(rows: Sequence[list[Cell]], pairs: dict[int, list[tuple[str, Place]]]) -> bool:
    """Whether labels begin most rows, and repeat or are many, and one of them is that of a title."""
    labels = Counter(label for found in pairs.values() for label, _place in found)
    filled = [index for index in range(min(pairs), len(rows)) if any(not is_blank(cell) for cell in rows[index])]
    if len(labels) < _FEWEST_LABELS or len(pairs) < len(filled) * _MOST:
        return False
    first = {found[0][0] for found in pairs.values()}
    return len(first) > 1 and "title" in recognised(tuple(labels))


def _pairs(index: int, row: list[Cell]) -> list[tuple[str, Place]]:
    """The labels of a row that begins with one, each with the place of its value; none for any other row."""
    first = next((cell for cell in row if not is_blank(cell)), None)
    if first is None or (is_label := _is_label(first)) is (_inline(first) is not None):
        return []
    filled = [place for place, cell in enumerate(row) if not is_blank(cell)]
    if not is_label:
        inline = [(place, found) for place in filled if (found := _inline(row[place]))]
        return [(label, Place(index, place, cut)) for place, (label, cut) in inline]
    if len(filled) > 1 and _is_label(row[filled[1]]):
        return []
    labels = [place for place in filled if _is_label(row[place])]
    return [(text_of(row[place]), _beside(index, row, place, labels)) for place in labels]


def _beside(index: int, row: list[Cell], label: int, labels: list[int]) -> Place:
    """The first filled cell between a label and the next one; the cell beside it where all are blank."""
    end = next((other for other in labels if other > label), len(row))
    place = next((other for other in range(label + 1, end) if not is_blank(row[other])), label + 1)
    return Place(index, place)


def _card(
    rows: Sequence[list[Cell]], start: int, end: int, columns: set[int], pairs: dict[int, list[tuple[str, Place]]]
) -> Card:
    parts: list[int] = []
    for index in range(start + 1, end):
        if all(is_blank(cell) for cell in rows[index]) or (index not in pairs and _is_aside(rows, index, columns)):
            break
        parts.append(index)
    places: dict[str, Place] = {}
    for index in (start, *parts):
        for label, place in [*pairs.get(index, []), *_unknown(rows[index], index, columns)]:
            places.setdefault(label, place)
    return Card(start, tuple(parts), places)


def _is_aside(rows: Sequence[list[Cell]], index: int, columns: set[int]) -> bool:
    row = rows[index]
    labelled = any(not is_blank(row[place]) for place in columns if place < len(row))
    return bool(reason_of(row)) or not labelled


def _label_columns(rows: Sequence[list[Cell]], pairs: dict[int, list[tuple[str, Place]]]) -> set[int]:
    """Columns in which labels stand: there, unknown words are labels too (带队领导)."""
    found = Counter(
        place for index in pairs for place, cell in enumerate(rows[index]) if not is_blank(cell) and _is_label(cell)
    )
    return {place for place, count in found.items() if count * _RARE >= len(pairs)}


def _unknown(row: list[Cell], index: int, columns: set[int]) -> list[tuple[str, Place]]:
    labels = sorted(place for place in columns if place < len(row) and not is_blank(row[place]))
    return [(text_of(row[place]), _beside(index, row, place, labels)) for place in labels if not _inline(row[place])]


def _is_label(cell: Cell) -> bool:
    text = text_of(cell) if isinstance(cell, str) else ""
    return 2 <= len(bare(text)) <= 12 and known_headings((text,)) > 0


def _inline(cell: Cell) -> tuple[str, int] | None:
    """The label and its length with the colon, of a cell that holds both label and value."""
    match = _INLINE.match(text_of(cell)) if isinstance(cell, str) else None
    return (match[1], match.start(2)) if match and match[2] and known_headings((match[1],)) else None


def _value(rows: Sequence[list[Cell]], place: Place | None) -> Cell:
    if place is None or place.column >= len(rows[place.row]):
        return None
    cell = rows[place.row][place.column]
    return text_of(cell)[place.cut :] if place.cut else cell
