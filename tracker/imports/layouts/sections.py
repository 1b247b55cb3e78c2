"""What a line between the rows says of the rows below it: 三月份, 二、会议, 县委组织部, 2024年."""

import re
from dataclasses import dataclass, replace

from tracker.imports.layouts.contexts import month_in, year_in
from tracker.imports.layouts.kinds import kind_of_word
from tracker.imports.opening.cells import Cell, text_of
from tracker.imports.records.records import Ledger
from tracker.imports.values.chinese_numerals import with_digits

_NUMBERED = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[、.．])\s*"
)
_ENDING = re.compile(r"(?:类|来文|发文|文件|会议|检查|情况|主办|部分)$|[（(][^（）()]*[）)]$")
_MONTH_ALONE = re.compile(r"(1[0-2]|0?[1-9])(?:月份?)?$")
_SPAN = re.compile(r"季度|半年|全年|\d\s*[-—–~至到]\s*\d|年度?$")


@dataclass(frozen=True, slots=True)
class Section:
    """What holds for the rows from here on, until another line says otherwise. issuer: as its name stands there."""

    ledger: Ledger
    kind: str = ""
    issuer: str = ""

    def entered(self, row: list[Cell]) -> "Section":
        """The section that begins with a line."""
        text = next(text for cell in row if (text := text_of(cell)))
        year = year_in([text]) or self.ledger.year
        month = month_in([text]) or (None if _SPAN.search(text) else self.ledger.month)
        return replace(
            self,
            ledger=replace(self.ledger, year=year, month=month),
            kind=kind_of_word(_NUMBERED.sub("", text)) or self.kind,
            issuer=_issuer(text, self.ledger) or self.issuer,
        )

    def in_month(self, told: str) -> "Section":
        """The section with the month that a cell of a column 月份 tells, no month for other words; blank: the same."""
        match = _MONTH_ALONE.match(with_digits(told))
        month = int(match[1]) if match else None
        if not told or month == self.ledger.month:
            return self
        return replace(self, ledger=replace(self.ledger, month=month))


def _issuer(text: str, ledger: Ledger) -> str:
    bare = _NUMBERED.sub("", text).strip("：: ")
    return next((name for name in (bare, _ENDING.sub("", bare)) if name and ledger.names.known(name)), "")
