"""What standings of one side rest on, read once for a page, whichever count is asked about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from tracker.models.counting_rules import CountingRule
from tracker.models.findings import Finding
from tracker.models.offices import Office
from tracker.periods import Span, year_to_date
from tracker.queries.baselines import BaselineYear, BaseYearLedger, base_year_ledger, baselines_from
from tracker.queries.completeness import Gaps, gaps
from tracker.queries.findings import unsettled
from tracker.queries.forecasts import Forecasts, Learnt, forecasts_from, learnt_of
from tracker.queries.landings import Cells, on_side
from tracker.queries.mergers import Merged, everyone, predecessors_of, together


@dataclass(slots=True)
class Ground:
    """Some offices on one side, this year to date, in both counts.

    span: the days looked at. merged: whom they took over. landed: their own. whole: with what was taken over. missing,
    suspicions: see StandingRow.gap and .findings. Base years and what forecasts learn from are read when first asked.
    """

    offices: Sequence[Office]
    year: int
    span: Span
    side: str
    under: CountingRule | None
    merged: Merged
    landed: Cells
    whole: Cells
    missing: Gaps
    suspicions: Mapping[tuple[int, str], Sequence[Finding]]
    _ledgers: dict[int, BaseYearLedger] = field(default_factory=dict)
    _learnt: Learnt | None = None

    def baselines(self, year: int, count: str) -> dict[tuple[int, str], BaselineYear]:
        if year not in self._ledgers:
            self._ledgers[year] = base_year_ledger(self.offices, self.side, year, self.span, self.under, self.merged)
        return baselines_from(self._ledgers[year], count)

    def forecasts(
        self, offices: Sequence[Office], count: str, ceilings: Mapping[tuple[int, str], int | None]
    ) -> Forecasts:
        """Of these offices among them; in a replay from the past replayed alike."""
        if self._learnt is None:
            known = {office.pk for office in everyone(self.offices, self.merged)}, self.landed
            self._learnt = learnt_of(self.offices, self.year, self.span.last, self.side, self.under, known)
        return forecasts_from(self._learnt, offices, self.year, self.span.last, self.side, count, ceilings)


def ground_of(
    offices: Sequence[Office], year: int, as_of: date, side: str, under: CountingRule | None = None
) -> Ground:
    """under: replayed under this version of the counting rule."""
    span = year_to_date(year, as_of)
    merged = predecessors_of(offices, span.last)
    everybody = everyone(offices, merged)
    landed = on_side(side, everybody, span, under)
    return Ground(
        offices=offices,
        year=year,
        span=span,
        side=side,
        under=under,
        merged=merged,
        landed=landed,
        whole=together(offices, landed, merged, span, side, under),
        missing=gaps(offices, side, year, as_of, merged),
        suspicions=unsettled(offices, side, span.last),
    )
