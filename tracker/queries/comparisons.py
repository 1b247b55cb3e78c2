"""Any two periods of any offices, side by side, with what makes them hard to compare (两期比较)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.models.baselines import Side
from tracker.models.counting_rules import CountingRule
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.periods import Span
from tracker.queries.completeness import gaps
from tracker.queries.landings import Cells, Landed, received, received_by_any, received_from
from tracker.queries.workdays import working_days
from tracker.rules.counting import rules_within

MOST_OFFICES = 500


@dataclass(frozen=True, slots=True)
class Period:
    """One side of a comparison. rules: the versions its official count rests on, oldest first.

    untold: by office id, the months of the kind that are due and that nobody told of.
    """

    span: Span
    working_days: int
    rules: tuple[CountingRule, ...]
    untold: dict[int, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """An office, or all of them together. now, then: what landed in either period; None where it was not there at all.

    partly: it was set up or merged within one of the periods, or was not there in one of them.
    now_untold, then_untold: months of which nothing is known, so that the figure is a least one.
    """

    office: Office | None
    now: Landed | None
    then: Landed | None
    partly: bool = False
    now_untold: tuple[int, ...] = ()
    then_untold: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """now, then: the period looked at, and the one it is compared with. rows: in official order, a row per office.

    total: of all offices together, each item once. kinds: the same together by kind, (now, then).
    kind: what is compared. issuer: only what it sent; None: from anybody. under: replayed under this version.
    """

    now: Period
    then: Period
    kind: str
    issuer: Office | None
    under: CountingRule | None
    rows: list[ComparisonRow]
    total: ComparisonRow
    kinds: dict[str, tuple[Landed, Landed]]

    @property
    def offices(self) -> list[Office]:
        return [row.office for row in self.rows if row.office is not None]

    @property
    def is_empty(self) -> bool:
        """Nothing landed in either period."""
        return not any(landed.full_landings for landed in (self.total.now, self.total.then) if landed)

    @property
    def same_length(self) -> bool:
        """Whether both have as many days and as many working days."""
        return self.now.span.days == self.then.span.days and self.now.working_days == self.then.working_days

    @property
    def same_rules(self) -> bool:
        return self.now.rules == self.then.rules

    @property
    def changed_offices(self) -> list[Office]:
        """Those that were not there throughout both periods."""
        return [row.office for row in self.rows if row.partly and row.office is not None]

    @property
    def untold_offices(self) -> list[Office]:
        """Those of which a month of either period is not told."""
        return [row.office for row in self.rows if (row.now_untold or row.then_untold) and row.office is not None]


def compare(
    offices: Sequence[Office],
    kind: str,
    now: Span,
    then: Span,
    today: date,
    issuer: Office | None = None,
    under: CountingRule | None = None,
) -> Comparison:
    """Two periods of one kind, office by office in the order given and together. today: until when months are due."""
    first, second = (_period(offices, kind, span, today, under) for span in (now, then))
    cells = [_cells(offices, span, issuer, under) for span in (now, then)]
    rows = [_row(office, kind, (first, second), cells) for office in offices]
    together = [received_by_any(offices, span, under, issuer) for span in (now, then)]
    kinds = {each: (together[0].get(each, Landed(each)), together[1].get(each, Landed(each))) for each in Kind.values}
    return Comparison(first, second, kind, issuer, under, rows, _total(kinds[kind], rows), kinds)


def _period(offices: Sequence[Office], kind: str, span: Span, today: date, under: CountingRule | None) -> Period:
    rules = (under,) if under else tuple(rules_within(span))
    return Period(span, working_days(span), rules, _untold(offices, kind, span, today))


def _untold(offices: Sequence[Office], kind: str, span: Span, today: date) -> dict[int, tuple[int, ...]]:
    touched, found = set(span.months()), dict[int, tuple[int, ...]]()
    for year in range(span.first.year, min(span.last.year, today.year) + 1):
        for (office, its), gap in gaps(offices, Side.RECEIVED, year, today).items():
            months = tuple(month for month in gap.months if month in touched)
            if its == kind and months:
                found[office] = found.get(office, ()) + months
    return found


def _cells(offices: Sequence[Office], span: Span, issuer: Office | None, under: CountingRule | None) -> Cells:
    return received(offices, span, under) if issuer is None else received_from(issuer, offices, span, under)


def _row(office: Office, kind: str, periods: tuple[Period, Period], cells: Sequence[Cells]) -> ComparisonRow:
    spans = [period.span for period in periods]
    now, then = (
        found.get((office.pk, kind), Landed(kind)) if _was_there(office, span) else None
        for found, span in zip(cells, spans, strict=True)
    )
    throughout = all(office.exists_on(day) for span in spans for day in (span.first, span.last))
    untold = [period.untold.get(office.pk, ()) for period in periods]
    return ComparisonRow(office, now, then, not throughout, *untold)


def _was_there(office: Office, span: Span) -> bool:
    """On any day of the span."""
    begun = office.valid_from is None or office.valid_from <= span.last
    return begun and (office.valid_to is None or office.valid_to > span.first)


def _total(together: tuple[Landed, Landed], rows: Sequence[ComparisonRow]) -> ComparisonRow:
    return ComparisonRow(
        None,
        *together,
        partly=any(row.partly for row in rows),
        now_untold=tuple(sorted({month for row in rows for month in row.now_untold})),
        then_untold=tuple(sorted({month for row in rows for month in row.then_untold})),
    )
