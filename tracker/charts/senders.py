"""Who causes it: issuers by the person-hours they cost, the rest in one closing line so that the sum is whole."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from tracker.charts.addresses import issuer_address, items_address
from tracker.charts.issuer_bars import issuer_bar
from tracker.measures.standing import Judgement, Standing
from tracker.models.kinds import Kind
from tracker.queries.issuers import IssuerRow
from tracker.queries.overview import Overview
from tracker.sentences.findings import growth_text

SHOWN = 12
WORST_FIRST = (Standing.OVER, Standing.NEAR, Standing.UNKNOWN, Standing.WITHIN)


@dataclass(frozen=True, slots=True)
class Sender:
    """address: the issuer's page, "" where the reader may not see it. judgement: its worst quota; None without one."""

    name: str
    address: str
    items_address: str
    bar: SafeString
    minutes: int
    change: str
    counts: list[int]
    judgement: Judgement | None


@dataclass(frozen=True, slots=True)
class Rest:
    """All issuers that are not shown, added up."""

    number: int
    minutes: int
    change: str
    counts: list[int]


def senders(overview: Overview, open_to_reader: Collection[int]) -> list[Sender]:
    """The heaviest issuers. open_to_reader: ids of those whose own page the reader may open."""
    rows = overview.issuers
    most = max((row.minutes for row in rows), default=0)
    return [_sender(overview, row, most, row.issuer.pk in open_to_reader) for row in rows[:SHOWN]]


def rest(rows: Sequence[IssuerRow], shown: int = SHOWN) -> Rest | None:
    """What comes after the first `shown`; None when every issuer is shown."""
    left = rows[shown:]
    if not left:
        return None
    minutes, before = sum(row.minutes for row in left), sum(row.minutes_before for row in left)
    return Rest(len(left), minutes, growth_text(before, minutes), [_sum(left, kind) for kind in Kind.values])


def _sender(overview: Overview, row: IssuerRow, most: int, is_open: bool) -> Sender:
    span, under = overview.span, overview.under
    return Sender(
        name=row.issuer.name,
        address=issuer_address(row.issuer, span, under) if is_open else "",
        items_address=items_address(span, office=overview.area, issuer=row.issuer, under=under),
        bar=issuer_bar(row.official_minutes, row.minutes, most),
        minutes=row.minutes,
        change=growth_text(row.minutes_before, row.minutes),
        counts=[row.of(kind).full for kind in Kind.values],
        judgement=_worst(row),
    )


def _sum(rows: Sequence[IssuerRow], kind: str) -> int:
    return sum(row.of(kind).full for row in rows)


def _worst(row: IssuerRow) -> Judgement | None:
    judged = [quota.judgement for quota in row.judged]
    return min(judged, key=lambda judgement: WORST_FIRST.index(judgement.standing), default=None)
