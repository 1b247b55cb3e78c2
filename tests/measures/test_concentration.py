from decimal import Decimal

from django.test import SimpleTestCase

from tracker.measures.concentration import how_few, running_shares


class RunningShareTests(SimpleTestCase):
    def test_each_part_with_those_before_it(self):
        self.assertEqual(running_shares([5, 3, 2]), [Decimal("0.5"), Decimal("0.8"), Decimal(1)])

    def test_nothing_has_no_shares(self):
        self.assertEqual((running_shares([0, 0]), running_shares([])), ([None, None], []))


class HowFewTests(SimpleTestCase):
    def test_counts_the_largest_whatever_their_order(self):
        self.assertEqual(how_few([2, 5, 3], Decimal("0.8")), 2)

    def test_a_share_reached_exactly_is_reached(self):
        self.assertEqual((how_few([5, 3, 2], Decimal("0.5")), how_few([5, 3, 2], Decimal("0.51"))), (1, 2))

    def test_the_whole_takes_all_that_are_above_nothing(self):
        self.assertEqual(how_few([4, 1, 0], Decimal(1)), 2)

    def test_one_alone_is_all_of_it(self):
        self.assertEqual(how_few([7], Decimal("0.8")), 1)

    def test_nothing_is_caused_by_nobody(self):
        self.assertIsNone(how_few([0, 0], Decimal("0.5")))

    def test_refuses_what_is_no_share(self):
        for reached in (Decimal(0), Decimal("1.1")):
            with self.assertRaisesMessage(ValueError, "A share lies above 0"):
                how_few([1], reached)
