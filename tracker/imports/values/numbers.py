"""Document numbers (发文字号) and plain whole numbers."""

import re
import unicodedata

from django.utils.translation import gettext as _

from tracker.imports.opening.cells import Cell, plain, text_of
from tracker.imports.problems import DoubtError, UnreadableError
from tracker.imports.vocabulary import codes
from tracker.rules.fingerprints import normal_number

_ONE = re.compile(r"[^〔〕\s\d、,，;；]{1,30}〔\d{4}〕\d+号")
_ORDER = re.compile(r"[^〔〕\s\d]{1,20}令第\d+号")
_BROKEN = re.compile(r"[〔(\[{<《【]\s*(\d{4}|\d{2})年?\s*[〕)\]}>》】]年?[第字]?0*(\d+)号?")
_DOUBLED = re.compile(r"([〔〕号])\1+")
_DASHED = re.compile(r"([^〔〕\s\d、,，;；]{1,30})(20\d\d)年?[-—–_第字]+0*(\d+)号?(?!\d)")
_SHARED = re.compile(
    r"([^〔〕\s\d、,，;；]{1,30}〔\d{4}〕)(\d+)号?((?:[、,，;；和及与]第?\d+号?)+)"
)  # 〔2025〕7号、8号
_SEPARATORS = re.compile(r"[、,，;；/]")


def understand_numbers(cell: Cell) -> list[str]:
    """Every document number in the cell, in its standard form; empty for a blank cell.

    Raises DoubtError for text without a year and serial: a paper's number has both (GB/T 9704-2012).
    """
    text = text_of(cell)
    number = mended(normal_number(text))
    if not number or plain(text) in codes("document_format"):
        return []
    if _ORDER.fullmatch(number):
        return [number]
    number = _SHARED.sub(_each, number)
    found = _ONE.findall(number)
    if found and "".join(found) == _SEPARATORS.sub("", number):
        return found
    raise DoubtError(
        "doc_number_without_year",
        _("“%(text)s”不是完整的发文字号。请写成 清政办发〔2026〕5号 的样子；没有文号请留空。") % {"text": text},
    )


def _each(match: re.Match[str]) -> str:
    serials = [match[2], *re.findall(r"\d+", match[3])]
    return "、".join(f"{match[1]}{int(serial)}号" for serial in serials)


def looks_like_number(text: str) -> bool:
    """Whether a text is written as a document number, also a broken one: for telling what a column holds."""
    return _ONE.search(mended(normal_number(text))) is not None


def mended(number: str) -> str:
    """A number in its standard form whatever is broken in it: 清消2025-1号, 清组发〔25〕第011, 清建〔2025)5号."""
    number = _DOUBLED.sub(r"\1", number).removesuffix("〔〕号")
    number = _BROKEN.sub(r"〔\1〕\2号", number)
    number = _DASHED.sub(r"\1〔\2〕\3号", number)
    return re.sub(r"〔(\d\d)〕", r"〔20\1〕", number)


def number_prefix(number: str) -> str:
    """The characters before the year (机关代字)."""
    return number.partition("〔")[0]


def understand_count(cell: Cell) -> int | None:
    """A whole number that is not negative, such as a number of characters; None for a blank cell."""
    text = unicodedata.normalize("NFKC", text_of(cell)).replace(",", "")
    if not text:
        return None
    if not text.isdecimal() or len(text) > 9:
        raise UnreadableError(_("“%(text)s”应是不小于 0 的整数。") % {"text": text})
    return int(text)
