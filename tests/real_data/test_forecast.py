"""The year-end forecast on meetings that nobody made up: New York's council, body by body, 2000 to 2015."""

import csv
from collections import defaultdict

from django.test import SimpleTestCase

from tests.real_data.inspections import inspections_by_month
from tests.real_data.sources import DATA, needs_real_data
from tracker.measures.backtest import backtest

FILE = DATA / "meetings" / "nyc-council-meetings-1998-2015.csv"


def meetings_by_month():
    """Body → year → twelve counts. The years before 2000 are not whole."""
    counts = defaultdict(lambda: defaultdict(lambda: [0] * 12))
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            counts[row["body"]][int(row["start"][:4])][int(row["start"][5:7]) - 1] += 1
    return counts


@needs_real_data
class CouncilForecastTests(SimpleTestCase):
    def test_beats_the_bars(self):
        scores = backtest(meetings_by_month(), range(2000, 2016), -0.1)
        self.assertEqual(scores.forecasts, 1641)
        self.assertTrue(0.76 <= scores.coverage <= 0.86, scores)
        self.assertLess(scores.brier, 0.7 * min(scores.brier_straight_line, scores.brier_last_year))
        self.assertLess(scores.mae, 0.75 * scores.mae_straight_line)


@needs_real_data
class InspectionForecastTests(SimpleTestCase):
    def test_beats_the_bars_on_inspections_by_town(self):
        scores = backtest(inspections_by_month(), range(2008, 2015), -0.1)
        self.assertEqual((scores.holds, scores.warns, scores.is_close), (True, True, True), scores)
