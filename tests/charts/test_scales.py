from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from tests.charts.pictures import unhurried
from tracker.charts.scales import Scale, spread, ticks


class TicksTests(SimpleTestCase):
    def test_are_round_and_few(self):
        self.assertEqual(ticks(156), [50, 100, 150])
        self.assertEqual(ticks(21), [10, 20])
        self.assertEqual(ticks(1.04), [1])

    @unhurried
    @given(st.floats(1, 1e16), st.integers(1, 5))
    def test_never_pass_the_top_and_are_never_too_many(self, top, most):
        found = ticks(top, most)
        self.assertLessEqual(len(found), most)
        self.assertTrue(all(0 < tick <= top for tick in found))


class ScaleTests(SimpleTestCase):
    def test_starts_at_zero_and_ends_at_the_top(self):
        scale = Scale(10, 200, 20)
        self.assertEqual((scale(0), scale(5), scale(10)), (200, 110, 20))


class SpreadTests(SimpleTestCase):
    def test_leaves_labels_alone_that_have_room(self):
        self.assertEqual(spread([10, 50], 0, 100), [10, 50])

    @unhurried
    @given(st.lists(st.floats(0, 200), max_size=12))
    def test_keeps_labels_apart_and_within_bounds(self, places):
        moved = spread(places, 0, 200)
        ordered = sorted(moved)
        self.assertTrue(all(other - one >= 13.99 for one, other in zip(ordered, ordered[1:], strict=False)))
        self.assertTrue(all(-0.01 <= place <= 200.01 for place in moved))
