"""Marks of state secrets. Marked text is refused everywhere and stored nowhere (保守国家秘密法, arts. 31 and 57)."""

import re
import unicodedata
from collections.abc import Iterable

_BLANKS = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")
_LEVEL = "(?:秘密|机密|绝密)"
_MARKED = re.compile(
    rf"""
      {_LEVEL}[级件]?[★☆*]                            # 机密★10年
    | 密级[:：]?{_LEVEL}                              # 密级：秘密
    | [(\[【〔<《「]{_LEVEL}[级件]?[)\]】〕>》」]     # （秘密）
    | 密[〔\[(【]\d{{4}}年?[〕\])】]                  # 清政办密〔2025〕2号
    | ^{_LEVEL}关于                                   # 机密关于…的通知
    | ^(?:{_LEVEL}[级件]?|密[件电]|涉密文?件?)(?:[\d一二三五十]+年|长期)?$
    """,
    re.VERBOSE,
)
# Whatever is marked holds one of these once blanks and width are mended; much that holds one is not marked. For
# deciding what a browser may keep on its own, where being too careful costs little.
WORDS_OF_SECRECY = ("秘密", "机密", "绝密", "密件", "密电", "涉密", "密〔", "密[", "密(", "密【")
_LEADING = re.compile(rf"^\s*{_LEVEL}[级件]?[\s:：,，、]")


def is_classified(text: str) -> bool:
    """Whether text bears a mark of secrecy: a level standing alone, in brackets or with a star, or a 密〔year〕 number.

    The words inside an ordinary title (商业秘密保护, 保密教育, 机密文件管理) are no mark. Blanks and width make no
    difference. False for an empty text.
    """
    if "密" not in text and unicodedata.is_normalized("NFKC", text):
        return False  # most texts: every mark holds this character
    wide = unicodedata.normalize("NFKC", text)
    return bool(_MARKED.search(_BLANKS.sub("", wide)) or _LEADING.search(wide))


def holds_classified(typed: Iterable[object]) -> bool:
    """Whether anything that was sent with a form is marked, also where it was refused for something else."""
    return any(is_classified(str(value)) for value in typed)
