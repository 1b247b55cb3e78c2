"""What a person says of single cells, rows and sheets of an upload, where the file itself leaves it open."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from django.utils.translation import gettext as _

from tracker.imports.opening.cells import Cell
from tracker.imports.opening.sheets import Sheet
from tracker.imports.values.classified import is_classified_row

Spot = tuple[str, int, int]  # sheet, row from 1, column from 1
RowPlace = tuple[str, int]


class AnswerRefusedError(Exception):
    """What was typed may not be kept. Carries one sentence."""


@dataclass(frozen=True, slots=True)
class Answers:
    """cells: what a cell is to say. accepted: rows in doubt to store as read. shown: hidden sheets to read."""

    cells: Mapping[Spot, str] = field(default_factory=dict)
    accepted: frozenset[RowPlace] = frozenset()
    shown: frozenset[str] = frozenset()

    def __or__(self, later: Self) -> "Answers":
        """Both; where they speak of the same cell, the later one holds."""
        return Answers({**self.cells, **later.cells}, self.accepted | later.accepted, self.shown | later.shown)

    def to_json(self) -> dict[str, Any]:
        return {
            "cells": [[*spot, text] for spot, text in self.cells.items()],
            "accepted": sorted(map(list, self.accepted)),
            "shown": sorted(self.shown),
        }

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Self:
        return cls(
            {(sheet, row, column): text for sheet, row, column, text in told.get("cells", [])},
            frozenset((sheet, row) for sheet, row in told.get("accepted", [])),
            frozenset(told.get("shown", [])),
        )


def check_texts(texts: Iterable[str]) -> None:
    """Raises AnswerRefusedError for something classified."""
    for text in texts:
        if is_classified_row([text]):
            raise AnswerRefusedError(_("填写的内容带有密级标志。本台账不处理涉密文件，内容没有保存。"))


def answered(sheets: list[Sheet], answers: Answers) -> list[Sheet]:
    """The sheets as they would be had the person put them right in the file. Rows that are not there stay away."""
    return [_sheet(sheet, answers) for sheet in sheets]


def _sheet(sheet: Sheet, answers: Answers) -> Sheet:
    cells = {(row, column): text for (name, row, column), text in answers.cells.items() if name == sheet.name}
    rows = list(sheet.rows)
    for (row, column), text in cells.items():
        if 1 <= row <= len(rows) and row - 1 not in sheet.classified:
            rows[row - 1] = _changed(rows[row - 1], column - 1, text)
    return replace(sheet, rows=rows, visible=sheet.visible or sheet.name in answers.shown)


def _changed(row: list[Cell], place: int, text: str) -> list[Cell]:
    padded = row + [None] * (place + 1 - len(row))
    return [*padded[:place], text or None, *padded[place + 1 :]]
