"""An issuer's quotas: how many more it may send this year, kind by kind, and how its months went."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tracker.charts.addresses import items_address
from tracker.charts.findings import quota_finding
from tracker.charts.micro import STANDING_CSS, quota_bar
from tracker.charts.months import Months
from tracker.charts.units import full_unit, official_unit
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.periods import Span, month_of, month_span, months_of_year
from tracker.queries.landings import Landed
from tracker.queries.standings import StandingRow
from tracker.workbooks.words import target_words

MonthCells = dict[tuple[str, int], Landed]


@dataclass(frozen=True, slots=True)
class Quota:
    row: StandingRow
    label: str
    unit: str
    full_unit: str
    promise: str
    finding: str
    bar: SafeString | None
    official_address: str
    full_address: str


def quotas(rows: Sequence[StandingRow], issuer: Office, span: Span) -> list[Quota]:
    return [_quota(row, issuer, span) for row in rows]


def _quota(row: StandingRow, issuer: Office, span: Span) -> Quota:
    return Quota(
        row=row,
        label=str(Kind(row.kind).label),
        unit=official_unit(row.kind),
        full_unit=full_unit(row.kind),
        promise=target_words(row.target),
        finding=quota_finding(row),
        bar=_bar(row),
        official_address=items_address(span, issuer=issuer, kind=row.kind, official=True),
        full_address=items_address(span, issuer=issuer, kind=row.kind),
    )


def _bar(row: StandingRow) -> SafeString | None:
    if row.ceiling is None:
        return None
    expected = row.judgement.expected
    css = STANDING_CSS[row.judgement.standing]
    return quota_bar(row.counted, row.ceiling, None if expected is None else float(expected), css)


def sent_months(kind: str, issuer: Office, span: Span, now: MonthCells, before: MonthCells) -> Months:
    """What an issuer sent, month by month in the full count, beside last year."""
    year = span.last.year
    known = any(key[0] == kind for key in before)
    begun = set(span.months())
    return Months(
        title=_("%(kind)s，全口径（%(unit)s）") % {"kind": Kind(kind).label, "unit": full_unit(kind)},
        description=_("%(year)s年各月发出的数量，与上年同月并列") % {"year": year},
        now=[_full(now, kind, month) if month in begun else None for month in months_of_year(year)],
        before=[_full(before, kind, month) if known else None for month in months_of_year(year - 1)],
        base_year=year - 1,
        addresses=[_address(issuer, kind, month, span) for month in months_of_year(year)],
    )


def _full(cells: MonthCells, kind: str, month: int) -> int:
    return cells.get((kind, month), Landed(kind)).full


def _address(issuer: Office, kind: str, month: int, span: Span) -> str:
    if month > month_of(span.last):
        return ""
    return items_address(month_span(month).overlap(span), issuer=issuer, kind=kind)
