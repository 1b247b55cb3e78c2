"""Who causes it, with what: issuers × kinds of everything that landed on an area, and how few make up how much."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Self

from tracker.measures.concentration import how_few, running_shares
from tracker.measures.reduction import change, share
from tracker.models.counting_rules import CountingRule
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.periods import Span, year_to_date
from tracker.queries.landings import Cells, Landed, sent
from tracker.queries.overview import years_with_data

HALF, MOST = Decimal("0.5"), Decimal("0.8")


class By(StrEnum):
    """What issuers are weighed by: person-minutes, items, or the person-minutes that the official count leaves out."""

    HOURS = "hours"
    COUNT = "count"
    UNCOUNTED = "uncounted"


@dataclass(frozen=True, slots=True)
class Amount:
    """What several kinds add up to: items (rows of the list behind it) and person-minutes, each in both counts."""

    official_items: int = 0
    full_items: int = 0
    official_minutes: int = 0
    full_minutes: int = 0

    def __add__(self, other: Self) -> "Amount":
        return Amount(
            self.official_items + other.official_items,
            self.full_items + other.full_items,
            self.official_minutes + other.official_minutes,
            self.full_minutes + other.full_minutes,
        )

    @property
    def uncounted_minutes(self) -> int:
        return self.full_minutes - self.official_minutes

    @property
    def uncounted_items(self) -> int:
        return self.full_items - self.official_items

    def by(self, by: str) -> int:
        """The figure that is weighed."""
        return {By.HOURS: self.full_minutes, By.COUNT: self.full_items, By.UNCOUNTED: self.uncounted_minutes}[By(by)]

    def official_by(self, by: str) -> int:
        """The part of it that counts officially; nothing of what does not count."""
        return {By.HOURS: self.official_minutes, By.COUNT: self.official_items, By.UNCOUNTED: 0}[By(by)]


def amount_of(landed: Iterable[Landed]) -> Amount:
    parts = (Amount(one.official_items, one.full_items, one.official_minutes, one.full_minutes) for one in landed)
    return sum(parts, Amount())


@dataclass(frozen=True, slots=True)
class CauseRow:
    """One issuer within the area. landed: this year by kind; before: the same days of last year.

    share: of the whole that is weighed; running: the same together with every row above it. None without any whole.
    """

    issuer: Office
    landed: dict[str, Landed]
    before: dict[str, Landed]
    share: Decimal | None = None
    running: Decimal | None = None

    @property
    def amount(self) -> Amount:
        return amount_of(self.landed.values())

    @property
    def amount_before(self) -> Amount:
        return amount_of(self.before.values())

    def of(self, kind: str) -> Landed:
        return self.landed.get(kind, Landed(kind))


@dataclass(frozen=True, slots=True)
class LevelRow:
    """What the issuers of one level (来文层级) cause together. share: of the whole that is weighed."""

    level: str
    issuers: int
    amount: Amount
    share: Decimal | None

    @property
    def label(self) -> str:
        return str(Office.Level(self.level).label)


@dataclass(frozen=True, slots=True)
class Causes:
    """One area from 1 January to the asked day, and the same days of last year.

    by: what is weighed (By). rows: every issuer of something, the heaviest first, equals in official order. kinds: what
    landed of each kind. levels: from the centre down, only those that sent something. whole, before: the area's sums.
    silent: issuers of last year's days that sent nothing this year. before is None where last year has no ledger.
    """

    area: Office
    span: Span
    by: str
    under: CountingRule | None
    rows: list[CauseRow]
    kinds: dict[str, Landed]
    levels: list[LevelRow]
    whole: Amount
    before: Amount | None
    silent: int

    @property
    def half(self) -> int | None:
        """How many of the heaviest issuers cause half of it; None when there is nothing to share."""
        return how_few([row.amount.by(self.by) for row in self.rows], HALF)

    @property
    def most(self) -> int | None:
        """How many cause 80 % of it."""
        return how_few([row.amount.by(self.by) for row in self.rows], MOST)

    @property
    def change(self) -> Decimal | None:
        """Year on year of what is weighed; None where there was nothing."""
        return None if self.before is None else change(self.before.by(self.by), self.whole.by(self.by))


def causes(area: Office, year: int, as_of: date, by: str = By.HOURS, under: CountingRule | None = None) -> Causes:
    """Everything that landed on the area, by issuer. under: replayed under this version of the counting rule.

    Raises ValueError when `as_of` lies before the year.
    """
    span = year_to_date(year, as_of)
    now, before = (_by_issuer(sent(None, days, area, under)) for days in (span, span.in_year(year - 1)))
    rows = _rows(now, before, by)
    whole = amount_of(landed for row in rows for landed in row.landed.values())
    earlier = amount_of(landed for kinds in before.values() for landed in kinds.values())
    return Causes(
        area=area,
        span=span,
        by=by,
        under=under,
        rows=rows,
        kinds={kind: sum((row.of(kind) for row in rows), Landed(kind)) for kind in Kind.values},
        levels=_levels(rows, whole, by),
        whole=whole,
        before=earlier if year - 1 in years_with_data(area) else None,
        silent=len(before.keys() - now.keys()),
    )


def _rows(now: dict[int, dict[str, Landed]], before: dict[int, dict[str, Landed]], by: str) -> list[CauseRow]:
    issuers = Office.objects.in_bulk(now.keys())
    found = [CauseRow(issuer, now[pk], before.get(pk, {})) for pk, issuer in issuers.items()]
    ordered = sorted(found, key=lambda row: (-row.amount.by(by), row.issuer.path))
    parts = [row.amount.by(by) for row in ordered]
    return [
        CauseRow(row.issuer, row.landed, row.before, share(part, sum(parts)), running)
        for row, part, running in zip(ordered, parts, running_shares(parts), strict=True)
    ]


def _levels(rows: list[CauseRow], whole: Amount, by: str) -> list[LevelRow]:
    sorted_in: dict[str, list[CauseRow]] = defaultdict(list)
    for row in rows:
        sorted_in[row.issuer.level].append(row)
    sums = {level: sum((row.amount for row in found), Amount()) for level, found in sorted_in.items()}
    return [
        LevelRow(level, len(sorted_in[level]), sums[level], share(sums[level].by(by), whole.by(by)))
        for level in Office.Level.values
        if level in sums
    ]


def _by_issuer(cells: Cells) -> dict[int, dict[str, Landed]]:
    issuers: dict[int, dict[str, Landed]] = defaultdict(dict)
    for (issuer, kind), landed in cells.items():
        issuers[issuer][kind] = landed
    return issuers
