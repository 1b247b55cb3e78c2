"""Where the rows of the ledgers stand in a workbook, and the formulas of other sheets that count them.

Formulas speak Chinese in every language of the pages, as ledgers do: =COUNTIFS(会议_口径,"是").
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName

from tracker.models.items import Item
from tracker.models.kinds import COUNTED_BY_LANDING, Kind
from tracker.models.offices import Office

MAX_ROWS, MAX_OFFICES = 20_000, 60  # with more, every opening would take long: figures are typed, only sums computed
DAY, ISSUER, OFFICIAL, LANDINGS, MINUTES = "日期", "来文单位", "口径", "次数", "人分"
_WORDS = {Kind.MEETING: "会议", Kind.DOCUMENT: "发文", Kind.INSPECTION: "督检考"}
_ASKS_FOR_MORE = re.compile(r"[*?~]|^[<>=]")
_LONGEST = 255  # characters of a condition


@dataclass(frozen=True, slots=True)
class LedgerRange:
    """The rows of one kind. columns: numbers by what they hold. minutes, visits: columns of each office, by its id.

    months: the first and the last row of each month that has any. issuers: the first row of each, by id.
    """

    kind: str
    sheet: str
    first: int
    last: int
    columns: Mapping[str, int]
    minutes: Mapping[int, int] = field(default_factory=dict)
    visits: Mapping[int, int] = field(default_factory=dict)
    months: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    issuers: Mapping[int, int] = field(default_factory=dict)

    def name(self, word: str) -> str:
        return f"{_WORDS[Kind(self.kind)]}_{word}"

    def column(self, number: int) -> str:
        letter = get_column_letter(number)
        return f"{quoted(self.sheet)}!${letter}${self.first}:${letter}${self.last}"


@dataclass(frozen=True, slots=True)
class Ledgers:
    """The three ledgers of a workbook. is_live: whether figures are computed from their rows; yes: the word that
    stands in the column of what counts officially. plain_issuers: ids of those whose name is theirs alone.

    Every formula is given without its equals sign, and empty where the figure is to be typed.
    """

    ranges: Mapping[str, LedgerRange]
    is_live: bool
    yes: str
    plain_issuers: frozenset[int] = frozenset()

    def official(self, kind: str, *where: str) -> str:
        """Items that count officially."""
        counted = f'{self.ranges[kind].name(OFFICIAL)},"{self.yes}"'
        return self._if_live(f"COUNTIFS({','.join([counted, *where])})")

    def full(self, kind: str, *where: str) -> str:
        """The full count: rows; of inspections, visits."""
        rows = self.ranges[kind]
        if kind in COUNTED_BY_LANDING:
            return self._sum(rows.name(LANDINGS), where)
        return self._if_live(f"COUNTIFS({','.join(where)})" if where else f"COUNT({rows.name(DAY)})")

    def minutes(self, kind: str, *where: str) -> str:
        return self._sum(self.ranges[kind].name(MINUTES), where)

    def all_minutes(self, *where: Mapping[str, str]) -> str:
        """Of all kinds together. where: conditions by kind."""
        sums = [self.minutes(kind, *(each[kind] for each in where)) for kind in Kind.values]
        return self._if_live("+".join(sums))

    def within(self, kind: str, month: int) -> tuple[str, str]:
        """Conditions: from the first day of a month (202603) to its last."""
        days, (year, number) = self.ranges[kind].name(DAY), divmod(month, 100)
        return f'{days},">="&DATE({year},{number},1)', f'{days},"<"&DATE({year},{number + 1},1)'

    def from_issuer(self, kind: str, cell: str) -> str:
        """Condition: whose name stands in a cell."""
        return f"{self.ranges[kind].name(ISSUER)},{cell}"

    def counts_officially(self, kind: str) -> str:
        return f'{self.ranges[kind].name(OFFICIAL)},"{self.yes}"'

    def official_at(self, kind: str, office: Office) -> str:
        """Items that count officially and landed on an office or below it."""
        rows = self.ranges[kind]
        if office.pk not in rows.minutes:
            return ""
        return self.official(kind, f'{rows.column(rows.minutes[office.pk])},">=0"')

    def full_at(self, kind: str, office: Office) -> str:
        rows = self.ranges[kind]
        if office.pk not in rows.minutes:
            return ""
        if kind in COUNTED_BY_LANDING:
            return self._if_live(f"SUM({rows.column(rows.visits[office.pk])})")
        return self._if_live(f"COUNT({rows.column(rows.minutes[office.pk])})")

    def minutes_at(self, office: Office) -> str:
        if any(office.pk not in rows.minutes for rows in self.ranges.values()):
            return ""
        return self._if_live("+".join(f"SUM({rows.column(rows.minutes[office.pk])})" for rows in self.ranges.values()))

    def define(self, workbook: Workbook) -> None:
        """Name the columns that formulas speak of."""
        for rows in self.ranges.values():
            for word, number in rows.columns.items():
                name = rows.name(word)
                workbook.defined_names[name] = DefinedName(name, attr_text=rows.column(number))

    def _sum(self, name: str, where: Sequence[str]) -> str:
        return self._if_live(f"SUMIFS({','.join([name, *where])})" if where else f"SUM({name})")

    def _if_live(self, formula: str) -> str:
        return formula if self.is_live else ""


def quoted(sheet: str) -> str:
    """The name of a sheet as formulas and links write it."""
    return "'{}'".format(sheet.replace("'", "''"))


def months_of(items: Sequence[Item], first: int) -> dict[int, tuple[int, int]]:
    """Rows of each month, of items in the order of their days."""
    found: dict[int, tuple[int, int]] = {}
    for row, item in enumerate(items, start=first):
        month = _month(item.day)
        found[month] = (found.get(month, (row, row))[0], row)
    return found


def issuers_of(items: Sequence[Item], first: int) -> dict[int, int]:
    """The first row of each issuer."""
    found: dict[int, int] = {}
    for row, item in enumerate(items, start=first):
        found.setdefault(item.issuer_id, row)
    return found


def plain_issuers(items: Mapping[str, Sequence[Item]]) -> frozenset[int]:
    """Ids of issuers that a condition on their name finds alone: nobody else bears it, and it holds no wildcard."""
    names: dict[str, set[int]] = defaultdict(set)
    for rows in items.values():
        for item in rows:
            names[item.issuer.name.casefold()].add(item.issuer_id)
    plain = {name: ids for name, ids in names.items() if not _ASKS_FOR_MORE.search(name) and len(name) <= _LONGEST}
    return frozenset(next(iter(ids)) for ids in plain.values() if len(ids) == 1)


def _month(day: date) -> int:
    return day.year * 100 + day.month
