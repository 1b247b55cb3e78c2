"""Workbooks as files: sent to a browser, or put on a disk in one piece."""

import os
import tempfile
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
    """Write beside the place and move it there, so that nobody ever meets half a file. Raises OSError."""
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(beside, 0o644)
        os.replace(beside, path)
    finally:
        Path(beside).unlink(missing_ok=True)
