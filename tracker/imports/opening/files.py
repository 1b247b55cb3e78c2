"""Opens a file of any sort. What comes after does not know which it was."""

from collections.abc import Callable
from pathlib import Path

from django.utils.translation import gettext as _

from tracker.imports.opening.calendars import read_calendar
from tracker.imports.opening.csv_files import read_csv
from tracker.imports.opening.sheets import Sheet, check_size, extension
from tracker.imports.opening.workbook_files import read_workbook
from tracker.imports.problems import ImportFileError

_READERS: dict[str, Callable[[bytes], list[Sheet]]] = {".xlsx": read_workbook, ".csv": read_csv, ".ics": read_calendar}


def read_file(file_name: str, data: bytes) -> list[Sheet]:
    """Sheets of plain cells. Raises ImportFileError, with one sentence that says what to do."""
    kind = extension(file_name)
    check_size(data)
    return _READERS[kind](data)


def read_path(path: Path) -> bytes:
    """The bytes of a file on this machine. Raises ImportFileError when it cannot be opened."""
    try:
        return path.read_bytes()
    except OSError as error:
        message = _("打不开文件 %(path)s：%(reason)s。")
        raise ImportFileError(message % {"path": path, "reason": error.strerror}) from error
