"""How well the year's end is forecast: `python -m tests.real_data.forecasts` prints the table of the README."""

from tests.measures.made_up_series import SORTS, scores_of
from tests.real_data.inspections import inspections_by_month
from tests.real_data.test_forecast import meetings_by_month
from tracker.measures.backtest import TARGET, backtest, pooled


def rows():
    council = meetings_by_month()
    yield "New York's council, meetings by body, 2000–2015", backtest(council, range(2000, 2016), TARGET)
    yield "Delaware, food inspections by town, 2008–2014", backtest(inspections_by_month(), range(2008, 2015), TARGET)
    for sort in SORTS:
        yield f"made up: {sort}", pooled(scores_of(sort))


def less(ours, rival):
    return f"{ours / rival - 1:+.0%}".replace("-", "−")


def print_table():
    heads = (
        "series",
        "forecasts",
        "within the interval",
        "Brier: straight line",
        "Brier: last year",
        "error: straight line",
    )
    print(f"| {' | '.join(heads)} |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for name, told in rows():
        rivals = (
            less(told.brier, told.brier_straight_line),
            less(told.brier, told.brier_last_year),
            less(told.mae, told.mae_straight_line),
        )
        print(f"| {name} | {told.forecasts:,} | {told.coverage:.1%} | {' | '.join(rivals)} |")


if __name__ == "__main__":
    print_table()
