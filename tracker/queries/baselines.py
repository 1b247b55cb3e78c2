"""Baselines: what was typed in, or else what the ledger of the base year holds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import product

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext

from tracker.measures.baselines import counted_by
from tracker.measures.pace import seasonal_share
from tracker.models.baselines import Baseline, Count, Side
from tracker.models.counting_rules import CountingRule
from tracker.models.deliveries import Delivery
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.periods import Span, month_span, year_span
from tracker.queries.landings import Cells, Landed, on_side
from tracker.queries.mergers import Merged, everyone, predecessors_of, together


@dataclass(frozen=True, slots=True)
class BaselineYear:
    """The base year of one office and kind.

    number: the whole year in the count that was asked for; None when nothing is known.
    season: share of the year that had landed by the same day, from the ledger, or from the typed months where no ledger
    reaches that year; None with neither.
    by_now: how many of `number` had landed by the same day; None without a season.
    by_month_end: share of the year that had landed by the end of that month; None without a season.
    ledger: what the base year's ledger holds up to the same day, in both counts.
    months: the twelve counts that were typed with a number; None when there are none.
    evidence: the document behind a typed number; "" when the ledger itself is the evidence.
    """

    year: int
    number: int | None
    season: Decimal | None
    ledger: Landed | None
    evidence: str = ""
    by_now: Fraction | None = None
    by_month_end: Fraction | None = None
    months: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class BaseYearLedger:
    """What the ledger holds of a base year for some offices, in both counts.

    own: the whole year of each office and of those it took over, each by itself. whole, part, by_month_end: the year,
    the days asked about, and these to the end of their month; with what was taken over. last, month_end: their last
    days.
    """

    offices: Sequence[Office]
    side: str
    merged: Merged
    own: Cells
    whole: Cells
    part: Cells
    by_month_end: Cells
    last: date
    month_end: date


def base_year_ledger(
    offices: Sequence[Office],
    side: str,
    year: int,
    span: Span,
    under: CountingRule | None = None,
    merged: Merged | None = None,
) -> BaseYearLedger:
    """merged: whom they took over by the last day of the span, where that was read already."""
    merged = predecessors_of(offices, span.last) if merged is None else merged
    everybody = everyone(offices, merged)
    month = Span(date(year, 1, 1), month_span(year * 100 + span.last.month).last)
    same_days = span.in_year(year)
    spans = (year_span(year), same_days, month)
    own = {each: on_side(side, everybody, each, under) for each in spans}
    whole, part, by_month_end = (together(offices, own[each], merged, each, side, under) for each in spans)
    return BaseYearLedger(
        offices=offices,
        side=side,
        merged=merged,
        own=own[year_span(year)],
        whole=whole,
        part=part,
        by_month_end=by_month_end,
        last=same_days.last,
        month_end=month.last,
    )


def baseline_years(
    offices: Sequence[Office], side: str, count: str, year: int, span: Span, under: CountingRule | None = None
) -> dict[tuple[int, str], BaselineYear]:
    """Base year figures by (office id, kind), for every cell that has any.

    A typed number stands above the ledger. The season comes from the ledger where it reaches that year, else from the
    months that were typed with the number.
    Of an office that took over others by the last day of the span, theirs is part of it: in the ledger each item
    counts once; typed numbers add up, with the ledger of those for which none was typed. Where nothing is known of
    one of them, nothing is known of all: half a baseline would make half a ceiling.
    """
    return baselines_from(base_year_ledger(offices, side, year, span, under), count)


def baselines_from(ledger: BaseYearLedger, count: str) -> dict[tuple[int, str], BaselineYear]:
    """The same, from a ledger that was read already."""
    offices, merged = ledger.offices, ledger.merged
    typed = _typed(everyone(offices, merged), ledger.side, count, ledger.last.year)
    half_known = _half_known(ledger, typed)
    typed = _typed_together(offices, merged, typed, ledger.own, count)
    cells = (ledger.whole, ledger.part, ledger.by_month_end)
    asked = {office.pk for office in offices}
    return {
        key: _baseline((ledger.last, ledger.month_end), count, typed.get(key), *(each.get(key) for each in cells))
        for key in (ledger.whole.keys() | typed.keys()) - half_known
        if key[0] in asked
    }


def _half_known(ledger: BaseYearLedger, typed: dict[tuple[int, str], Baseline]) -> set[tuple[int, str]]:
    """Cells of successors of whose parts one was there in the base year and nothing is known of it."""
    if ledger.side != Side.RECEIVED or not any(ledger.merged.values()):
        return set()
    begun = _with_landings(everyone(ledger.offices, ledger.merged), ledger.last.year)
    return {
        (office.pk, kind)
        for office, kind in product(ledger.offices, Kind.values)
        if (parts := ledger.merged.get(office.pk, ()))
        and any(
            (each.valid_from is None or each.valid_from <= ledger.last)
            and each.pk not in begun
            and (each.pk, kind) not in typed
            for each in (office, *parts)
        )
    }


def _with_landings(offices: Sequence[Office], year: int) -> set[int]:
    """Those on which something landed in a year: on themselves, as units moved below them brought their own past."""
    there = Delivery.objects.standing().during(year_span(year)).filter(office=OuterRef("pk"))
    regions = {office.pk for office in offices if office.kind == Office.Kind.REGION}
    asked = Office.objects.filter(Exists(there), pk__in=[office.pk for office in offices])
    return regions | set(asked.values_list("pk", flat=True))


def _typed_together(
    offices: Sequence[Office], merged: Merged, typed: dict[tuple[int, str], Baseline], ledger: Cells, count: str
) -> dict[tuple[int, str], Baseline]:
    """Typed numbers of the offices; of a successor the sum, where any was typed for it or for those it took over."""
    found = dict(typed)
    for office, kind in product(offices, Kind.values):
        group = [office, *merged.get(office.pk, ())]
        rows = [typed[each.pk, kind] for each in group if (each.pk, kind) in typed]
        if len(group) > 1 and rows:
            left = [each for each in group if (each.pk, kind) not in typed and (each.pk, kind) in ledger]
            number = sum(row.number for row in rows) + sum(number_of(ledger[each.pk, kind], count) for each in left)
            evidence = gettext("；").join(row.evidence for row in rows)
            found[office.pk, kind] = Baseline(office=office, kind=kind, number=number, evidence=evidence)
    return found


def number_of(landed: Landed, count: str) -> int:
    return landed.official if count == Count.OFFICIAL else landed.full


def _baseline(
    days: tuple[date, date],
    count: str,
    typed: Baseline | None,
    whole: Landed | None,
    part: Landed | None,
    by_month_end: Landed | None,
) -> BaselineYear:
    """days: the day asked about, and the end of its month. part, by_month_end: what had landed by then."""
    in_ledger = None if whole is None else number_of(whole, count)
    number = in_ledger if typed is None else typed.number
    gone, then_gone = (
        _share_gone(day, number_of(landed, count) if landed else 0, in_ledger, typed)
        for day, landed in zip(days, (part, by_month_end), strict=True)
    )
    return BaselineYear(
        year=days[0].year,
        number=number,
        season=None if gone is None else seasonal_share(gone.numerator, gone.denominator),
        ledger=None if whole is None else part or Landed(whole.kind),
        evidence="" if typed is None else typed.evidence,
        by_now=None if gone is None or number is None else gone * number,
        by_month_end=then_gone,
        months=None if typed is None or not typed.months else tuple(typed.months),
    )


def _share_gone(day: date, part: int, in_ledger: int | None, typed: Baseline | None) -> Fraction | None:
    """Share of the base year that had landed by the day; None where the year is empty or only its sum is known."""
    if in_ledger is not None:
        return Fraction(part, in_ledger) if in_ledger else None
    if typed is None or not typed.months or not typed.number:
        return None
    return counted_by(typed.months, day) / typed.number


def _typed(offices: Iterable[Office], side: str, count: str, year: int) -> dict[tuple[int, str], Baseline]:
    rows = Baseline.objects.filter(office__in=list(offices), side=side, count=count, year=year)
    return {(row.office_id, row.kind): row for row in rows}
