"""Rows that go on with the row above: a title that did not fit, a second line of a cell, under a merged number."""

import re
from collections.abc import Callable, Sequence

from tracker.imports.opening.cells import Cell, is_blank, plain, text_of
from tracker.imports.opening.merges import MOST_CELLS, Merge
from tracker.imports.vocabulary import patterns

_SERIALS = ("序", "序号", "编号", "收文编号", "顺序号", "no", "no.", "号", "收文号", "登记号")
_OWN = ("date", "number", "kind", "issued_on", "start")  # what only the first row of a record says
_WRAPPED = ("title", "remark", "issuer", "place", "attendees", "required_rank", "method", "recipients", "materials")


def serial_column(headings: Sequence[str]) -> int | None:
    """The column that numbers the rows; None without one."""
    return next((place for place, heading in enumerate(headings) if plain(heading) in _SERIALS), None)


def goes_on(row: list[Cell], places: dict[str, list[int]], serial: int | None, above: str) -> bool:
    """Whether a row has neither number nor day of its own, only more of what may take two lines.

    above: the title of the row it would go on with. A title that is whole, above one that begins anew, is no such.
    """
    if not above or (serial is not None and not _blank(row, serial)):
        return False
    filled = {place for place, cell in enumerate(row) if not is_blank(cell)}
    wrapped = {place for name in _WRAPPED for place in places.get(name, [])}
    own = {place for name in _OWN for place in places.get(name, [])}
    if not filled or not filled <= wrapped or filled & own:
        return False
    titles = places.get("title", [])
    more = "".join(text_of(row[place]) for place in titles if place in filled)
    if not more:
        return len(filled) == 1 and serial is not None
    return not _is_whole(above) or (serial is not None and not re.match(r"关于|全[县市国]|《", more))


def under_one_number(serial: int | None, merges: Sequence[Merge]) -> dict[int, int]:
    """Row → the first of the rows with which it shares one merged number; rows with their own number are absent."""
    first: dict[int, int] = {}
    for top, left, bottom, right in merges:
        if serial is not None and left <= serial <= right and len(first) < MOST_CELLS:
            for row in range(top + 1, min(bottom, top + MOST_CELLS) + 1):
                first.setdefault(row, top)
    return first


def joined(row: list[Cell], below: Sequence[list[Cell]], join: Callable[[str, str], str] = str.__add__) -> list[Cell]:
    """The row with the texts of the rows that go on with it added to its cells."""
    whole = list(row)
    for other in below:
        whole.extend([None] * (len(other) - len(whole)))
        for place, cell in enumerate(other):
            if not is_blank(cell) and text_of(cell) != text_of(whole[place]):
                whole[place] = cell if is_blank(whole[place]) else join(text_of(whole[place]), text_of(cell))
    return whole


def _is_whole(title: str) -> bool:
    """Whether a title ends as titles do."""
    return any(pattern.search(title) for pattern in patterns("kind_endings").values())


def _blank(row: list[Cell], place: int) -> bool:
    return place >= len(row) or is_blank(row[place])
