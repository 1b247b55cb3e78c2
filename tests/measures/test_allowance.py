from fractions import Fraction

from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from tracker.measures.allowance import Allowance, allowance


class AllowanceTests(SimpleTestCase):
    def test_a_month_may_use_what_the_season_allows_by_its_end(self):
        """117 a year; by the end of November 0.9 of the year has landed: 105; 100 did."""
        self.assertEqual(allowance(100, 117, Fraction(9, 10)), Allowance(month=5, year=17))

    def test_rounds_down_but_not_by_a_flaw_of_fractions(self):
        self.assertEqual(allowance(0, 54, Fraction(1, 3)).month, 18)
        self.assertEqual(allowance(0, 10, Fraction(99, 1000)).month, 0)

    def test_ahead_of_the_season_nothing_is_left_of_the_month(self):
        self.assertEqual(allowance(60, 100, Fraction(1, 2)), Allowance(month=0, year=40))

    def test_past_the_ceiling_nothing_is_left_at_all(self):
        self.assertEqual(allowance(101, 100, Fraction(1)), Allowance(month=0, year=0))

    def test_in_december_month_and_year_are_the_same(self):
        self.assertEqual(allowance(90, 100, Fraction(1)), Allowance(month=10, year=10))

    def test_refuses_what_is_no_part_of_a_year(self):
        for count, ceiling, season in ((-1, 5, 1), (1, -5, 1), (1, 5, 2)):
            with self.assertRaises(ValueError):
                allowance(count, ceiling, Fraction(season))

    @given(st.integers(0, 500), st.integers(0, 500), st.fractions(0, 1))
    def test_using_it_up_breaks_neither_the_season_nor_the_year(self, count, ceiling, season):
        told = allowance(count, ceiling, season)
        self.assertTrue(0 <= told.month <= told.year)
        if told.month:
            self.assertLessEqual(count + told.month, ceiling * season)
        if told.year:
            self.assertEqual(count + told.year, ceiling)
