"""The person's own workbook, kept to be handed back with marks: with nothing classified in it, or not at all."""

import codecs
import html
import io
import re
import zipfile
from collections.abc import Iterator

from tracker.imports.opening.child_processes import run_reader
from tracker.imports.opening.sheets import Sheet
from tracker.imports.uploads.cleaning import refused_as_classified
from tracker.imports.uploads.marking import PROCESS, framed
from tracker.rules.classified import is_classified

_KNOWN = re.compile(
    r"^\[Content_Types\]\.xml$|\.rels$|^docProps/(?:core|app|custom)\.xml$|/printerSettings[^/]*\.bin$|"
    r"^xl/(?:workbook|styles|sharedStrings|calcChain|metadata)\.xml$|^xl/theme/|^xl/tables/[^/]+\.xml$|"
    r"^xl/worksheets/[^/]+\.xml$|^xl/(?:worksheets/)?comments[^/]*\.xml$|^xl/comments/[^/]+\.xml$|"
    r"^xl/(?:threadedComments|persons)/[^/]+\.xml$|^xl/drawings/[^/]+\.(?:xml|vml)$|^xl/charts/[^/]+\.xml$"
)
_SPOKEN = re.compile(r"^docProps/|sharedStrings|omments|persons|drawings/|charts/|tables/")
_END = re.compile(r"</(?:\w+:)?(?:si|comment|threadedComment|p|div|text|v|t)>")
_TEXT = re.compile(r">([^<]+)<?")
_ATTRIBUTE = re.compile(r'\b(?:descr|title|name|displayName)="([^"]*)"')
_PAGE = re.compile(r"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)>([^<]*)<")
_PAGE_CODE = re.compile(r'&(?:"[^"]*"|[LCR]|\d+|[A-Z])')
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LARGEST = 24 * 1024 * 1024  # unzipped, some 40,000 rows: marking more of them takes longer than anybody waits
_REWRITTEN = 12 * 1024 * 1024  # wiping happens while the file is handed in


def book_to_keep(file_name: str, data: bytes, sheets: list[Sheet]) -> bytes:
    """The bytes of an .xlsx, its classified rows wiped in a child process; empty where it cannot be kept safely.

    Raises ImportFileError when the head or foot of its pages is marked secret: that is meant for all of it.
    """
    if not file_name.lower().endswith(".xlsx"):
        return b""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        _check_pages(archive)
        size = sum(info.file_size for info in archive.infolist())
        is_clean = size <= _LARGEST and _is_clean(archive)
    wiped = {sheet.name: sorted(row + 1 for row in sheet.classified) for sheet in sheets if sheet.classified}
    if is_clean and not wiped:
        return data
    if size > _REWRITTEN:
        return b""
    status, book = run_reader(PROCESS, framed({"wipe": wiped, "drop_notes": not is_clean}, data))
    if status != 0:
        return b""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return book if _is_clean(archive) else b""


def _is_clean(archive: zipfile.ZipFile) -> bool:
    """Whether every part is of a sort that can be read, and no note, drawing or property is marked secret.

    Cells are not asked: their rows were. Pictures, embedded files and copies of the cells in pivots are never clean.
    """
    names = [name for name in archive.namelist() if not name.endswith("/")]
    if not all(_KNOWN.search(name) and _beginning(archive, name) not in _UTF16 for name in names):
        return False
    return not any(is_classified(text) for name in names if _SPOKEN.search(name) for text in _texts(archive, name))


def _beginning(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(2)


def _check_pages(archive: zipfile.ZipFile) -> None:
    for name in archive.namelist():
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            part = archive.read(name).decode("utf-8", "replace")
            pieces = [_PAGE_CODE.sub("\n", html.unescape(text)) for text in _PAGE.findall(part)]
            if any(is_classified(line) for piece in pieces for line in piece.splitlines()):
                raise refused_as_classified()


def _texts(archive: zipfile.ZipFile, name: str) -> Iterator[str]:
    """The pieces of text of a part, and together where they form one cell, one note or one line."""
    part = archive.read(name).decode("utf-8", "replace")
    yield from (html.unescape(text) for text in _ATTRIBUTE.findall(part))
    for group in _END.split(part):
        pieces = [html.unescape(text) for text in _TEXT.findall(group)]
        yield from pieces
        if len(pieces) > 1:
            yield "".join(pieces)
