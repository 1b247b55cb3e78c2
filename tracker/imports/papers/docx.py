"""Word documents (.docx) → the text of a paper. Only parts with text are unzipped; macros and pictures never are."""

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError  # noqa: S405 (types; defusedxml does the parsing)

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from tracker.imports.papers.characters import count_ideographs, mended
from tracker.imports.papers.paging import Block, estimated_pages
from tracker.imports.papers.problems import NO_TEXT_LAYER, PROTECTED, TOO_LARGE, UNREADABLE, PaperRefusedError
from tracker.imports.papers.texts import PaperText

MAX_PART = 8 * 1024 * 1024  # 400 printed pages come to 5 MB
MAX_MEMBERS = 2000
_BODY = "word/document.xml"
_MARGIN = re.compile(r"word/(?:header|footer|footnotes|endnotes|comments)\d*\.xml|docProps/core\.xml")
_MAX_MARGINS = 40
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, KeyError, NotImplementedError,
    ParseError, DefusedXmlException, LookupError,
)  # fmt: skip
_SKIPPED = {"Fallback", "moveFrom", "del"}  # the same text box again, and what was moved away or struck out
_SIGNS = {"tab": "\t", "cr": "\n", "noBreakHyphen": "-"}
_FEW = 10


def read_docx(data: bytes) -> PaperText:
    """Paragraphs in reading order, those of text boxes and tables included. Pages are estimated, see paging.py.

    Raises PaperRefusedError: no Word document, protected, damaged, too large, or nothing but pictures.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            body, margins = _parts(archive)
    except RuntimeError as error:
        raise PaperRefusedError(PROTECTED) from error
    except _DAMAGED as error:
        raise PaperRefusedError(UNREADABLE) from error
    blocks = list(_blocks(body))
    lines = [line for block in blocks for line in map(mended, block.text.splitlines()) if line]
    if count_ideographs("".join(lines)) < _FEW:
        raise PaperRefusedError(NO_TEXT_LAYER)
    return PaperText(lines, estimated_pages(body, blocks), tuple(mended("".join(part.itertext())) for part in margins))


def _parts(archive: zipfile.ZipFile) -> tuple[Element, list[Element]]:
    names = archive.namelist()
    if len(names) > MAX_MEMBERS:
        raise PaperRefusedError(TOO_LARGE)
    margins = [name for name in names if _MARGIN.fullmatch(name)][:_MAX_MARGINS]
    return _parsed(archive, _BODY), [_parsed(archive, name) for name in margins]


def _parsed(archive: zipfile.ZipFile, name: str) -> Element:
    """Sizes are measured, not believed."""
    with archive.open(name) as member:
        content = member.read(MAX_PART + 1)
    if len(content) > MAX_PART:
        raise PaperRefusedError(TOO_LARGE)
    element: Element = fromstring(content, forbid_dtd=True)
    return element


def local(element: Element) -> str:
    """The name of an element without its namespace, which differs between the two sorts of .docx."""
    return str(element.tag).rpartition("}")[2]


def _blocks(body: Element) -> Iterator[Block]:
    """Each paragraph after the text boxes that hang on it. Without recursion: nesting may be hostile."""
    waiting: list[tuple[Element, bool]] = [(body, False)]
    opened: list[Block] = []
    while waiting:
        element, done = waiting.pop()
        name = local(element)
        if done:
            yield opened.pop()
            continue
        if name in _SKIPPED:
            continue
        if name == "p":
            opened.append(Block(element))
            waiting.append((element, True))
        elif opened:
            _write(opened[-1], element, name)
        waiting.extend((child, False) for child in reversed(element))


def _write(block: Block, element: Element, name: str) -> None:
    if name == "t":
        block.parts.append(element.text or "")
    elif name == "br":
        kinds = [value for key, value in element.attrib.items() if key.endswith("}type")]
        block.parts.append("\f" if "page" in kinds else "\n")
    elif name in _SIGNS and not element.attrib:
        block.parts.append(_SIGNS[name])
