"""One row of a ledger as cells per field: columns joined, merged cells filled down, texts that mean nothing removed."""

import re
from dataclasses import dataclass, field

from tracker.imports.layouts.headers import Header
from tracker.imports.layouts.mappings import Source, filled
from tracker.imports.opening.cells import Cell, is_blank, plain, text_of
from tracker.imports.vocabulary import words

_LONGEST_DITTO = 8
_UNIT = re.compile(r"\s*(?:年度?|月份?|日|号)$")


@dataclass(slots=True)
class RowSplitter:
    """Splits the rows of one sheet, from top to bottom: it remembers what a blank cell below repeats."""

    header: Header
    _above: dict[str, Cell] = field(default_factory=dict)
    all_places: dict[str, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, source in self.header.mapping.items():
            self.all_places[name] = [self.header.positions[plain(column)] for column in source.columns]

    def split(self, row: list[Cell]) -> dict[str, Cell]:
        """Field to cell, for the fields that say something."""
        cells: dict[str, Cell] = {}
        for name, source in self.header.mapping.items():
            cell = self._cell(name, source, row)
            text = text_of(cell)
            if (source.fill_down and not text) or _repeats(text):
                cell = self._above.get(name)
                text = text_of(cell)
            elif text:
                self._above[name] = cell
            if text and text.isprintable() and not source.empty and not source.words:
                cells[name] = cell
            elif text and (text := plain(text)) and text not in source.empty:
                cells[name] = source.words.get(text, cell)
        return cells

    def parts(self, name: str, row: list[Cell]) -> list[str]:
        """The columns of one field, apart."""
        return [text_of(_at(row, place)) for place in self.all_places.get(name, [])]

    def says_something(self, row: list[Cell]) -> bool:
        """Whether any column that is read holds anything in this very row."""
        return any(not is_blank(_at(row, place)) for places in self.all_places.values() for place in places)

    def _cell(self, name: str, source: Source, row: list[Cell]) -> Cell:
        places = self.all_places[name]
        if source.template is not None:
            texts = {column: text_of(_at(row, place)) for column, place in zip(source.columns, places, strict=True)}
            if name == "date":
                texts = {column: _UNIT.sub("", text) for column, text in texts.items()}  # 3月 below 月
            if name == "date" and texts[source.columns[-1]]:
                self._carry(texts)
            return filled(source.template, texts)
        if not places:
            return source.value
        if len(places) == 1:
            return _at(row, places[0])
        return source.join.join(text for text in self.parts(name, row) if text)

    def _carry(self, texts: dict[str, str]) -> None:
        """Year and month of a day in several columns stand where they change, and hold for the days below."""
        for column, text in texts.items():
            if text:
                self._above[column] = text
            else:
                texts[column] = text_of(self._above.get(column))


def _repeats(text: str) -> bool:
    return text != "" and len(text) <= _LONGEST_DITTO and plain(text) in words("ditto")


def _at(row: list[Cell], place: int) -> Cell:
    return row[place] if place < len(row) else None
