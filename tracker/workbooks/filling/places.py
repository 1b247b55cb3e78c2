"""Where an office's own template asks for figures: {{会议.统计口径.本年累计}} in a cell, or a range of that name."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element, ParseError
from zipfile import ZipFile

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _

from tracker.workbooks.filling.figures import figures

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
ASKED = re.compile(r"\{\{\s*([^{}]{1,60}?)\s*\}\}")
_RANGE = re.compile(r"^'?((?:[^']|'')+?)'?!\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?[A-Z]{1,3}\$?(\d{1,7}))?$")


class TemplateError(Exception):
    """One sentence: why the workbook cannot be used as a template, and what to do."""


@dataclass(frozen=True, slots=True)
class Place:
    """A cell that asks for figures. part: the sheet inside the archive. text: what the cell says, "" for a named range.

    rows: how many rows a list may take, 0 for as many as are free below the cell.
    """

    sheet: str
    part: str
    cell: str
    names: list[str]
    text: str = ""
    rows: int = 0

    @property
    def is_alone(self) -> bool:
        """Whether the cell holds one figure and nothing else; such a cell becomes a number."""
        return not self.text or ASKED.fullmatch(self.text.strip()) is not None

    def stored(self) -> dict[str, Any]:
        return asdict(self)


def places_in(template: bytes) -> list[Place]:
    """In the order of the sheets; names that are unknown are among them. Raises TemplateError.

    The bytes must have been checked before (imports.opening.containers): nothing here limits their size.
    """
    with ZipFile(BytesIO(template)) as archive:
        try:
            sheets, named = worksheets(archive)
            words = _shared_words(archive)
            found = [place for name, part in sheets.items() for place in _in_cells(archive, name, part, words)]
        except (KeyError, ParseError, DefusedXmlException, IndexError, ValueError) as error:
            raise TemplateError(_("读不懂这份工作簿的结构。请用 Excel 或 WPS 打开，另存为 .xlsx 后再上传。")) from error
    return found + list(_in_names(named, sheets))


def unknown_names(places: list[Place]) -> list[str]:
    """Each once, in order."""
    return list(dict.fromkeys(name for place in places for name in place.names if name not in figures()))


def worksheets(archive: ZipFile) -> tuple[dict[str, str], dict[str, str]]:
    """The part of each worksheet by its name, and what each defined name stands for."""
    book = fromstring(archive.read("xl/workbook.xml"))
    if not book.tag.startswith(_MAIN):
        raise TemplateError(_("这份工作簿是“严格 Open XML”格式。请另存为普通的 .xlsx 后再上传。"))
    relations = fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {each.get("Id"): posixpath.join("/xl", each.get("Target", ""))[1:] for each in relations}
    sheets = {sheet.get("name", ""): targets[sheet.get(_LINK)] for sheet in book.iter(f"{_MAIN}sheet")}
    named = {name.get("name", ""): name.text or "" for name in book.iter(f"{_MAIN}definedName")}
    return {name: part for name, part in sheets.items() if "/worksheets/" in part}, named


def _shared_words(archive: ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    return [_text(entry) for entry in fromstring(archive.read("xl/sharedStrings.xml"))]


def _text(entry: Element) -> str:
    """Without readings in small letters beside the words (phonetic runs)."""
    runs = [entry, *entry.findall(f"{_MAIN}r")]
    return "".join(text.text or "" for run in runs for text in run.findall(f"{_MAIN}t"))


def _in_cells(archive: ZipFile, sheet: str, part: str, words: list[str]) -> Iterator[Place]:
    for cell in fromstring(archive.read(part)).iter(f"{_MAIN}c"):
        text = _said(cell, words)
        names = ASKED.findall(text)
        if names:
            yield Place(sheet, part, cell.attrib["r"], names, text)


def _said(cell: Element, words: list[str]) -> str:
    """The text of a cell, "" for numbers and formulas."""
    kind = cell.get("t", "n")
    if kind == "s":
        return words[int(cell.findtext(f"{_MAIN}v") or 0)]
    if kind == "inlineStr":
        inline = cell.find(f"{_MAIN}is")
        return "" if inline is None else _text(inline)
    return ""


def _in_names(named: Mapping[str, str], sheets: Mapping[str, str]) -> Iterator[Place]:
    """Ranges that bear the name of a figure; other names are the office's own."""
    for name, range_ in named.items():
        match = _RANGE.match(range_)
        if name in figures() and match is not None and (sheet := match[1].replace("''", "'")) in sheets:
            last = int(match[4] or match[3])
            yield Place(sheet, sheets[sheet], f"{match[2]}{match[3]}", [name], rows=last - int(match[3]) + 1)
