"""How many people: 3, 3人, 两位, 一正一副, 书记、镇长, 约20人."""

import re
import unicodedata

from django.utils.translation import gettext as _

from tracker.imports.opening.cells import Cell, text_of
from tracker.imports.problems import DoubtError, UnreadableError
from tracker.imports.values.chinese_numerals import number_of, with_digits

MOST = 100_000
_NUMBER = re.compile(r"^(?:约|大约|近)?(-?\d+(?:\.\d+)?)(?:人次|个人|人|名|位|个)?(?:左右|上下)?$")
_TOGETHER = re.compile(r"(?:共计?|合计|总共|一行)(\d+)\s*[人名位]?")
_EACH = re.compile(r"(\d+)\s*(?:人次|[人名位])")
_PADDED_NAME = re.compile(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff])\s+([\u4e00-\u9fff])(?![\u4e00-\u9fff])")
_POSTS = re.compile(r"([一二两三])正([一二两三四五])副")
_RANGE = re.compile(r"\d\s*[-—–~～至到]\s*\d")
_WORD = re.compile(r"^([一二两三四五六七八九十]{1,3})$")
_LIST = re.compile(r"[、,，;；/\s]+|(?<=..)[及和与](?=..)")
_OPEN_END = re.compile(r"等|若干|多人|有关|相关|全体|班子|各")
_DIGITS = re.compile(r"\d")


def understand_people(cell: Cell) -> int | None:
    """Persons; None for a blank cell. Names or posts in a row are counted, a single one is 1.

    Raises UnreadableError for a negative or broken number, DoubtError for 若干 and lists that end in 等.
    """
    text = unicodedata.normalize("NFKC", text_of(cell))
    if not text:
        return None
    counted = re.sub(r"\(.*\)$", "", with_digits(text).replace(" ", "").replace(",", ""))
    if _RANGE.search(counted):
        raise DoubtError("people_unclear", _("“%(text)s”看不出人数。请写成数字。") % {"text": text})
    if match := _NUMBER.match(counted):
        return _whole(float(match[1]), text)
    if match := _WORD.match(text):
        return number_of(match[1])
    if told := _TOGETHER.findall(counted)[:1] or _EACH.findall(counted):
        return _whole(sum(map(float, told)), text)
    return _named(_PADDED_NAME.sub(r"\1\2", text))


def _named(text: str) -> int:
    if match := _POSTS.match(text):
        return number_of(match[1]) + number_of(match[2])
    if _OPEN_END.search(text) or _DIGITS.search(text):
        raise DoubtError("people_unclear", _("“%(text)s”看不出人数。请写成数字。") % {"text": text})
    return len([part for part in _LIST.split(text) if part])


def _whole(number: float, text: str) -> int:
    if number < 0 or not number.is_integer() or number > MOST:
        raise UnreadableError(_("人数“%(text)s”应是不小于 0 的整数。") % {"text": text})
    return int(number)
