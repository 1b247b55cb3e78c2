from datetime import date

from django.test import SimpleTestCase

from tracker.measures.baselines import counted_by

EVEN = [30] * 12


class CountedByTests(SimpleTestCase):
    def test_whole_months_are_summed(self):
        self.assertEqual(counted_by(EVEN, date(2025, 6, 30)), 180)

    def test_within_a_month_by_its_days(self):
        self.assertEqual(counted_by(EVEN, date(2025, 6, 10)), 160)

    def test_the_last_day_is_the_whole_year(self):
        self.assertEqual(counted_by(EVEN, date(2024, 12, 31)), 360)

    def test_refuses_what_is_no_year(self):
        for months in ([1] * 11, [1] * 11 + [-1]):
            with self.subTest(months), self.assertRaisesMessage(ValueError, "twelve counts"):
                counted_by(months, date(2025, 1, 1))
