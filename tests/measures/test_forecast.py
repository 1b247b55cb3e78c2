import random

from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from tracker.measures.forecast import (
    Case,
    Habit,
    Rest,
    breach,
    ceiling_of,
    learn,
    own_season,
    rest_of_year,
    shared_season,
    usual_level,
)

EVEN = [1 / 12] * 12


class RestOfYearTests(SimpleTestCase):
    def test_without_a_trace_of_change_the_usual_year_goes_on(self):
        self.assertAlmostEqual(rest_of_year(6, 0.5, 12, Habit()).mean, 6)

    def test_a_busier_year_is_believed_in_part(self):
        mean = rest_of_year(12, 0.5, 12, Habit(firmness=6, weight=1)).mean
        self.assertAlmostEqual(mean, (6 + 12) / (6 / 12 + 0.5) / 2)

    def test_nothing_is_left_of_a_year_that_is_over(self):
        rest = rest_of_year(30, 1.0, 20, Habit())
        self.assertEqual((rest.quantile(0.1), rest.quantile(0.9)), (0, 0))
        self.assertEqual(breach(30, rest, 29), 1)
        self.assertEqual(breach(30, rest, 30), 0)

    def test_refuses_what_is_no_part_of_a_year(self):
        for seen, gone, usual in ((-1, 0.5, 3), (1, 1.5, 3), (1, 0.5, 0)):
            with self.assertRaises(ValueError):
                rest_of_year(seen, gone, usual, Habit())

    @given(st.floats(0, 500), st.floats(0.1, 5), st.integers(-3, 2000))
    def test_probabilities_are_probabilities(self, mean, ratio, count):
        rest = Rest(mean, mean * ratio)
        self.assertTrue(0 <= rest.at_most(count) <= rest.at_most(count + 1) <= 1)

    @given(st.floats(0.1, 500), st.floats(0.1, 5), st.floats(0.02, 0.98))
    def test_a_quantile_is_the_first_count_that_holds_its_share(self, mean, ratio, share):
        rest = Rest(mean, mean * ratio)
        count = rest.quantile(share)
        self.assertGreaterEqual(rest.at_most(count), share)
        self.assertLess(rest.at_most(count - 1), share)


class SeasonTests(SimpleTestCase):
    def test_months_of_all_offices_add_up_to_a_year(self):
        season = shared_season([[[0] * 11 + [12]], [[1] * 12]])
        self.assertAlmostEqual(sum(season), 1)
        self.assertGreater(season[11], season[0])

    def test_without_any_past_the_months_are_even(self):
        self.assertEqual(shared_season([]), EVEN)

    def test_an_office_bends_the_shared_season_its_own_way(self):
        december = own_season([[0] * 11 + [120]], EVEN)[11]
        self.assertGreater(december, 0.8)

    def test_recent_years_weigh_more(self):
        self.assertGreater(usual_level([10, 20]), 15)
        self.assertIsNone(usual_level([0, 0]))


class LearnTests(SimpleTestCase):
    def cases(self, spread, number=600):
        """Half a year of 20 still to come, each result drawn around its mean."""
        chance = random.Random(7)
        rest = Rest(20, 20 * spread)
        return [Case(20, 0.5, 40, rest.quantile(chance.uniform(0.001, 0.999))) for _case in range(number)]

    def test_steady_and_restless_counts_are_told_apart(self):
        self.assertLess(learn(self.cases(0.4)).spread, 0.6)
        self.assertGreater(learn(self.cases(3)).spread, 2)

    def test_too_little_past_teaches_nothing(self):
        self.assertEqual(learn(self.cases(3, number=10)), Habit())


class CeilingTests(SimpleTestCase):
    def test_rounds_down_but_not_by_a_flaw_of_fractions(self):
        self.assertEqual(ceiling_of(10, -0.1), 9)
        self.assertEqual(ceiling_of(15, -0.1), 13)
