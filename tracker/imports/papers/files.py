"""Reads one paper, .docx or .pdf, and says what it is. Neither the file nor its text is kept."""

import datetime
import re
from dataclasses import dataclass

from tracker.imports.papers.characters import count_characters, joined
from tracker.imports.papers.demands import demand_of
from tracker.imports.papers.docx import read_docx
from tracker.imports.papers.layout import GENRE, Layout, head_of, issuers_of, laid_out
from tracker.imports.papers.pdf import read_pdf
from tracker.imports.papers.problems import (
    CLASSIFIED,
    NOT_A_PAPER,
    PROTECTED,
    TOO_LARGE,
    UNREADABLE,
    PaperRefusedError,
)
from tracker.imports.papers.texts import PaperText
from tracker.rules.classified import is_classified

MAX_BYTES = 30 * 1024 * 1024
MAX_CHARACTERS = 500_000
LONGEST_TITLE = 200
LETTER, MEETING_NOTICE = "便函", "会议通知"
_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_KIND = re.compile(rf"({GENRE})(?:[（(][^（）()]*[）)])?[》”\"]*$")
_CONVENING = re.compile(
    r"(?:召开|举行|举办|参加|召集|收听收看|收看)[^《》]*(?:会议?|座谈|培训班?|论坛)的?(?:预备|预|紧急|补充)?通知$|会议的?通知$"
)
_STARRED = re.compile(r"[★☆]\s*(?:秘密|机密|绝密)|(?:秘密|机密|绝密)\s*[★☆]")
_SHORT = 8  # characters; a mark with a line to itself
_STOPS = frozenset("，。、；")


@dataclass(frozen=True, slots=True)
class Paper:
    """What a paper says about itself; None and empty where it says nothing. date is the 成文日期."""

    kind: str
    title: str
    doc_number: str | None
    issuers: list[str]
    addressees: list[str]
    date: datetime.date | None
    pages: int | None
    characters: int
    asks_report: bool
    deadline: datetime.date | None
    annexes: int

    @property
    def issuer(self) -> str | None:
        return "、".join(self.issuers) or None


def read_paper(data: bytes) -> Paper:
    """Raises PaperRefusedError and nothing else, whatever the bytes are."""
    text = _text(data)
    if sum(map(len, (*text.lines, *text.margins))) > MAX_CHARACTERS:
        raise PaperRefusedError(TOO_LARGE)
    if is_marked(text):
        raise PaperRefusedError(CLASSIFIED)
    layout = laid_out(text.lines)
    if not 0 < len(layout.title) <= LONGEST_TITLE or not (layout.number or layout.addressees or layout.day):
        raise PaperRefusedError(NOT_A_PAPER)
    return _paper(layout, text.pages)


def is_marked(text: PaperText) -> bool:
    """Whether the paper bears a mark of secrecy: in its head, on a line of its own, or with a star in any place.

    Below the head a line may begin with 秘密、 only because the line before it was full.
    """
    alone = [line for line in text.lines if len(line) <= _SHORT and not _STOPS & set(line)]
    whole = joined("".join(text.lines))
    if any(is_classified(line) for line in (*head_of(text.lines), *alone, *text.margins, whole)):
        return True
    return any(_STARRED.search(part) for part in (whole, *text.margins))


def _text(data: bytes) -> PaperText:
    if len(data) > MAX_BYTES:
        raise PaperRefusedError(TOO_LARGE)
    if b"%PDF-" in data[:1024]:
        return read_pdf(data)
    if data.startswith(b"PK"):
        return read_docx(data)
    raise PaperRefusedError(PROTECTED if data.startswith(_OLE) and _ENCRYPTED in data else UNREADABLE)


def _paper(layout: Layout, pages: int | None) -> Paper:
    body = joined("".join(joined(line) for line in layout.body))
    asks, deadline = demand_of(body, layout.day)
    return Paper(
        kind=_kind(layout),
        title=layout.title,
        doc_number=layout.number,
        issuers=issuers_of(layout),
        addressees=[part for part in re.split(r"[、，,；;]", layout.addressees.rstrip("：:")) if part],
        date=layout.day,
        pages=pages,
        characters=count_characters(body),
        asks_report=asks,
        deadline=deadline,
        annexes=layout.annexes,
    )


def _kind(layout: Layout) -> str:
    """The sort of paper its title names; 便函 is a letter without a number, whatever its title says."""
    found = _KIND.search(layout.title)
    genre = found[1] if found else ""
    if any(LETTER in line for line in layout.head) or (genre == "函" and not layout.number):
        return LETTER
    if _CONVENING.search(layout.title):
        return MEETING_NOTICE
    return genre
