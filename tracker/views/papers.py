"""A dropped paper, read from memory: it is never written to disk, not even for a moment."""

from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest

from tracker.imports.papers.files import MAX_BYTES, Paper, read_paper
from tracker.imports.papers.problems import TOO_LARGE, PaperRefusedError

_FORM = 1024 * 1024  # what the rest of the form may take


class InMemoryUpload(MemoryFileUploadHandler):
    """Holds a file in memory as long as it is small enough to be read at all; a larger one is let go unread."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, str],  # noqa: N803 - Django's name
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        super().handle_raw_input(input_data, META, content_length, boundary, encoding)
        self.activated = content_length <= MAX_BYTES + _FORM


def handed_in(request: HttpRequest) -> Paper | None:
    """The paper that came with a request; None without one. Raises PaperRefusedError."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_BYTES + _FORM:
        raise PaperRefusedError(TOO_LARGE)
    upload = request.FILES.get("paper")
    return read_paper(upload.read()) if upload is not None else None
