"""Rows marked 秘密, 机密, 绝密. They are refused, and nothing of them is kept: not in errors, files or logs."""

import re
import unicodedata
from collections.abc import Iterable

from tracker.imports.opening.cells import Cell, text_of
from tracker.rules.classified import is_classified

_SIGNS = re.compile("[密秘机绝]")  # every mark holds one of these; most texts hold none
_SHORT = re.compile(r"^[(\[【〔]?(?:密件?|[秘机绝](?:密?级)?)[)\]】〕]?(?:[★☆*].{0,8}|\d+年|长期)?$")  # 密级 in a hurry
_CALLED = re.compile(
    r"^(?:本|此|该)?(?:涉密|密级?)(?:文件|件|文|电报|会议|内容|材料)(?:$|[^的管人岗]{0,2}[,，。:：;；(（、\s])|^此?件?涉密$"
)


def is_classified_row(cells: Iterable[Cell]) -> bool:
    """Whether any cell of the row bears a mark of secrecy."""
    texts = (unicodedata.normalize("NFKC", text_of(cell)) for cell in cells if isinstance(cell, str))
    return any(_SIGNS.search(text) and (_is_marked(text) or is_classified(text)) for text in texts)


def _is_marked(text: str) -> bool:
    return _SHORT.match(text) is not None or _CALLED.match(text) is not None
