"""Columns whose cells hold two fields: 来文单位及文号, 会议名称（召集单位）. Each cell is taken apart."""

import re
import unicodedata
from collections.abc import Iterator

from tracker.imports.layouts.mappings import Mapping
from tracker.imports.opening.cells import Cell, plain, text_of
from tracker.imports.values.names import OfficeNames
from tracker.imports.vocabulary import codes, words

PAIRS = (("issuer", "number"), ("title", "issuer"), ("title", "number"))
_OPEN, _CLOSE = r"[〔(\[{<《【]", r"[〕)\]}>》】]"
_YEAR = rf"(?:{_OPEN}\s*(?:20)?\d\d年?\s*{_CLOSE}|20\d\d年?\s*[-—–第])"
_NUMBER = re.compile(rf"([\u4e00-\u9fff]{{1,15}})\s*{_YEAR}\s*第?\s*\d{{1,5}}\s*号?")
_AROUND = " ,，、/|;；:：()（）[]【】\n"
_IN_BRACKETS = re.compile(r"^(.+?)\s*[(（]([^()（）]{2,40})[)）]$", re.DOTALL)
_PARTS = re.compile(r"\s*[\r\n]+\s*|\s*[:：]\s*|\s{1,}|——")
_OF_TITLE = re.compile(r"关于|[转印]发|通知|落实|根据|贯彻")
_PERSON = re.compile(r"[(（及和与、/].{0,4}(?:领导|带队|组长|负责人|联系人|人员|姓名)")
_BESIDE_PERSON = re.compile(r"[\s(（、,，/:：]+")
_SEVERAL = re.compile(r"[、,，/]")


def pairs_in(mapping: Mapping) -> list[tuple[str, str]]:
    """The pairs of fields that the mapping reads from one and the same column."""
    return [pair for pair in PAIRS if all(name in mapping for name in pair) and _is_one(mapping, pair)]


def take_apart(cells: dict[str, Cell], pairs: list[tuple[str, str]], names: OfficeNames) -> None:
    """Put each part of a shared cell into its field. A cell that cannot be taken apart stays with the first field."""
    for first, second in pairs:
        if first in cells:
            whole = str(cells[first]).strip()
            found = _APART[first, second](whole, names)
            cells |= {first: found[0], second: found[1]}
            for name in (first, second):
                if not text_of(cells[name]):
                    del cells[name]


def names_a_person(mapping: Mapping) -> bool:
    """Whether the column of issuers tells a person too: 检查单位（带队领导）."""
    columns = mapping["issuer"].columns if "issuer" in mapping else ()
    return len(columns) == 1 and _PERSON.search(columns[0]) is not None


def body_alone(text: str, names: OfficeNames) -> str:
    """县应急管理局 of 县应急管理局（王强）; the whole text where it does not begin with a known body."""
    first = _BESIDE_PERSON.split(text, maxsplit=1)[0]
    return text if names.known(text) or not names.known(first) else first


def issuer_behind(title: str, names: OfficeNames) -> str:
    """The body in brackets at the end of a title: 关于防汛的通知（县水利局）; empty where there is none."""
    match = _IN_BRACKETS.match(title)
    return match[2].strip() if match and _is_office(match[2], names) else ""


def _is_one(mapping: Mapping, pair: tuple[str, str]) -> bool:
    first, second = (mapping[name].columns for name in pair)
    return len(first) == 1 and first == second


def _issuer_and_number(whole: str, names: OfficeNames) -> tuple[str, str]:
    half = _half(whole)
    match = _NUMBER.search(half)
    if match is None:
        return _issuer_and_format(whole)
    beside = half[: match.start()].strip(_AROUND) or half[match.end() :].strip(_AROUND)
    if beside:
        return beside, match[0]
    issuer = next((name for name in _beginnings(match[1], names)), "")
    return issuer, match[0].removeprefix(issuer)


def _issuer_and_format(whole: str) -> tuple[str, str]:
    """县民政局（便函）, 县民政局 无文号."""
    match = _IN_BRACKETS.match(whole) or re.match(r"^([^\s,，、/|]+)[\s,，、/|]+(\S+)$", whole)
    if match and plain(match[2]) in words("nothing"):
        return match[1], ""
    return (match[1], match[2]) if match and plain(match[2]) in codes("document_format") else (whole, "")


def _beginnings(glued: str, names: OfficeNames) -> Iterator[str]:
    """县民政局 of 县民政局清民发: first where what is left begins the numbers of a known body, then the longest."""
    known = [glued[:end] for end in range(len(glued) - 1, 1, -1) if names.known(glued[:end])]
    yield from (name for name in known if names.by_number(glued.removeprefix(name)))
    yield from known


def _title_and_issuer(whole: str, names: OfficeNames) -> tuple[str, str]:
    match = _IN_BRACKETS.match(whole)
    if match and _is_office(match[2], names):
        return match[1], match[2].strip()
    first, *rest = (part for part in _PARTS.split(whole) if part)
    if rest and _is_office(first, names):
        return "".join(rest), first
    if rest and _is_office(rest[-1], names):
        return "".join([first, *rest[:-1]]), rest[-1]
    return whole, ""


def _title_and_number(whole: str, _names: OfficeNames) -> tuple[str, str]:
    """The number at the very beginning, or at the end where a blank or bracket parts it from the title."""
    half = _half(whole)
    for match in _NUMBER.finditer(half):
        before, after = half[: match.start()].rstrip(_AROUND), half[match.end() :].lstrip(_AROUND)
        if before and not after and half[match.start() - 1] in _AROUND:
            return whole[: len(before)], match[0]
        if after and not before and not _OF_TITLE.search(match[1]):
            return whole[len(whole) - len(after) :], match[0]
    return whole, ""


def _is_office(text: str, names: OfficeNames) -> bool:
    return all(names.known(part.strip()) for part in _SEVERAL.split(text) if part.strip())


def _half(text: str) -> str:
    """Half-width, as long as the text is."""
    half = unicodedata.normalize("NFKC", text)
    return half if len(half) == len(text) else text


_APART = {
    ("issuer", "number"): _issuer_and_number,
    ("title", "issuer"): _title_and_issuer,
    ("title", "number"): _title_and_number,
}
