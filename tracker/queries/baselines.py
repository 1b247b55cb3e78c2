"""Baselines: what was typed in, or else what the ledger of the base year holds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tracker.measures.pace import seasonal_share
from tracker.models.baselines import Baseline, Count, Side
from tracker.models.counting_rules import CountingRule
from tracker.models.offices import Office
from tracker.periods import Span, year_span
from tracker.queries.landings import Cells, Landed, received, sent


@dataclass(frozen=True, slots=True)
class BaselineYear:
    """The base year of one office and kind.

    number: the whole year in the count that was asked for; None when nothing is known.
    season: share of the ledger's year that had landed by the same day; None where no ledger reaches that year.
    ledger: what the base year's ledger holds up to the same day, in both counts.
    evidence: the document behind a typed number; "" when the ledger itself is the evidence.
    """

    year: int
    number: int | None
    season: Decimal | None
    ledger: Landed | None
    evidence: str = ""


def baseline_years(
    offices: Sequence[Office], side: str, count: str, year: int, span: Span, under: CountingRule | None = None
) -> dict[tuple[int, str], BaselineYear]:
    """Base year figures by (office id, kind), for every cell that has any.

    A typed number stands above the ledger. The season comes from the ledger where it reaches that year.
    """
    whole = _ledger(offices, side, year_span(year), under)
    part = _ledger(offices, side, span.in_year(year), under)
    typed = _typed(offices, side, count, year)
    return {
        key: _baseline(year, count, typed.get(key), whole.get(key), part.get(key, Landed(key[1])))
        for key in whole.keys() | typed.keys()
    }


def number_of(landed: Landed, count: str) -> int:
    return landed.official if count == Count.OFFICIAL else landed.full


def _baseline(year: int, count: str, typed: Baseline | None, whole: Landed | None, part: Landed) -> BaselineYear:
    in_ledger = None if whole is None else number_of(whole, count)
    number = in_ledger if typed is None else typed.number
    season = None if in_ledger is None else seasonal_share(number_of(part, count), in_ledger)
    evidence = "" if typed is None else typed.evidence
    return BaselineYear(year, number, season, None if whole is None else part, evidence)


def _ledger(offices: Sequence[Office], side: str, span: Span, under: CountingRule | None) -> Cells:
    return received(offices, span, under) if side == Side.RECEIVED else sent(offices, span, under=under)


def _typed(offices: Iterable[Office], side: str, count: str, year: int) -> dict[tuple[int, str], Baseline]:
    rows = Baseline.objects.filter(office__in=list(offices), side=side, count=count, year=year)
    return {(row.office_id, row.kind): row for row in rows}
