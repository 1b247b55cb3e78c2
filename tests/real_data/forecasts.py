"""How well the year's end is forecast: `python -m tests.real_data.forecasts` prints the table of the README."""

from tests.measures.made_up_series import FEW_AND_RESTLESS, SORTS, scores_of, scores_of_too_little_past
from tests.real_data.inspections import inspections_by_month
from tests.real_data.test_forecast import meetings_by_month
from tracker.measures.backtest import TARGET, backtest, pooled

HEADS = (
    "series",
    "forecasts",
    "within the interval",
    "Brier: straight line",
    "Brier: last year",
    "error: straight line",
)


def real_lines():
    council = meetings_by_month()
    yield line("New York's council, meetings by body, 2000–2015", backtest(council, range(2000, 2016), TARGET))
    yield line(
        "Delaware, food inspections by town, 2008–2014", backtest(inspections_by_month(), range(2008, 2015), TARGET)
    )


def made_up_lines():
    told = {sort: scores_of(sort) for sort in SORTS} | {FEW_AND_RESTLESS: scores_of_too_little_past()}
    return [line(f"made up: {sort}", pooled(scores)) for sort, scores in told.items()]


def line(name, told):
    rivals = (
        less(told.brier, told.brier_straight_line),
        less(told.brier, told.brier_last_year),
        less(told.mae, told.mae_straight_line),
    )
    return f"| {name} | {told.forecasts:,} | {told.coverage:.1%} | {' | '.join(rivals)} |"


def less(ours, rival):
    return f"{ours / rival - 1:+.0%}".replace("-", "−")


def print_table():
    print(f"| {' | '.join(HEADS)} |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for each in (*real_lines(), *made_up_lines()):
        print(each)


if __name__ == "__main__":
    print_table()
