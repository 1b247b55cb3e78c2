from fractions import Fraction

from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from tracker.measures.cascade import shared_out

WEIGHTS = st.lists(st.integers(0, 5000), max_size=60)


class SharedOutTests(SimpleTestCase):
    def test_equal_weights_share_equally_the_first_take_the_rest(self):
        self.assertEqual(shared_out(10, [1, 1, 1]), [4, 3, 3])

    def test_the_largest_remainder_is_rounded_up(self):
        self.assertEqual(shared_out(10, [50, 33, 17]), [5, 3, 2])

    def test_weights_of_nothing_share_equally(self):
        self.assertEqual(shared_out(5, [0, 0]), [3, 2])

    def test_who_weighs_nothing_gets_nothing(self):
        self.assertEqual(shared_out(7, [0, 3]), [0, 7])

    def test_nobody_gets_nothing(self):
        self.assertEqual(shared_out(7, []), [])

    def test_refuses_what_is_negative(self):
        for total, weights in ((-1, [1]), (1, [-1])):
            with self.assertRaisesMessage(ValueError, "negative"):
                shared_out(total, weights)

    @given(st.integers(0, 100_000), WEIGHTS)
    def test_always_adds_up(self, total, weights):
        parts = shared_out(total, weights)
        self.assertEqual(sum(parts), total if weights else 0)

    @given(st.integers(0, 100_000), WEIGHTS.filter(any))
    def test_nobody_is_a_whole_item_off_the_exact_share(self, total, weights):
        for part, weight in zip(shared_out(total, weights), weights, strict=True):
            self.assertLess(abs(part - Fraction(total * weight, sum(weights))), 1)
