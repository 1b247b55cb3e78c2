"""What a column holds, by its cells: for headings nobody listed, that mean two things (时间), or that are missing."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date, time

from tracker.imports.opening.cells import Cell, is_blank, plain, text_of
from tracker.imports.values.dates import looks_like_date
from tracker.imports.values.numbers import looks_like_number
from tracker.imports.vocabulary import codes, patterns, words

SAMPLED_ROWS = 60
_FEWEST = 2  # one cell alone proves nothing
_MOST = 0.6  # of the cells that say something; the rest may be 无, /, a slip
_CLOCK = re.compile(r"\d{1,2}\s*[:点时]\s*(?:\d{1,2}|半)?")
_LENGTH = re.compile(
    r"^[约近大]?[\d.一二两三四五六七八九十半个]+(?:小时|分钟?|钟头|h|min|天|工作日)|^[半全一][天日]$", re.IGNORECASE
)
_PEOPLE = re.compile(r"\d+\s*[人名位]|[一二两三四五六七八九十]+[人名位]|^一正一副$")
_BEFORE = re.compile(r"\d.*(?:前|止)$")
_BARE_DAY = re.compile(r"^\d{1,2}(?:\.0)?[日号]?$")
_ADDRESSEES = re.compile(r"^(?:全[县市区])?各(?:乡|镇|街|村)|^[县市]直各")


def content_of(cells: Sequence[Cell]) -> str:
    """The field that most cells of a column look like; empty when they look like none."""
    shares = {name: _share(cells, test) for name, test in _TESTS.items()}
    return next((name for name, share in shares.items() if share >= _MOST), "")


def denies(name: str, cells: Sequence[Cell]) -> bool:
    """Whether a column that is called after a day holds something else altogether: 会议时间 with nothing but 90分钟."""
    said = [cell for cell in cells if not is_blank(cell)]
    return name == "date" and len(said) >= _FEWEST and not any(_may_be_day(cell) for cell in said)


def samples_of(rows: Sequence[Sequence[Cell]], width: int) -> list[list[Cell]]:
    """The first cells of each of `width` columns."""
    sampled = rows[:SAMPLED_ROWS]
    return [[row[place] if place < len(row) else None for row in sampled] for place in range(width)]


def _share(cells: Sequence[Cell], test: Callable[[Cell], bool]) -> float:
    said = [cell for cell in cells if not is_blank(cell) and plain(text_of(cell)) not in _silent()]
    return sum(map(test, said)) / len(said) if len(said) >= _FEWEST else 0


def _silent() -> frozenset[str]:
    return words("nothing") | words("ditto")


def _half(cell: Cell) -> str:
    return unicodedata.normalize("NFKC", text_of(cell))


def _may_be_day(cell: Cell) -> bool:
    """Also a bare day of the month, and words such as 上旬."""
    text = _half(cell)
    return looks_like_date(cell) or _BARE_DAY.match(text) is not None or not re.search(r"[\d:]", text)


def _is_clock(cell: Cell) -> bool:
    if isinstance(cell, time):
        return True
    return isinstance(cell, str) and not looks_like_date(cell) and _CLOCK.match(_half(cell)) is not None


def _is_issuer(cell: Cell) -> bool:
    text = _half(cell)
    return 2 <= len(text) <= 40 and any(pattern.search(text) for pattern in patterns("office_endings").values())


def _is_title(cell: Cell) -> bool:
    text = re.sub(r"[（(][^（）()]*[）)]$", "", text_of(cell))
    if len(text) < 5 or isinstance(cell, date):
        return False
    return text.startswith("关于") or any(pattern.search(text) for pattern in patterns("kind_endings").values())


def _one_of(subject: str) -> Callable[[Cell], bool]:
    return lambda cell: plain(text_of(cell)) in codes(subject)


_TESTS: dict[str, Callable[[Cell], bool]] = {
    "number": lambda cell: looks_like_number(text_of(cell)),
    "deadline": lambda cell: isinstance(cell, str) and _BEFORE.search(_half(cell)) is not None,
    "date": looks_like_date,
    "start": _is_clock,
    "minutes": lambda cell: _LENGTH.search(_half(cell)) is not None,
    "kind": _one_of("kind_words"),
    "channel": _one_of("channel"),
    "plan_status": _one_of("plan_status"),
    "recipients": lambda cell: _ADDRESSEES.search(_half(cell)) is not None,
    "attendees": lambda cell: _PEOPLE.search(_half(cell)) is not None and len(_half(cell)) <= 20,
    "title": _is_title,
    "issuer": _is_issuer,
}  # the order decides where a column looks like two
