"""The year and the month that dates leave out: from the sheet's title, its name, the first title, the file's name."""

import re
import unicodedata
from collections.abc import Iterable

from tracker.imports.values.chinese_numerals import with_digits

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_SHORT_YEAR = re.compile(r"(?<!\d)(\d\d)年")
_MONTH = re.compile(r"(?<!\d)(1[0-2]|0?[1-9])月(?!\d{1,2}[日号])")


def year_in(texts: Iterable[str]) -> int | None:
    """The year of the first text that names one and no other; None when none does."""
    for text in texts:
        plain = with_digits(unicodedata.normalize("NFKC", text))
        found = {int(year) for year in _YEAR.findall(plain)} or {
            2000 + int(year) for year in _SHORT_YEAR.findall(plain)
        }
        if len(found) == 1:
            return found.pop()
        if found:
            return None
    return None


def month_in(texts: Iterable[str]) -> int | None:
    """The month of the first text that names one, and not a span of months."""
    for text in texts:
        found = {int(month) for month in _MONTH.findall(with_digits(unicodedata.normalize("NFKC", text)))}
        if found:
            return found.pop() if len(found) == 1 and not re.search(r"\d月?\s*[-—–~至到]", text) else None
    return None
