"""What every cell of a file said when it was written, kept small, so that the file can be checked later (验真)."""

import zlib
from collections.abc import Iterator, Sequence
from io import BytesIO

from python_calamine import CalamineWorkbook

from tracker.measures.cell_texts import CellValue, Sheets, cell_text, trimmed

_SHEET, _ROW, _CELL = "\x1d", "\x1e", "\x1f"  # no cell of a workbook can hold these


class CellLog:
    """Fed row by row while a file is written; it holds no more than what is packed and the rows of a moment."""

    def __init__(self) -> None:
        self._packer = zlib.compressobj(6)
        self._packed: list[bytes] = []
        self._sheet = ""
        self._waiting: list[str] = []

    def add(self, sheet: str, row: int, values: Sequence[CellValue]) -> None:
        """row: its number as a person sees it, from 1. Empty rows and cells right of the last full one cost nothing."""
        self.add_texts(sheet, row, [cell_text(value) for value in values])

    def add_texts(self, sheet: str, row: int, texts: Sequence[str]) -> None:
        """The same where the texts are at hand (measures.cell_texts)."""
        if sheet != self._sheet:
            self._waiting.append(f"{_SHEET}{sheet}")
            self._sheet = sheet
        self._waiting.append(f"{_ROW}{row}{_CELL}{_CELL.join(texts)}")
        if len(self._waiting) >= _AT_ONCE:
            self._pack()

    def packed(self) -> bytes:
        """Everything that was added; nothing can be added afterwards."""
        self._pack()
        return b"".join([*self._packed, self._packer.flush()])

    def _pack(self) -> None:
        text = "".join(self._waiting)
        self._packed.append(self._packer.compress(text.encode(errors="replace")))
        self._waiting.clear()


_AT_ONCE = 500


def unpacked(packed: bytes) -> Sheets:
    """Raises zlib.error for bytes that are no log."""
    found: Sheets = {}
    for part in zlib.decompress(packed).decode().split(_SHEET)[1:]:
        name, *rows = part.split(_ROW)
        sheet = found.setdefault(name, {})
        for row in rows:
            number, *texts = row.split(_CELL)
            sheet[int(number)] = trimmed(texts)
    return found


def log_of(workbook: bytes) -> bytes:
    """The packed log of a finished .xlsx of ours, read back as any other program would read it."""
    log = CellLog()
    book = CalamineWorkbook.from_filelike(BytesIO(workbook))
    for name in book.sheet_names:
        for row, values in _rows(book, name):
            log.add(name, row, values)
    return log.packed()


def _rows(book: CalamineWorkbook, name: str) -> Iterator[tuple[int, Sequence[CellValue]]]:
    rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    return ((number, values) for number, values in enumerate(rows, start=1) if any(value != "" for value in values))
