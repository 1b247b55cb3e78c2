from datetime import time

from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from tracker.measures.calendars import bounds_of, is_out_of_hours, step_of

values = st.lists(st.integers(0, 5000), max_size=60)


class BoundsTests(SimpleTestCase):
    def test_four_steps_of_as_many_days(self):
        self.assertEqual(bounds_of([8, 1, 2, 3, 0, 4, 5, 6, 7]), (2, 4, 6, 8))

    def test_days_without_anything_make_no_step(self):
        self.assertEqual(bounds_of([0, 0]), ())

    def test_fewer_steps_where_few_values_differ(self):
        self.assertEqual(bounds_of([3, 3, 3, 9]), (3, 9))


class StepTests(SimpleTestCase):
    def test_nothing_has_no_shade(self):
        self.assertEqual(step_of(0, (2, 4)), 0)

    @given(values)
    def test_the_most_is_the_darkest_and_more_is_never_lighter(self, found):
        bounds = bounds_of(found)
        steps = [step_of(value, bounds) for value in sorted(found)]
        self.assertEqual(steps, sorted(steps))
        if any(found):
            self.assertEqual(steps[-1], 4)
            self.assertTrue(all(step_of(value, bounds) for value in found if value))


class OutOfHoursTests(SimpleTestCase):
    def test_from_six_in_the_evening_to_eight_in_the_morning(self):
        told = {time(7, 59): True, time(8): False, time(17, 59): False, time(18): True, time(23): True}
        self.assertEqual({starts: is_out_of_hours(starts) for starts in told}, told)
