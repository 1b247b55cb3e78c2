import random
from dataclasses import replace

from django.test import SimpleTestCase

from tests.measures.made_up_series import SORTS, mean, scores_of
from tracker.measures.backtest import backtest, pooled


def years_of(draw, years=range(2016, 2026)):
    return {year: [draw(month) for month in range(12)] for year in years}


class BacktestTests(SimpleTestCase):
    def county(self, seed=3):
        """Forty offices whose meetings crowd in spring and at the end of the year."""
        chance = random.Random(seed)
        season = (1, 1, 3, 1, 1, 1, 1, 1, 1, 1, 3, 5)

        def draw(month):
            return sum(chance.random() < season[month] / 10 for _meeting in range(6))

        return {f"office {number}": years_of(draw) for number in range(40)}

    def test_beats_both_rivals_on_seasonal_offices(self):
        scores = backtest(self.county(), range(2016, 2026), -0.1)
        self.assertEqual((scores.series, scores.forecasts), (40, 40 * 9 * 3))
        self.assertTrue(0.76 <= scores.coverage <= 0.86, scores.coverage)
        self.assertLess(scores.brier, 0.7 * min(scores.brier_straight_line, scores.brier_last_year))
        self.assertLess(scores.mae, 0.75 * scores.mae_straight_line)

    def test_knows_nothing_of_the_year_it_forecasts(self):
        series = self.county()
        short = {name: {year: months for year, months in counts.items() if year < 2025}
                 for name, counts in series.items()}  # fmt: skip
        wild = {name: counts | {2025: [0] * 9 + [99] * 3} for name, counts in short.items()}
        mild = {name: counts | {2025: [0] * 9 + [0] * 3} for name, counts in short.items()}
        until_2024 = backtest(series, range(2016, 2025), -0.1)
        for told in (wild, mild):
            self.assertEqual(backtest(told, range(2016, 2025), -0.1), until_2024)

    def test_a_year_after_too_few_items_is_not_forecast(self):
        few = {"office": {2024: [1, 1, 1, 1] + [0] * 8, 2025: [1] * 12}}
        self.assertEqual(backtest(few, [2024, 2025], 0).forecasts, 0)

    def test_nothing_to_forecast_gives_no_scores(self):
        scores = backtest({}, [], -0.1)
        self.assertEqual((scores.forecasts, scores.coverage, scores.mae), (0, None, None))


class SortTests(SimpleTestCase):
    """The bars on every sort of made-up series, three seeds each."""

    def test_four_fifths_lie_within_the_interval_whatever_the_sort(self):
        for sort in SORTS:
            with self.subTest(sort):
                self.assertTrue(0.76 <= mean(scores_of(sort), "coverage") <= 0.86)

    def test_breaches_are_told_better_than_by_both_rivals(self):
        for sort in SORTS:
            with self.subTest(sort):
                told = scores_of(sort)
                rivals = (mean(told, "brier_straight_line"), mean(told, "brier_last_year"))
                self.assertLessEqual(mean(told, "brier"), 0.71 * min(rivals))

    def test_the_error_is_smaller_than_that_of_the_straight_line_wherever_there_is_a_season(self):
        for sort in SORTS.keys() - {"even months"}:
            with self.subTest(sort):
                told = scores_of(sort)
                self.assertLess(mean(told, "mae"), 0.75 * mean(told, "mae_straight_line"))


class PooledTests(SimpleTestCase):
    def test_every_forecast_weighs_the_same(self):
        small, large = (scores_of("by chance")[0], scores_of("two years")[0])
        whole = pooled([small, large, backtest({}, [], -0.1)])
        self.assertEqual(whole.forecasts, small.forecasts + large.forecasts)
        weighed = small.coverage * small.forecasts + large.coverage * large.forecasts
        self.assertAlmostEqual(whole.coverage, weighed / whole.forecasts)

    def test_nothing_meets_no_bar(self):
        nothing = pooled([])
        self.assertEqual((nothing.holds, nothing.warns, nothing.is_close), (False, False, False))

    def test_a_bar_is_met_by_a_margin_not_by_a_hair(self):
        scores = scores_of("by chance")[0]
        self.assertEqual((scores.holds, scores.warns, scores.is_close), (True, True, True))
        worse = replace(scores, coverage=0.87, brier=0.71 * scores.brier_straight_line, mae=scores.mae_straight_line)
        self.assertEqual((worse.holds, worse.warns, worse.is_close), (False, False, False))
