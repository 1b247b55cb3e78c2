"""Which months nothing is known of: they are due, and neither a record nor “本期无” stands for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

from django.db.models import Q

from tracker.models.baselines import Side
from tracker.models.kinds import Kind
from tracker.models.norms import Norm
from tracker.models.offices import Office, within_any
from tracker.periods import Span, month_span, year_to_date
from tracker.queries.mergers import Merged, everyone, predecessors_of
from tracker.queries.silence import Known, known_of, silent_kinds, silent_window


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing of one office and kind.

    months: those that are due and not told of, in order. silent: nothing is known of the last days (queries.silence).
    offices: of a region, whose ledger is kept by its towns, those that lack either; else empty.
    """

    months: tuple[int, ...] = ()
    silent: bool = False
    offices: tuple[Office, ...] = ()


Gaps = dict[tuple[int, str], Gap]


def gaps(offices: Sequence[Office], side: str, year: int, as_of: date, merged: Merged | None = None) -> Gaps:
    """By (office id, kind); what is complete is absent.

    A month is due when it ended so many days ago (norm complete_days) and the office was there in it. It is told of
    by anything of the kind that landed on the office or below it, or by “本期无” of the office or of its town; of a
    sender, by anything it sent or by its own “本期无”. A region is complete when all its towns are; a successor,
    when those it took over were. merged: whom they took over, where that was read already.
    """
    span = year_to_date(year, as_of)
    norms = Norm.objects.on(span.last)
    towns = _towns(offices, span) if side == Side.RECEIVED else []
    merged = predecessors_of(offices, span.last) if merged is None else merged
    units = list({office.pk: office for office in [*everyone(offices, merged), *towns]}.values())
    window = silent_window(norms[Norm.Code.SILENT_DAYS], span.last)
    known = known_of(units, side, sorted({*span.months(), *window.months()}))
    months = _untold(units, due_months(span, as_of, norms[Norm.Code.COMPLETE_DAYS]), known)
    silent = silent_kinds([unit for unit in units if unit.exists_on(span.last)], side, window, known)
    found = {cell: Gap(months.get(cell, ()), cell in silent) for cell in months.keys() | silent}
    cells = {
        (office.pk, kind): _with_past(_of(office, kind, towns, found), kind, merged.get(office.pk, ()), found)
        for office, kind in product(offices, Kind.values)
    }
    return {cell: gap for cell, gap in cells.items() if gap is not None}


@dataclass(frozen=True, slots=True)
class MissingMonth:
    """A month that is due, and the kinds of which it has neither a record nor “本期无”."""

    month: int
    kinds: tuple[str, ...]

    @property
    def first(self) -> date:
        return month_span(self.month).first

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Each kind with its name."""
        return [(kind, str(Kind(kind).label)) for kind in self.kinds]


def missing_months(found: Mapping[str, Gap | None]) -> list[MissingMonth]:
    """The gaps of one office by kind, told by month, in order. Those of a region lie with its towns."""
    own = {kind: gap.months for kind, gap in found.items() if gap is not None and not gap.offices}
    months = sorted({month for each in own.values() for month in each})
    return [MissingMonth(month, tuple(kind for kind in Kind.values if month in own.get(kind, ()))) for month in months]


def missing_of(office: Office, today: date) -> list[MissingMonth]:
    """What an office still has to tell of this year: what it sent, or what it received."""
    side = Side.SENT if office.reports_sending else Side.RECEIVED
    found = gaps([office], side, today.year, today)
    return missing_months({kind: found.get((office.pk, kind)) for kind in Kind.values})


def due_months(span: Span, as_of: date, days: int) -> list[int]:
    """Months of the span that ended so many days before `as_of`: by then they had to be told of."""
    return [month for month in span.months() if month_span(month).last + timedelta(days=days) <= as_of]


def _untold(offices: Sequence[Office], months: Sequence[int], known: Known) -> dict[tuple[int, str], tuple[int, ...]]:
    missing: dict[tuple[int, str], tuple[int, ...]] = {}
    for office, kind in product(offices, Kind.values):
        reported, recorded = known.nil.get(office.pk, {}), known.recorded[office.pk, kind]
        told = {month for month in months if month in recorded or (month, kind) in reported}
        untold = tuple(month for month in months if month not in told and was_there(office, month))
        if untold:
            missing[office.pk, kind] = untold
    return missing


def was_there(office: Office, month: int) -> bool:
    """Whether the office existed on any day of a month."""
    span = month_span(month)
    begun = office.valid_from is None or office.valid_from <= span.last
    return begun and (office.valid_to is None or office.valid_to > span.first)


def _of(office: Office, kind: str, towns: Sequence[Office], found: Gaps) -> Gap | None:
    """A region lacks whatever any of its towns lacks; without towns it answers for itself."""
    below = [town for town in towns if office.contains(town)] if office.kind == Office.Kind.REGION else []
    if not below:
        return found.get((office.pk, kind))
    lacking = {town: found[town.pk, kind] for town in below if (town.pk, kind) in found}
    if not lacking:
        return None
    months = {month for gap in lacking.values() for month in gap.months}
    return Gap(tuple(sorted(months)), any(gap.silent for gap in lacking.values()), tuple(lacking))


def _with_past(own: Gap | None, kind: str, olds: Sequence[Office], found: Gaps) -> Gap | None:
    """A successor lacks whatever those it took over had not told."""
    months = {month for old in olds if (old.pk, kind) in found for month in found[old.pk, kind].months}
    if not months:
        return own
    own = own or Gap()
    return Gap(tuple(sorted({*own.months, *months})), own.silent, own.offices)


def _towns(offices: Sequence[Office], span: Span) -> list[Office]:
    """Towns and streets of the regions among the offices that were there in the span, in official order."""
    regions = [office for office in offices if office.kind == Office.Kind.REGION]
    if not regions:
        return []
    rows = Office.objects.filter(within_any(regions, "path"), kind__in=Office.TOWN_KINDS).order_by("path")
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=span.last)
    return list(rows.filter(begun, Q(valid_to__isnull=True) | Q(valid_to__gt=span.first)))
