import random

from django.test import SimpleTestCase

from tracker.measures.forecast import Habit, Outlook, Rest
from tracker.measures.habits import Case, assumed_habit, learn


class LearnTests(SimpleTestCase):
    def cases(self, spread, number=600):
        """Half a year of 20 still to come, each result drawn around its mean."""
        chance = random.Random(7)
        rest = Rest(20, 20 * spread)
        return tuple(Case(Outlook(20, 0.5, 40), rest.quantile(chance.uniform(0.001, 0.999))) for _case in range(number))

    def ratio(self, habit):
        return habit.spread + habit.doubt * 20 / (habit.firmness + 20)

    def test_steady_and_restless_counts_are_told_apart(self):
        self.assertLess(self.ratio(learn(self.cases(0.4), Habit())), 0.6)
        self.assertGreater(self.ratio(learn(self.cases(3), Habit())), 2)

    def test_too_little_past_teaches_nothing(self):
        self.assertEqual(learn(self.cases(3, number=8), Habit()), Habit())

    def test_growth_that_went_on_is_believed_in(self):
        grown = tuple(
            Case(Outlook(round(24 * size), 0.5, 40 * size, trend=0.2), round(24 * size)) for size in range(1, 40)
        )
        still = tuple(Case(Outlook(20 * size, 0.5, 40 * size, trend=0.2), 20 * size) for size in range(1, 40))
        self.assertGreater(learn(grown, Habit()).trend, 0)
        self.assertEqual(learn(still, Habit()).trend, 0)


class AssumedTests(SimpleTestCase):
    def test_restless_months_make_for_a_restless_year(self):
        steady = assumed_habit([[[4] * 12]] * 20)
        wild = assumed_habit([[[0, 12] * 6], [[12, 0] * 6]] * 10)
        self.assertLess(steady.spread, 0.5)
        self.assertGreater(wild.spread, 3)
        self.assertGreater(wild.doubt, steady.doubt)

    def test_without_any_past_months_come_by_chance(self):
        self.assertEqual(assumed_habit([]).spread, Habit().spread)
