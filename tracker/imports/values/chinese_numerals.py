"""Numbers written in characters: 二〇二五年四月一日, 一个半小时, 两人, 十二名."""

import re

_DIGITS = {"〇": 0, "零": 0, "○": 0, "O": 0, "Ｏ": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6,
           "七": 7, "八": 8, "九": 9}  # fmt: skip
_NUMERAL = "[〇零○一二两三四五六七八九十]"
_BEFORE_UNIT = re.compile(rf"({_NUMERAL}+)(?=[年月日号天人名位个小时钟头分点半])")


def with_digits(text: str) -> str:
    """The text with every number in characters that stands before a unit in digits; 一上午 and names are left alone."""
    return _BEFORE_UNIT.sub(lambda match: str(number_of(match[1])), text)


def number_of(numeral: str) -> int:
    """二〇二五 is 2025, 十二 is 12, 二十 is 20, 两 is 2, 12 is 12. Raises ValueError for what is no number."""
    if numeral.isdecimal():
        return int(numeral)
    tens, ten, ones = numeral.partition("十")
    if not ten:
        return int("".join(_digit(sign) for sign in numeral))
    return 10 * (int(_digit(tens[-1])) if tens else 1) + (_DIGITS.get(ones[0], 0) if ones else 0)


def _digit(sign: str) -> str:
    if sign not in _DIGITS:
        raise ValueError(sign)
    return str(_DIGITS[sign])
