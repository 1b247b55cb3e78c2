"""Workbooks as files: sent to a browser, or put on a disk in one piece."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from django.http import FileResponse
from openpyxl import Workbook

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def content_of(workbook: Workbook) -> bytes:
    """The whole file."""
    content = BytesIO()
    workbook.save(content)
    return content.getvalue()


def download(workbook: Workbook, name: str) -> FileResponse:
    return hand_over(content_of(workbook), name)


def hand_over(content: bytes, name: str) -> FileResponse:
    """An attachment that no cache keeps. A name outside ASCII is sent as RFC 5987 asks."""
    response = FileResponse(BytesIO(content), as_attachment=True, filename=name, content_type=CONTENT_TYPE)
    response["Cache-Control"] = "no-store"
    return response


def write(content: bytes, path: Path) -> None:
    """Raises OSError."""
    with written_beside(path) as beside:
        beside.write_bytes(content)


@contextmanager
def written_beside(path: Path) -> Iterator[Path]:
    """A file beside the place, moved there once it is whole, so that nobody ever meets half a file. Raises OSError."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    os.close(handle)
    beside = Path(name)
    try:
        yield beside
        beside.chmod(0o644)
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)
