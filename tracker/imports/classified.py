"""Rows marked 秘密, 机密, 绝密. They are refused, and nothing of them is kept: not in errors, files or logs."""

from collections.abc import Iterable

from tracker.imports.cells import Cell, text_of
from tracker.rules.classified import is_classified

_SHORT = frozenset({"密", "秘", "机", "绝"})  # how a column 密级 is filled in a hurry


def is_classified_row(cells: Iterable[Cell]) -> bool:
    """Whether any cell of the row bears a mark of secrecy."""
    texts = (text_of(cell) for cell in cells if isinstance(cell, str))
    return any(text in _SHORT or is_classified(text) for text in texts)
