from datetime import date
from decimal import Decimal

from django.test import SimpleTestCase

from tracker.measures.baselines import counted_by, mean_of_reductions, reduction_of_sums

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


class TwoAveragesTests(SimpleTestCase):
    """Jiangxi's 91 → 39 forms is 57.1 %, though the press said 65.3 %: a mean of ratios is another number."""

    FORMS = [(10, 1), (81, 38)]

    def test_the_ratio_of_the_sums(self):
        self.assertEqual(round(reduction_of_sums(self.FORMS), 3), Decimal("0.571"))

    def test_the_mean_of_the_ratios(self):
        self.assertEqual(round(mean_of_reductions(self.FORMS), 3), Decimal("0.715"))

    def test_offices_without_a_baseline_have_no_rate(self):
        self.assertEqual(mean_of_reductions([(0, 5), (10, 5)]), Decimal("0.5"))

    def test_both_are_none_of_nothing(self):
        self.assertIsNone(mean_of_reductions([(0, 1)]))
        self.assertIsNone(reduction_of_sums([]))
