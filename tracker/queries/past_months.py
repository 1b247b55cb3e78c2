"""Years that are over, month by month: what was typed in, or else what the ledger holds. Forecasts learn from them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from tracker.measures.seasons import Months
from tracker.models.baselines import Baseline
from tracker.models.counting_rules import CountingRule
from tracker.models.offices import Office
from tracker.periods import Span
from tracker.queries.baselines import number_of
from tracker.queries.landings import Landed, on_side_by_month

YEARS = 6  # older years say nothing of this one
_LATE = 2  # a ledger that begins in February covers its year: January was empty

MonthCells = dict[tuple[int, str, int], Landed]
PastMonths = dict[tuple[int, str], dict[int, Months]]


def past_months(offices: Sequence[Office], side: str, count: str, before: int) -> PastMonths:
    """Twelve counts by (office id, kind) and year, of the whole years before `before`.

    Typed months stand above the ledger of their year. A year that the ledger only ends is left out; in a year that it
    covers, offices without an item are absent, which is nothing.
    """
    return past_months_from(past_ledger(offices, side, before), offices, side, count, before)


def past_ledger(offices: Sequence[Office], side: str, before: int, under: CountingRule | None = None) -> MonthCells:
    """What the ledger holds of these years, in both counts. under: replayed under this version of the rule."""
    span = Span(date(before - YEARS, 1, 1), date(before - 1, 12, 31))
    return on_side_by_month(side, offices, span, under)


def past_months_from(cells: MonthCells, offices: Sequence[Office], side: str, count: str, before: int) -> PastMonths:
    """The same as past_months, from a ledger that was read already."""
    told = _in_ledger(cells, count)
    for row in _typed(offices, side, count, before):
        told[row.office_id, row.kind][row.year] = tuple(row.months or ())
    return dict(told)


def whole_years(series: Mapping[str, Mapping[int, Months]]) -> list[int]:
    """Every year from the first that anything is known of to the last, in order."""
    years = {year for by_year in series.values() for year in by_year}
    return list(range(min(years), max(years) + 1)) if years else []


def _in_ledger(cells: MonthCells, count: str) -> PastMonths:
    begun = min((month for _office, _kind, month in cells), default=0)
    first = begun // 100 + (begun % 100 > _LATE)
    told: dict[tuple[int, str], dict[int, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0] * 12))
    for (office, kind, month), landed in cells.items():
        if month // 100 >= first:
            told[office, kind][month // 100][month % 100 - 1] = number_of(landed, count)
    years: PastMonths = defaultdict(dict)
    for key, by_year in told.items():
        years[key] = {year: tuple(months) for year, months in by_year.items()}
    return years


def _typed(offices: Sequence[Office], side: str, count: str, before: int) -> list[Baseline]:
    years = range(before - YEARS, before)
    rows = Baseline.objects.filter(office__in=offices, side=side, count=count, year__in=years)
    return list(rows.exclude(months=None))
