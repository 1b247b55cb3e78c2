"""An issuer's quotas: how many more it may send this year, kind by kind."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.safestring import SafeString

from tracker.charts.addresses import gap_address, items_address
from tracker.charts.micro import STANDING_CSS, quota_bar
from tracker.models.counting_rules import CountingRule
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.periods import Span, month_of
from tracker.queries.standings import StandingRow
from tracker.sentences.findings import quota_finding
from tracker.sentences.quotas import forecast_words
from tracker.sentences.units import full_unit, official_unit
from tracker.sentences.words import target_words


@dataclass(frozen=True, slots=True)
class Quota:
    """month: how many more until the end of the month of the page's day; None without a ceiling. is_running: whether
    that month is the running one. forecast: "" where no past year tells the end of this one.
    """

    row: StandingRow
    label: str
    unit: str
    full_unit: str
    promise: str
    finding: str
    month: int | None
    is_running: bool
    forecast: str
    gap_address: str
    bar: SafeString | None
    official_address: str
    full_address: str


def quotas(rows: Sequence[StandingRow], issuer: Office, span: Span, under: CountingRule | None = None) -> list[Quota]:
    return [_quota(row, issuer, span, under) for row in rows]


def _quota(row: StandingRow, issuer: Office, span: Span, under: CountingRule | None) -> Quota:
    return Quota(
        row=row,
        label=str(Kind(row.kind).label),
        unit=official_unit(row.kind),
        full_unit=full_unit(row.kind),
        promise=target_words(row.target),
        finding=quota_finding(row),
        month=row.allowance.month if row.allowance else None,
        is_running=month_of(span.last) == month_of(timezone.localdate()),
        forecast=forecast_words(row),
        gap_address=gap_address(row, span),
        bar=_bar(row),
        official_address=items_address(span, issuer=issuer, kind=row.kind, official=True, under=under),
        full_address=items_address(span, issuer=issuer, kind=row.kind, under=under),
    )


def _bar(row: StandingRow) -> SafeString | None:
    if row.ceiling is None:
        return None
    expected = row.judgement.expected
    css = STANDING_CSS[row.judgement.standing]
    return quota_bar(row.counted, row.ceiling, None if expected is None else float(expected), css)
