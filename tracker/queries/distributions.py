"""How offices are spread over the use of their ceilings (限额用量分布), kind by kind, in both counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from tracker.measures.distributions import middle
from tracker.measures.reduction import share
from tracker.measures.standing import Reason
from tracker.models.baselines import Count, Side
from tracker.models.counting_rules import CountingRule
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.periods import Span
from tracker.queries.baselines import number_of
from tracker.queries.grounds import ground_of
from tracker.queries.overview import matrix_offices
from tracker.queries.standings import StandingRow, standings_on

VILLAGE_KINDS = (Office.Kind.VILLAGE, Office.Kind.COMMUNITY)
_GAPS = (Reason.INCOMPLETE, Reason.SILENT)


class Line(StrEnum):
    """What a count is held against, drawn at 100 %: the ceiling, or the same days of the base year."""

    CEILING = "ceiling"
    SAME_DAYS = "same_days"


@dataclass(frozen=True, slots=True)
class Point:
    """One office, kind and count. counted: the figure. against: what it is held against; None where that is unknown.

    at_least: the office's ledger has gaps, so that the figure can only be higher.
    """

    row: StandingRow
    counted: int
    against: int | None
    at_least: bool

    @property
    def share(self) -> Decimal | None:
        """1.02 is 2 % above the line. None where nothing is known to hold it against, or that is zero."""
        return None if self.against is None else share(self.counted, self.against)

    @property
    def is_over(self) -> bool:
        return self.against is not None and self.counted > self.against


@dataclass(frozen=True, slots=True)
class Distribution:
    """Offices of one kind and count, in official order.

    pace: the share that the whole area should have used by now; None where it is held against the same days, or where
    the area's own season is unknown.
    """

    kind: str
    count: str
    line: Line
    points: tuple[Point, ...]
    pace: Decimal | None

    @property
    def known(self) -> list[Point]:
        """Those that have a share, and those that are over a line of zero, of which none can be told."""
        return [point for point in self.points if point.share is not None or point.is_over]

    @property
    def unknown(self) -> list[Point]:
        """All others: shown beside the axis, never left out."""
        return [point for point in self.points if point.share is None and not point.is_over]

    @property
    def over(self) -> int:
        return sum(point.is_over for point in self.points)

    @property
    def at_least(self) -> int:
        """Of the known, those whose ledger has gaps."""
        return sum(point.at_least for point in self.known)

    @property
    def middle(self) -> Decimal | None:
        """What half of the known do not exceed."""
        return middle([point.share for point in self.points if point.share is not None])


@dataclass(frozen=True, slots=True)
class Distributions:
    """pairs: for each kind the official count, then the full. offices: in official order. villages: of the area, asked
    for instead of what lies directly below it."""

    area: Office
    span: Span
    offices: Sequence[Office]
    pairs: tuple[tuple[Distribution, Distribution], ...]
    villages: bool

    @property
    def compares(self) -> bool:
        return len(self.offices) > 1


def distributions_of(
    area: Office, span: Span, under: CountingRule | None = None, *, villages: bool = False
) -> Distributions:
    """Of the receivers directly below an area; of all its villages and communities; of an office alone, itself.

    span: 1 January to the day looked at. under: replayed under this version of the counting rule.
    """
    offices = villages_of(area, span) if villages else matrix_offices(area, span.last)
    offices = offices or [area]
    ground = ground_of([area, *(office for office in offices if office != area)], span.last.year, span.last,
                       Side.RECEIVED, under)  # fmt: skip
    rows = {count: standings_on(ground, count) for count in (Count.OFFICIAL, Count.FULL)}
    pairs = tuple(
        (_distribution(area, offices, kind, rows), _distribution(area, offices, kind, rows, Count.FULL))
        for kind in Kind.values
    )
    return Distributions(area, span, offices, pairs, villages)


def villages_of(area: Office, span: Span) -> list[Office]:
    """Villages and communities below a region, in official order; none below a town, whose own page shows them."""
    if area.kind != Office.Kind.REGION:
        return []
    within = Office.objects.within(area).in_force(span.last).filter(kind__in=VILLAGE_KINDS)
    return list(within.order_by("path"))


def _distribution(
    area: Office,
    offices: Sequence[Office],
    kind: str,
    standings: dict[Count, dict[tuple[int, str], StandingRow]],
    count: Count = Count.OFFICIAL,
) -> Distribution:
    rows = [standings[count][office.pk, kind] for office in offices]
    line = _line(rows)
    pace = standings[count][area.pk, kind].season if line is Line.CEILING else None
    return Distribution(kind, count, line, tuple(_point(row, line, count) for row in rows), pace)


def _line(rows: Sequence[StandingRow]) -> Line:
    """What more of them have: a ceiling, or a ledger of the base year; a ceiling where as many have either."""
    ceilings = sum(row.ceiling is not None for row in rows)
    return Line.CEILING if ceilings and ceilings >= sum(row.before is not None for row in rows) else Line.SAME_DAYS


def _point(row: StandingRow, line: Line, count: Count) -> Point:
    before = None if row.before is None else number_of(row.before, count)
    against = row.ceiling if line is Line.CEILING else before
    lacks = row.gap is not None or row.judgement.reason in _GAPS
    return Point(row, number_of(row.whole, count), against, lacks)
