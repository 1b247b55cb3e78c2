"""PDFs → the text of a paper. Parsed in a child process, see pdf_process.py."""

import json
import re
from pathlib import Path

from tracker.imports.opening.child_processes import TIMED_OUT, run_reader
from tracker.imports.papers.characters import count_ideographs, mended
from tracker.imports.papers.problems import NO_TEXT_LAYER, PROTECTED, TOO_LARGE, UNREADABLE, PaperRefusedError
from tracker.imports.papers.texts import PaperText

PROCESS = Path(__file__).with_name("pdf_process.py")
_REASONS = {3: PROTECTED, 5: TOO_LARGE, TIMED_OUT: TOO_LARGE}
_FEW = 10  # a page with fewer ideographs is a picture with a stamp or a page number
_PAGE_NUMBER = re.compile(r"[-—–―－_·\s]*(?:第\s*)?(\d{1,3})(?:\s*页)?(?:\s*[,，/]?\s*共?\s*\d+\s*页?)?[-—–―－_·\s]*")


def read_pdf(data: bytes) -> PaperText:
    """Lines as they are printed, without page numbers.

    Raises PaperRefusedError: a scan, a protected or damaged file, one that is too long or takes too long.
    """
    status, printed = run_reader(PROCESS, data)
    if status:
        raise PaperRefusedError(_REASONS.get(status, UNREADABLE))
    pages = [_lines(json.loads(line), number) for number, line in enumerate(printed.splitlines(), 1)]
    written = [page for page in pages if count_ideographs("".join(page)) >= _FEW]
    if not written or len(written) * 2 < len(pages):
        raise PaperRefusedError(NO_TEXT_LAYER)
    return PaperText([line for page in pages for line in page], len(pages))


def _lines(text: str, number: int) -> list[str]:
    lines = [line for line in map(mended, text.splitlines()) if line]
    if lines and _is_page_number(lines[-1], number):
        return lines[:-1]
    if lines and _is_page_number(lines[0], number):
        return lines[1:]
    return lines


def _is_page_number(line: str, number: int) -> bool:
    """A number between dashes, or the page's own number alone; a bare 186 may be the end of a sentence."""
    found = _PAGE_NUMBER.fullmatch(line)
    return found is not None and (not line.isdecimal() or int(found[1]) == number)
