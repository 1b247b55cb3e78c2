from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from tracker.measures.forecast import Habit, Outlook, Rest, breach, ceiling_of, rest_of_year, year_end


@st.composite
def outlooks(draw):
    return Outlook(
        seen=draw(st.integers(0, 3000)),
        gone=draw(st.floats(0, 1)),
        usual=draw(st.floats(1, 3000)),
        trend=draw(st.floats(-1, 1)),
        company=draw(st.floats(-1, 1)),
    )


habits = st.builds(
    Habit, st.floats(0.5, 256), st.floats(0, 1), st.floats(0, 1), spread=st.floats(0.05, 20), doubt=st.floats(0, 40)
)


class RestOfYearTests(SimpleTestCase):
    def test_without_a_trace_of_change_the_usual_year_goes_on(self):
        self.assertAlmostEqual(rest_of_year(Outlook(6, 0.5, 12), Habit()).mean, 6)

    def test_a_busier_year_is_believed_in_part(self):
        mean = rest_of_year(Outlook(12, 0.5, 12), Habit(firmness=6)).mean
        self.assertAlmostEqual(mean, (6 + 12) / (6 / 12 + 0.5) / 2)

    def test_what_the_year_brings_all_offices_moves_the_usual_level(self):
        calm, busy = (rest_of_year(Outlook(0, 0, 100, company=far), Habit()).mean for far in (0, 0.5))
        self.assertGreater(busy, 1.2 * calm)

    def test_the_later_the_surer(self):
        early, late = (rest_of_year(Outlook(round(60 * gone), gone, 60), Habit()) for gone in (0.25, 0.75))
        self.assertLess(late.variance / late.mean, early.variance / early.mean)

    def test_nothing_is_left_of_a_year_that_is_over(self):
        outlook = Outlook(30, 1.0, 20)
        self.assertEqual(year_end(outlook, Habit(), 29).breach, 1)
        self.assertEqual(year_end(outlook, Habit(), 30).breach, 0)
        self.assertEqual((year_end(outlook, Habit(), None).low, year_end(outlook, Habit(), None).high), (30, 30))

    def test_refuses_what_is_no_part_of_a_year(self):
        for seen, gone, usual in ((-1, 0.5, 3), (1, 1.5, 3), (1, 0.5, 0)):
            with self.assertRaises(ValueError):
                rest_of_year(Outlook(seen, gone, usual), Habit())


class YearEndTests(SimpleTestCase):
    @given(outlooks(), habits, st.integers(0, 9000))
    def test_the_interval_holds_the_median_and_begins_with_what_is_there(self, outlook, habit, ceiling):
        told = year_end(outlook, habit, ceiling)
        self.assertTrue(outlook.seen <= told.low <= told.median <= told.high, told)
        self.assertTrue(0 <= told.breach <= 1, told)

    @given(outlooks(), habits, st.integers(0, 9000), st.integers(1, 500))
    def test_a_higher_ceiling_is_never_likelier_passed(self, outlook, habit, ceiling, more):
        rest = rest_of_year(outlook, habit)
        self.assertLessEqual(breach(outlook.seen, rest, ceiling + more), breach(outlook.seen, rest, ceiling))

    def test_without_a_ceiling_there_is_nothing_to_pass(self):
        self.assertIsNone(year_end(Outlook(6, 0.5, 12), Habit(), None).breach)


class RestTests(SimpleTestCase):
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


class CeilingTests(SimpleTestCase):
    def test_rounds_down_but_not_by_a_flaw_of_fractions(self):
        self.assertEqual(ceiling_of(10, -0.1), 9)
        self.assertEqual(ceiling_of(15, -0.1), 13)
