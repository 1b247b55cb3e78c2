"""Back-test: what the forecast would have said on past years, against what came, and against two simple rivals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracker.measures.forecast import (
    Case,
    Habit,
    Months,
    Rest,
    breach,
    ceiling_of,
    learn,
    own_season,
    rest_of_year,
    shared_season,
    usual_level,
)

ENDS = (3, 6, 9)  # forecasts are made at the ends of these months
FEWEST = 5  # a year after fewer items than this is not forecast
Series = Mapping[int, Months]  # year → twelve counts; years without a count may be missing


@dataclass(frozen=True, slots=True)
class Trial:
    """One forecast of one year of one series, made at the end of a month, with what came."""

    series: str
    year: int
    month: int
    case: Case
    last_year: Months

    @property
    def total(self) -> int:
        return self.case.seen + self.case.came

    @property
    def straight_line(self) -> float:
        """Rival 1: the year goes on as it began."""
        return self.case.seen * 12 / self.month

    @property
    def as_last_year(self) -> int:
        """Rival 2: what landed so far, and then what last year still had."""
        return self.case.seen + sum(self.last_year[self.month :])


@dataclass(frozen=True, slots=True)
class Scores:
    """coverage: share of results within the 80 % interval, a result on its end counting half, because counts are
    discrete. brier: mean squared miss of the probability of breach. mae: mean absolute error of the year's count.
    Coverage and errors are None when there was nothing to forecast."""

    series: int
    forecasts: int
    coverage: float | None
    brier: float | None
    brier_straight_line: float | None
    brier_last_year: float | None
    mae: float | None
    mae_straight_line: float | None
    mae_last_year: float | None


def backtest(series: Mapping[str, Series], years: Sequence[int], target: float) -> Scores:
    """Forecast each year after the first from the years before it only; the habit, too, is learned from those.

    years: the whole years the series cover, in order. target: the change promised against last year, -0.10 for −10 %.
    """
    told: list[tuple[Trial, Rest]] = []
    past: list[Case] = []
    for place, year in enumerate(years[1:], start=1):
        habit, trials = learn(past), _trials(series, years[:place], year)
        told += [(trial, _rest(trial.case, habit)) for trial in trials]
        past += [trial.case for trial in trials]
    return _scores(told, target)


def _trials(series: Mapping[str, Series], before: Sequence[int], year: int) -> list[Trial]:
    """Of every series that had enough items the year before, one at each end."""
    past = {name: [_months(counts, each) for each in before] for name, counts in series.items()}
    shared = shared_season(years for years in past.values() if sum(map(sum, years)) >= FEWEST)
    return [
        trial
        for name, years in past.items()
        if sum(years[-1]) >= FEWEST
        for trial in _of_year(name, year, _months(series[name], year), years, shared)
    ]


def _of_year(name: str, year: int, months: Months, past: list[Months], shared: list[float]) -> list[Trial]:
    season, usual = own_season(past, shared), usual_level([sum(each) for each in past])
    assert usual is not None
    return [
        Trial(name, year, end, Case(sum(months[:end]), sum(season[:end]), usual, sum(months[end:])), past[-1])
        for end in ENDS
    ]


def _months(counts: Series, year: int) -> Months:
    return counts.get(year, (0,) * 12)


def _rest(case: Case, habit: Habit) -> Rest:
    return rest_of_year(case.seen, min(case.gone, 1.0), case.usual, habit)


def _scores(told: list[tuple[Trial, Rest]], target: float) -> Scores:
    trials = [trial for trial, _rest in told]
    ceilings = [ceiling_of(sum(trial.last_year), target) for trial in trials]
    passed = [trial.total > ceiling for trial, ceiling in zip(trials, ceilings, strict=True)]
    straight, last = [t.straight_line for t in trials], [t.as_last_year for t in trials]
    totals = [t.total for t in trials]
    return Scores(
        series=len({trial.series for trial in trials}),
        forecasts=len(trials),
        coverage=_mean([_covered(trial.case.came, rest) for trial, rest in told]),
        brier=_brier([breach(t.case.seen, rest, top) for (t, rest), top in zip(told, ceilings, strict=True)], passed),
        brier_straight_line=_brier([float(x > top) for x, top in zip(straight, ceilings, strict=True)], passed),
        brier_last_year=_brier([float(x > top) for x, top in zip(last, ceilings, strict=True)], passed),
        mae=_error([trial.case.seen + rest.quantile(0.5) for trial, rest in told], totals),
        mae_straight_line=_error(straight, totals),
        mae_last_year=_error(last, totals),
    )


def _covered(came: int, rest: Rest) -> float:
    low, high = rest.quantile(0.1), rest.quantile(0.9)
    if came in (low, high):
        return 0.5
    return float(low < came < high)


def _brier(probabilities: Sequence[float], passed: Sequence[bool]) -> float | None:
    return _mean([(told - came) ** 2 for told, came in zip(probabilities, passed, strict=True)])


def _error(told: Sequence[float], came: Sequence[int]) -> float | None:
    return _mean([abs(one - other) for one, other in zip(told, came, strict=True)])


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
