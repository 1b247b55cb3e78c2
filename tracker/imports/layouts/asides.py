"""Rows that are no records: titles, lines of the unit, sections, totals, notes, bare serial numbers, cancelled rows."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice

from tracker.imports.opening.cells import Cell, plain, text_of
from tracker.imports.values.chinese_numerals import with_digits
from tracker.imports.vocabulary import words

_SECTION = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十\d]+部分|[表附][一二三四五六七八九十\d]{1,2}[：:、\s])"
)
_UNIT_LINE = re.compile(
    r"(?:填报|填表|制表|编制|登记|报送)(?:单位|部门|时间|日期|人)|^单位(?:名称)?(?:（盖章）)?[:：]|单位[:：].{0,4}$|联系电话"
)
_NAMES_TABLE = re.compile(r"台账|登记|记录|情况|统计|一览|明细|汇总|[表簿册]")
_SPAN_LINE = re.compile(r"^[（(【].*\d.*[）)】]$|^(?:20)?\d\d年(?:度|[\d月\-—~至到年日]*)$")
_PART = r"(?:本|此|以上|第?\d+)?(?:页|月|月份|季|季度|旬|周|栏|表)"
_SUBTOTAL = re.compile(rf"小计|^(?:20\d\d年)?{_PART}(?:合计|累计|共计|总计|共(?:收|发|参|接|开))|^过次页|^承前页")
_TOTAL = re.compile(
    r"^(?:20\d\d年)?(?:全年|年度|本年|总|上半年|下半年|以上|全部)?(?:合计|总计|共计|累计)|"
    r"^(?:全年|总)?共(?:登记|收文|收到|来文|发文|印发|召开|开会|参加|参会|接受|接待|迎检|开展)|^总数|^计[:：]?$|(?:合计|总计)[:：]?$"
)
_COUNTED = re.compile(
    r"^共计?\d+[件份场次个]|^(?:20\d\d年)?(?:全年|年度|本年|以上|截[至止].{1,8})?共?计?(?:收文|发文|开会|参会|参加|接受|迎检|登记).{0,8}\d+[件份场次个]"
)
_LONGEST_TOTAL = 24
_NOTE = re.compile(
    r"^(?:[备附]?注|说明|制表|制单|填[报表]|登记|审核|审批|审签|复核|负责|统计|联系|经办|记录|整理|主管|分管)(?:人|人员|领导|单位|时间|日期|电话)?"
    r"[\d一二三]?[:：.、\s]|^[※★*]|^[（(]?(?:接|转)(?:下|上)页|^第\s*\d+\s*页|^以下空白|^此页无正文"
)
_NOTE_LABEL = re.compile(r"^(?:说明|备注|注|(?:填[报表]|制表|审核|登记|联系|统计|经办)人|(?:单位)?负责人|联系电话)$")
_INSTRUCTIONS = re.compile(r"^填[报表写](?:说明|要求|须知)")
_SECTION_WORD = re.compile(
    r"^[（(【—\-─▲△●○■□◆◇▶►\s]*(?:20\d\d年)?(?:度)?(?:第?(?:\d{1,2}|[一二三四])(?:月份?|季度)|[上下]半年|20\d\d年度?)(?:[^，。；:：]{0,10})?[）)】—\-─\s]*$"
)
_ENDS_SECTION = re.compile(r"(?:类|部分|情况|来文|发文|收文|文件|会议|检查|督查|考核|参会|迎检)[：:]?$")
_LONGEST_SECTION = 16
_EXAMPLE = re.compile(r"^[（(【]?示例")
_SERIAL = re.compile(r"^[（(]?\d{1,6}[）).、]?$")
_IN_BRACKETS = re.compile(r"[（(【\[]([^（）()]*)[）)】\]]")
_VOID = re.compile(r"作废|撤回|撤销|废止|已废")
_CANCELLED = re.compile(r"取消|未召开|未开|停开|不再召开")
_LONGEST_STATUS = 6
_NOT_HELD = re.compile(f"{_VOID.pattern}|{_CANCELLED.pattern}")
_NOT_CANCELLED = re.compile(r"未取消|不取消|取消(?:了)?(?:限制|收费)")


def reason_above(row: list[Cell], has_title: bool) -> str:
    """title, unit_line, section or note, of a line that stands above headings."""
    text = "".join(text_of(cell) for cell in row)
    if _INSTRUCTIONS.match(text):
        return "instructions"
    if _SECTION.match(text):
        return "section"
    if _UNIT_LINE.search(text) or (has_title and _SPAN_LINE.match(text.strip())) or _is_office_and_span(row):
        return "unit_line"
    return "note" if _NOTE.match(text) else "title"


def _is_office_and_span(row: list[Cell]) -> bool:
    """杨树湾乡人民政府 and, at the other end of the line, 2025年."""
    texts = _filled(row)
    return len(texts) > 1 and not _NAMES_TABLE.search(texts[0]) and all(_SPAN_LINE.match(text) for text in texts[1:])


def is_heading_line(row: list[Cell]) -> bool:
    """Whether a row holds nothing but the title of the table below it."""
    filled = _filled(row)
    return len(filled) == 1 and not _NOTE.match(filled[0]) and not _total(filled[0]) and not _SERIAL.match(filled[0])


def is_alone(row: list[Cell]) -> bool:
    """Whether a row has one filled cell."""
    return len(list(islice(filter(None, map(text_of, row)), 2))) == 1


def is_serial(text: str) -> bool:
    """Whether a text numbers a row: 12, 007, 柳收012, 2025-12."""
    return re.fullmatch(r"[^\d，。；:：]{0,4}(?:\d{4}[-—])?\d{1,6}[号).）]?", text) is not None


def reason_of(row: list[Cell]) -> str:
    """Why a row below the headings is no record, empty for what may be one.

    total, subtotal, note, instructions, section or empty_numbered.
    """
    filled = _filled(row)
    if reason := _marked(filled):
        return reason
    said: list[str] = []
    for text in filled:
        if plain(text) not in words("nothing"):
            said.append(text)
            if text != said[0]:
                return ""  # most rows: they say more than one thing
    if len(said) <= 1 and all(_SERIAL.match(plain(text)) for text in said):
        return "empty_numbered"
    return "section" if is_section(said[0]) else "note"


def marked_reason(row: list[Cell]) -> str:
    """example, total, subtotal, note or instructions, where a word says so; empty where none does."""
    return _marked(_filled(row))


def _marked(filled: list[str]) -> str:
    if _EXAMPLE.match(filled[0]):
        return "example"
    for text in filled[:3]:
        if len(text) <= _LONGEST_TOTAL and (reason := _total(text)):
            return reason
    if len(filled) == 1 and _COUNTED.match(plain(filled[0])):
        return "total"
    if _INSTRUCTIONS.match(filled[0]):
        return "instructions"
    if len(filled) == 2 and _NOTE.match(filled[1]):
        return "note"  # beside the merged cell of a month
    return "note" if _NOTE.match(filled[0]) or _NOTE_LABEL.match(plain(filled[0])) else ""


def is_section(text: str) -> bool:
    """Whether a line of its own names what comes below it: 一、收文, 三月份, 会议类; a sentence does not."""
    digits = with_digits(unicodedata.normalize("NFKC", text))
    if _SECTION.match(text) or _SECTION_WORD.match(digits):
        return len(text) <= 2 * _LONGEST_SECTION
    return len(text) <= _LONGEST_SECTION and _ENDS_SECTION.search(text) is not None


def reason_not_held(title: str, *remarks: str) -> str:
    """void or cancelled, by the brackets of the title, the remark, or the word where the date should be."""
    told = [*_IN_BRACKETS.findall(title), *remarks]
    if not _NOT_HELD.search("\n".join(told)):
        return ""
    if any(_VOID.search(text) for text in told):
        return "void"
    return "cancelled" if any(_CANCELLED.search(text) and not _NOT_CANCELLED.search(text) for text in told) else ""


def status_said(cells: Iterable[str]) -> str:
    """void or cancelled, where a short cell of any column says so: 作废 below 传阅情况."""
    return reason_not_held("", *(text for text in cells if len(text) <= _LONGEST_STATUS))


def _filled(row: list[Cell]) -> list[str]:
    return [text for cell in row if (text := text_of(cell))]


@lru_cache(maxsize=5_000)
def _total(text: str) -> str:
    word = with_digits(plain(text))
    if _SUBTOTAL.search(word):
        return "subtotal"
    return "total" if _TOTAL.search(word) else ""
