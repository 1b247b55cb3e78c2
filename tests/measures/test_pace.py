from datetime import date
from decimal import Decimal

from django.test import SimpleTestCase

from tracker.measures.pace import seasonal_share, straight_share


class SeasonalShareTests(SimpleTestCase):
    def test_follows_the_baseline(self):
        self.assertEqual(seasonal_share(30, 120), Decimal("0.25"))

    def test_an_empty_year_has_no_season(self):
        self.assertIsNone(seasonal_share(0, 0))

    def test_refuses_a_part_larger_than_the_whole(self):
        with self.assertRaises(ValueError):
            seasonal_share(5, 4)


class StraightShareTests(SimpleTestCase):
    def test_is_complete_at_the_end_of_the_year(self):
        self.assertEqual(straight_share(2026, date(2026, 12, 31)), 1)

    def test_counts_days(self):
        self.assertEqual(straight_share(2026, date(2026, 1, 1)), Decimal(1) / Decimal(365))
