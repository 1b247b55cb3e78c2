"""Text files (.csv) → one sheet named csv. The row number is the ordinal of the record, blank ones counted."""

import codecs
import csv
import io

from django.utils.translation import gettext as _

from tracker.imports.opening.cells import Cell
from tracker.imports.opening.sheets import Sheet, check_extent
from tracker.imports.problems import ImportFileError
from tracker.workbooks.csv_streams import unguarded

SHEET = "csv"
MAX_FIELD = 1_000_000
_DELIMITERS = (",", "\t", ";", "；", "|")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_csv(data: bytes) -> list[Sheet]:
    """UTF-8 with or without a mark, UTF-16 with one, or else GB18030. Raises ImportFileError for anything else."""
    text, delimiter = _without_sep_line(decoded(data))
    csv.field_size_limit(MAX_FIELD)
    rows: list[list[Cell]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            rows.append([unguarded(cell) or None for cell in row])
            check_extent(len(rows), _used(row))
    except csv.Error as error:
        raise ImportFileError(
            _("第 %(row)s 行不是有效的 CSV（多半是引号不配对）。请用 Excel 或 WPS 打开后另存为 .xlsx 再上传。")
            % {"row": len(rows) + 1}
        ) from error
    return [Sheet(SHEET, rows)]


def decoded(data: bytes) -> str:
    """The text of the bytes, whatever of the usual encodings they are in."""
    codings = ["utf-16"] if data.startswith(_UTF16) else ["utf-8-sig", "gb18030"]
    for coding in codings:
        try:
            text = data.decode(coding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise ImportFileError(_("文件不是 UTF-8 或 GB18030 编码的文本。请用 Excel 或 WPS 打开后另存为 .xlsx 再上传。"))


def _without_sep_line(text: str) -> tuple[str, str]:
    first, _newline, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        return rest, first.strip()[-1]
    return text, max(_DELIMITERS, key=lambda mark: (first.count(mark), -_DELIMITERS.index(mark)))


def _used(row: list[str]) -> int:
    """Columns up to the last one that has something in it."""
    return next((index for index in range(len(row), 0, -1) if row[index - 1]), 0)
