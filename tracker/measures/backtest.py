"""Back-test: what the forecast would have said on past years, against what came, and against two simple rivals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracker.measures.forecast import Habit, Rest, breach, ceiling_of, rest_of_year
from tracker.measures.habits import Case, assumed_habit, learn
from tracker.measures.seasons import FEWEST, Months, outlooks, pasts

ENDS = (3, 6, 9)  # forecasts are made at the ends of these months
TARGET = -0.1  # the line that a breach is told of: a tenth below last year
MEMORY = 4  # years whose forecasts teach the habit; older ones tell of other times
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
        return self.case.outlook.seen + self.case.came

    @property
    def straight_line(self) -> float:
        """Rival 1: the year goes on as it began."""
        return self.case.outlook.seen * 12 / self.month

    @property
    def as_last_year(self) -> int:
        """Rival 2: what landed so far, and then what last year still had."""
        return self.case.outlook.seen + sum(self.last_year[self.month :])


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

    @property
    def holds(self) -> bool:
        """Whether about four results of five lay within the interval: 76 % to 86 %."""
        return self.coverage is not None and 0.76 <= self.coverage <= 0.86

    @property
    def warns(self) -> bool:
        """Whether breaches were told at least 30 % better than by either rival."""
        return self._at_most(0.7, self.brier, self.brier_straight_line, self.brier_last_year)

    @property
    def is_close(self) -> bool:
        """Whether the error was at least 25 % smaller than that of the straight line."""
        return self._at_most(0.75, self.mae, self.mae_straight_line)

    @staticmethod
    def _at_most(part: float, ours: float | None, *rivals: float | None) -> bool:
        return ours is not None and all(rival is not None and ours <= part * rival for rival in rivals)


def pooled(scores: Sequence[Scores]) -> Scores:
    """The scores of several back-tests as if they were one: every forecast weighs the same."""
    told = [each for each in scores if each.forecasts]
    number = sum(each.forecasts for each in told)

    def mean(name: str) -> float | None:
        return sum(getattr(each, name) * each.forecasts for each in told) / number if number else None

    means = {name: mean(name) for name in Scores.__slots__ if name not in ("series", "forecasts")}
    return Scores(series=sum(each.series for each in told), forecasts=number, **means)


def backtest(series: Mapping[str, Series], years: Sequence[int], target: float) -> Scores:
    """Forecast each year after the first from the years before it only; the habit, too, is learned from those.

    years: the whole years the series cover, in order. target: the change promised against last year, -0.10 for −10 %.
    """
    told: list[tuple[Trial, Rest]] = []
    for place, year in enumerate(years[1:], start=1):
        habit = habit_for(series, years[:place])
        told += [(trial, rest_of_year(trial.case.outlook, habit)) for trial in trials(series, years[:place], year)]
    return _scores(told, target)


def habit_for(series: Mapping[str, Series], years: Sequence[int]) -> Habit:
    """The habit that the whole years so far teach, in order: each forecast from those before it, as in a back-test."""
    recent = range(max(len(years) - MEMORY, 1), len(years))
    cases = [trial.case for place in recent for trial in trials(series, years[:place], years[place])]
    return learn(cases, assumed_habit(_known(series, years).values()))


def trials(series: Mapping[str, Series], before: Sequence[int], year: int) -> list[Trial]:
    """Of every series that had enough items the year before, one at each end."""
    past = _known(series, before)
    known, this = pasts(past), {name: _months(series[name], year) for name in past}
    told = []
    for end in ENDS:
        views = outlooks(known, {name: sum(months[:end]) for name, months in this.items()}, end)
        told += [
            Trial(name, year, end, Case(view, sum(this[name][end:])), past[name][-1]) for name, view in views.items()
        ]
    return told


def _known(series: Mapping[str, Series], years: Sequence[int]) -> dict[str, list[Months]]:
    past = {name: [_months(counts, year) for year in years] for name, counts in series.items()}
    return {name: months for name, months in past.items() if sum(months[-1]) >= FEWEST}


def _months(counts: Series, year: int) -> Months:
    return counts.get(year, (0,) * 12)


def _scores(told: list[tuple[Trial, Rest]], target: float) -> Scores:
    made = [trial for trial, _rest in told]
    ceilings = [ceiling_of(sum(trial.last_year), target) for trial in made]
    passed = [trial.total > ceiling for trial, ceiling in zip(made, ceilings, strict=True)]
    straight, last = [t.straight_line for t in made], [t.as_last_year for t in made]
    totals = [t.total for t in made]
    return Scores(
        series=len({trial.series for trial in made}),
        forecasts=len(made),
        coverage=_mean([_covered(trial.case.came, rest) for trial, rest in told]),
        brier=_brier(
            [breach(t.case.outlook.seen, rest, top) for (t, rest), top in zip(told, ceilings, strict=True)], passed
        ),
        brier_straight_line=_brier([float(x > top) for x, top in zip(straight, ceilings, strict=True)], passed),
        brier_last_year=_brier([float(x > top) for x, top in zip(last, ceilings, strict=True)], passed),
        mae=_error([trial.case.outlook.seen + rest.quantile(0.5) for trial, rest in told], totals),
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
