from datetime import date, time, timedelta

from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from tracker.measures.half_days import HalfDay, half_days_of, nearest_free

MONDAY = date(2026, 11, 23)
DAYS = [MONDAY + timedelta(number) for number in range(5)]
halves = st.builds(HalfDay, st.sampled_from(DAYS), st.booleans())


class HalfDaysOfTests(SimpleTestCase):
    def taken(self, *told):
        return [half.is_afternoon for half in half_days_of(MONDAY, *told)]

    def test_what_ends_by_noon_takes_the_morning(self):
        self.assertEqual(self.taken(time(9), 180), [False])

    def test_what_runs_past_noon_takes_the_day(self):
        self.assertEqual(self.taken(time(9), 181), [False, True])

    def test_what_begins_after_noon_takes_the_afternoon(self):
        self.assertEqual(self.taken(time(12), 600), [True])

    def test_nobody_said_when(self):
        self.assertEqual(self.taken(None, 60), [False, True])

    def test_nobody_said_how_long(self):
        self.assertEqual(self.taken(time(9), None), [False])


class NearestFreeTests(SimpleTestCase):
    def test_of_two_as_near_the_later(self):
        wanted = HalfDay(DAYS[1], False)
        self.assertEqual(nearest_free(wanted, {wanted}, DAYS), HalfDay(DAYS[1], True))

    def test_the_earlier_where_it_is_nearer(self):
        wanted = HalfDay(DAYS[1], False)
        self.assertEqual(nearest_free(wanted, {wanted, HalfDay(DAYS[1], True)}, DAYS), HalfDay(DAYS[0], True))

    def test_only_on_open_days(self):
        wanted = HalfDay(DAYS[0], False)
        self.assertEqual(nearest_free(wanted, set(), DAYS[2:]), HalfDay(DAYS[2], False))

    def test_nothing_is_free(self):
        busy = {HalfDay(day, half) for day in DAYS for half in (False, True)}
        self.assertIsNone(nearest_free(HalfDay(DAYS[0], False), busy, DAYS))

    @given(wanted=halves, busy=st.sets(halves), open_days=st.sets(st.sampled_from(DAYS)), whole_day=st.booleans())
    def test_never_collides(self, wanted, busy, open_days, whole_day):
        free = nearest_free(wanted, busy, open_days, whole_day=whole_day)
        if free is not None:
            self.assertIn(free.day, open_days)
            self.assertNotIn(free, busy)
            self.assertFalse(whole_day and HalfDay(free.day, True) in busy)
