"""Which titles name the same recurring thing: 2026年第3次防汛调度会 and 11月份防汛调度会 are both 防汛调度会."""

import re
import unicodedata

_BLANKS = re.compile(r"[\s\u200b-\u200f\ufeff]+")
_NUMERAL = r"(?:\d+|[〇零一二两三四五六七八九十百]+)"
_MOMENT = re.compile(
    rf"""
      \d{{4}}年?度? | 第?{_NUMERAL}(?:次|期|季度|轮|批|届|号|周) | {_NUMERAL}月份? | {_NUMERAL}日
    | [上下]半年 | [上中下]旬 | 本[年月周] | [今去明]年 | [（(〔\[]{_NUMERAL}[）)〕\]] | \d+
    """,
    re.VERBOSE,
)


def title_family(title: str) -> str:
    """The title without years, months, days and serials, half-width and in lower case.

    A title that is nothing but a moment is its own family. Idempotent on its own results.
    """
    plain = _BLANKS.sub("", unicodedata.normalize("NFKC", title)).casefold()
    before, family = "", plain
    while family != before:
        before, family = family, _MOMENT.sub("", family)
    return family or plain
