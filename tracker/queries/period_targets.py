"""Promises beside the yearly one: a number a day, week or month, and a share that must at least be reached."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tracker.measures.standing import Standing
from tracker.models.deliveries import Delivery
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.models.targets import Target
from tracker.periods import Span, month_of, month_span, year_to_date
from tracker.queries.baselines import number_of
from tracker.queries.completeness import gaps
from tracker.queries.findings import unsettled
from tracker.queries.grounds import Ground
from tracker.queries.landings import Landed, counted_on_side, on_side_by_month
from tracker.queries.targets import promises_beside


class BesideReason(StrEnum):
    """Why a promise beside the yearly one stands as it does."""

    PASSED = "passed"
    REACHED = "reached"
    BELOW = "below"
    NONE_PASSED = "none_passed"
    KEPT = "kept"
    NOTHING_YET = "nothing_yet"
    NO_EVIDENCE = "no_evidence"


@dataclass(frozen=True, slots=True)
class Bucket:
    """One day, week or month of the year, cut where the year, the target or today cuts it, and what it counted."""

    span: Span
    count: int


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """One office under a number per period. passed: the periods that had more. present: the running one."""

    office: Office
    target: Target
    passed: list[Bucket]
    present: Bucket
    standing: Standing
    reason: BesideReason


@dataclass(frozen=True, slots=True)
class ShareRow:
    """One office under a share. part of whole so far, both in the target's count."""

    office: Office
    target: Target
    span: Span
    part: int
    whole: int
    standing: Standing
    reason: BesideReason


BesideRow = PeriodRow | ShareRow
Doubtful = set[tuple[int, str]]  # (office id, kind) of which the ledger is incomplete, or a disguise is open


def beside_rows(offices: Sequence[Office], year: int, as_of: date, side: str) -> list[BesideRow]:
    """A row for each office and promise in force on the day, target by target, offices in the order given."""
    return _beside(offices, year_to_date(year, as_of).last, side, lambda: _doubtful(offices, year, as_of, side))


def beside_rows_on(ground: Ground, offices: Sequence[Office]) -> list[BesideRow]:
    """The same, from what was read of a side already."""
    return _beside(offices, ground.span.last, ground.side, lambda: set(ground.missing) | set(ground.suspicions))


def _doubtful(offices: Sequence[Office], year: int, as_of: date, side: str) -> Doubtful:
    return set(gaps(offices, side, year, as_of)) | set(unsettled(offices, side, year_to_date(year, as_of).last))


def _beside(offices: Sequence[Office], day: date, side: str, doubts: Callable[[], Doubtful]) -> list[BesideRow]:
    promised = promises_beside(offices, side, day)
    doubtful = doubts() if promised else set()
    rows: list[BesideRow] = []
    for target, bound in promised:
        rows_of = _share_rows if target.type == Target.Type.SHARE else _period_rows
        rows += rows_of(target, bound, Span(target.valid_from, day), doubtful)
    return rows


def _period_rows(target: Target, offices: Sequence[Office], span: Span, doubtful: Doubtful) -> Iterable[BesideRow]:
    spans = list(_periods(span, target.period))
    counts = (
        _by_month(target, offices, span) if target.period == Target.Period.MONTH else _by_day(target, offices, span)
    )
    for office in offices:
        buckets = [Bucket(each, _counted(counts, office, each)) for each in spans]
        passed = [bucket for bucket in buckets if bucket.count > (target.number or 0)]
        standing, reason = _judge_periods(
            buckets[-1], passed, target.number or 0, doubtful=(office.pk, target.kind) in doubtful
        )
        yield PeriodRow(office, target, passed, buckets[-1], standing, reason)


def _judge_periods(
    present: Bucket, passed: list[Bucket], number: int, *, doubtful: bool
) -> tuple[Standing, BesideReason]:
    if passed:
        return Standing.OVER, BesideReason.PASSED
    if present.count == number and number:
        return Standing.NEAR, BesideReason.REACHED
    return (Standing.UNKNOWN, BesideReason.NO_EVIDENCE) if doubtful else (Standing.WITHIN, BesideReason.NONE_PASSED)


def _periods(span: Span, period: str) -> Iterable[Span]:
    """The days, weeks from Monday, or months of a span; the first and the last may be cut."""
    ends: dict[str, Callable[[date], date]] = {
        Target.Period.DAY: lambda day: day,
        Target.Period.WEEK: lambda day: day + timedelta(days=6 - day.weekday()),
        Target.Period.MONTH: lambda day: month_span(month_of(day)).last,
    }
    first = span.first
    while first <= span.last:
        last = min(ends[period](first), span.last)
        yield Span(first, last)
        first = last + timedelta(days=1)


Counts = Counter[tuple[int, date]]


def _counted(counts: Counts, office: Office, span: Span) -> int:
    return sum(counts[office.pk, span.first + timedelta(days=number)] for number in range(span.days))


def _by_month(target: Target, offices: Sequence[Office], span: Span) -> Counts:
    """Whole months come from the loads; each stands at the first of its days within the span."""
    cells = on_side_by_month(target.side, offices, span)
    return Counter(
        {
            (office, max(month_span(month).first, span.first)): number_of(landed, target.count)
            for (office, kind, month), landed in cells.items()
            if kind == target.kind
        }
    )


def _by_day(target: Target, offices: Sequence[Office], span: Span) -> Counts:
    """Every item counts on its one day, so that days add up to weeks."""
    rows = Delivery.objects.standing().during(span).filter(kind=target.kind)
    counts: Counts = Counter()
    for office, row in counted_on_side(target.side, rows, offices, "day"):
        day = row.pop("day")
        counts[office, day] += number_of(Landed(**row), target.count)
    return counts


def _share_rows(target: Target, offices: Sequence[Office], span: Span, doubtful: Doubtful) -> Iterable[BesideRow]:
    forms = _by_form(target, offices, span)
    for office in offices:
        whole = sum(count for (pk, _form), count in forms.items() if pk == office.pk)
        part = forms[office.pk, Item.MeetingForm.VIDEO]
        standing, reason = _judge_share(target, part, whole, doubtful=(office.pk, target.kind) in doubtful)
        yield ShareRow(office, target, span, part, whole, standing, reason)


def _judge_share(target: Target, part: int, whole: int, *, doubtful: bool) -> tuple[Standing, BesideReason]:
    """Below, it can still be made good while the year runs: near. Without meetings nothing can be said."""
    promised = target.share or 0
    if not whole:
        return Standing.UNKNOWN, BesideReason.NOTHING_YET
    if part < promised * whole:
        return Standing.NEAR, BesideReason.BELOW
    return (Standing.UNKNOWN, BesideReason.NO_EVIDENCE) if doubtful else (Standing.WITHIN, BesideReason.KEPT)


def _by_form(target: Target, offices: Sequence[Office], span: Span) -> Counter[tuple[int, str]]:
    rows = Delivery.objects.standing().during(span).filter(kind=Kind.MEETING)
    counts: Counter[tuple[int, str]] = Counter()
    for office, row in counted_on_side(target.side, rows, offices, "item__meeting_form"):
        form = row.pop("item__meeting_form")
        counts[office, form] += number_of(Landed(**row), target.count)
    return counts
