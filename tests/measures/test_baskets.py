from decimal import Decimal

from django.test import SimpleTestCase

from tracker.measures.baskets import Units, index, same_basket


class SameBasketTests(SimpleTestCase):
    def test_without_changes_it_is_the_raw_figure(self):
        self.assertEqual(same_basket(120, []), 120)

    def test_what_landed_on_two_units_of_a_group_counts_once(self):
        self.assertEqual(same_basket(120, [Units(landings=20, items=10)]), 110)

    def test_a_unit_that_is_not_there_in_both_drops_out(self):
        self.assertEqual(same_basket(120, [Units(landings=20, items=20, comparable=False)]), 100)


class IndexTests(SimpleTestCase):
    def test_the_base_is_a_hundred(self):
        self.assertEqual((index(40, 30), index(40, 40)), (Decimal(75), Decimal(100)))

    def test_from_nothing_there_is_none(self):
        self.assertIsNone(index(0, 5))

    def test_refuses_a_negative_count(self):
        with self.assertRaises(ValueError):
            index(-1, 5)
