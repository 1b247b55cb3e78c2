"""How well the forecast would have done on an area's own past years, kind by kind, received and sent."""

from dataclasses import dataclass
from datetime import date

from tracker.measures.backtest import TARGET, Scores, backtest, pooled
from tracker.models.baselines import Count, Side
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.queries.past_months import past_months, whole_years


@dataclass(frozen=True, slots=True)
class BacktestRow:
    """side, kind: None for both sides or all kinds together."""

    side: str | None
    kind: str | None
    scores: Scores


@dataclass(frozen=True, slots=True)
class LedgerBacktest:
    """years: the past years that are known, typed or in the ledger. rows: those that had anything to forecast."""

    years: list[int]
    rows: list[BacktestRow]
    total: Scores


def ledger_backtest(area: Office, today: date) -> LedgerBacktest:
    """The area and what lies directly below it, by their official counts of the years before this one."""
    offices = list(Office.objects.within(area).filter(depth__lte=area.depth + 1))
    rows: list[BacktestRow] = []
    years: set[int] = set()
    for side in Side.values:
        past = past_months(offices, side, Count.OFFICIAL, today.year)
        for kind in Kind.values:
            series = {str(office): by_year for (office, each), by_year in past.items() if each == kind}
            known = whole_years(series)
            years |= set(known)
            rows.append(BacktestRow(side, kind, backtest(series, known, TARGET)))
    told = [row for row in rows if row.scores.forecasts]
    return LedgerBacktest(sorted(years), told, pooled([row.scores for row in told]))
