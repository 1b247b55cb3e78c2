from decimal import Decimal

from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from tracker.measures.distributions import LAST, bin_of, middle

shares = st.decimals(0, 5, places=4)


class MiddleTests(SimpleTestCase):
    def test_of_an_even_number_the_lower(self):
        self.assertEqual(middle([Decimal(4), Decimal(1), Decimal(2), Decimal(3)]), Decimal(2))

    def test_none_of_nothing(self):
        self.assertIsNone(middle([]))

    @given(st.lists(shares, min_size=1))
    def test_half_of_them_do_not_exceed_it(self, found):
        self.assertGreaterEqual(2 * sum(share <= middle(found) for share in found), len(found))
        self.assertIn(middle(found), found)


class BinTests(SimpleTestCase):
    def test_the_whole_line_still_lies_below_it(self):
        told = {"0": 0, "0.1": 0, "0.1001": 1, "1": 9, "1.0001": 10, "1.99": 19, "2": 19, "2.01": LAST, "7": LAST}
        self.assertEqual({text: bin_of(Decimal(text)) for text in told}, told)

    def test_refuses_negative_shares(self):
        with self.assertRaisesMessage(ValueError, "cannot be negative"):
            bin_of(Decimal("-0.1"))

    @given(shares)
    def test_more_than_the_line_lies_beyond_it(self, share):
        self.assertEqual(bin_of(share) >= 10, share > 1)
