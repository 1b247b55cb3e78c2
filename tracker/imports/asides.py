"""Rows that are no records: titles, lines of the unit, sections, totals, notes, bare serial numbers, cancelled rows."""

import re

from tracker.imports.cells import Cell, plain, text_of
from tracker.imports.vocabulary import words

_SECTION = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十\d]+部分)"
)
_UNIT_LINE = re.compile(
    r"(?:填报|填表|制表|编制|登记|报送)(?:单位|部门|时间|日期|人)|^单位(?:名称)?(?:（盖章）)?[:：]|单位[:：].{0,4}$|联系电话"
)
_SPAN_LINE = re.compile(r"^[（(【].*[）)】]$|^(?:20)?\d\d年(?:度|[\d月\-—~至到年日]*)$")
_SUBTOTAL = re.compile(r"小计|^(?:本页|本月|本季|\d{1,2}月份?|[一二三四]季度)(?:合计|累计|共计|总计)")
_TOTAL = re.compile(r"^(?:全年|年度|本年|总|上半年|下半年)?(?:合计|总计|共计|累计)|^总数|(?:合计|总计)[:：]?$")
_LONGEST_TOTAL = 14
_NOTE = re.compile(
    r"^(?:[备附]?注|说明|填[报表]说明|制表|填[报表]人?|登记人|审核|审批|负责人|统计人|联系人|经办人|记录人)[\d一二三]?[:：.、\s]"
)
_SERIAL = re.compile(r"^[（(]?\d{1,6}[）).、]?$")
_IN_BRACKETS = re.compile(r"[（(【\[]([^（）()]*)[）)】\]]")
_VOID = re.compile(r"作废|撤回|撤销|废止|已废")
_CANCELLED = re.compile(r"取消|未召开|未开|停开|不再召开")
_NOT_CANCELLED = re.compile(r"未取消|不取消|取消(?:了)?(?:限制|收费)")


def reason_above(row: list[Cell], has_title: bool) -> str:
    """title, unit_line, section or note, of a line that stands above headings."""
    text = "".join(text_of(cell) for cell in row)
    if _SECTION.match(text):
        return "section"
    if _UNIT_LINE.search(text) or (has_title and _SPAN_LINE.match(text.strip())):
        return "unit_line"
    return "note" if _NOTE.match(text) else "title"


def is_heading_line(row: list[Cell]) -> bool:
    """Whether a row holds nothing but the title of the table below it."""
    filled = _filled(row)
    return len(filled) == 1 and not _NOTE.match(filled[0]) and not _total(filled[0]) and not _SERIAL.match(filled[0])


def reason_of(row: list[Cell]) -> str:
    """total, subtotal, note, section or empty_numbered, of a row below the headings; empty for what may be a record."""
    filled = _filled(row)
    for text in filled[:3]:
        if len(text) <= _LONGEST_TOTAL and (reason := _total(text)):
            return reason
    said = [text for text in filled if plain(text) not in words("nothing")]
    if all(_SERIAL.match(text) for text in said) and len(said) <= 1:
        return "empty_numbered"
    if _NOTE.match(filled[0]):
        return "note"
    if len(set(said)) == 1:
        return "section" if _SECTION.match(said[0]) else "note"
    return ""


def reason_not_held(title: str, *remarks: str) -> str:
    """void or cancelled, by the brackets of the title, the remark, or the word where the date should be."""
    told = [*_IN_BRACKETS.findall(title), *remarks]
    if any(_VOID.search(text) for text in told):
        return "void"
    return "cancelled" if any(_CANCELLED.search(text) and not _NOT_CANCELLED.search(text) for text in told) else ""


def _filled(row: list[Cell]) -> list[str]:
    return [text for cell in row if (text := text_of(cell))]


def _total(text: str) -> str:
    word = plain(text)
    if _SUBTOTAL.search(word):
        return "subtotal"
    return "total" if _TOTAL.search(word) else ""
