"""Opens a file of either sort. What comes after does not know which it was."""

from pathlib import Path

from django.utils.translation import gettext as _

from tracker.imports.csv_files import read_csv
from tracker.imports.problems import ImportFileError
from tracker.imports.sheets import Sheet, check_size, extension
from tracker.imports.workbook_files import read_workbook

_READERS = {".xlsx": read_workbook, ".csv": read_csv}


def read_file(file_name: str, data: bytes) -> list[Sheet]:
    """Sheets of plain cells. Raises ImportFileError, with one sentence that says what to do."""
    read = _READERS[extension(file_name)]
    check_size(data)
    return read(data)


def read_path(path: Path) -> bytes:
    """The bytes of a file on this machine. Raises ImportFileError when it cannot be opened."""
    try:
        return path.read_bytes()
    except OSError as error:
        message = _("打不开文件 %(path)s：%(reason)s。")
        raise ImportFileError(message % {"path": path, "reason": error.strerror}) from error
