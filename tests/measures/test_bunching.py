from fractions import Fraction

from django.test import SimpleTestCase

from tracker.measures.bunching import december

TWELFTH = Fraction(1, 12)


class DecemberTests(SimpleTestCase):
    def test_tells_the_share_and_how_many_times_the_ordinary_it_is(self):
        told = december([7] * 11 + [23], TWELFTH)
        self.assertEqual((told.share, told.times), (Fraction(23, 100), Fraction(23 * 12, 100)))
        self.assertTrue(told.is_telling)

    def test_an_even_year_is_not_bunched(self):
        self.assertFalse(december([7] * 12, TWELFTH).is_telling)

    def test_more_working_days_explain_more_items(self):
        self.assertGreater(december([7] * 11 + [12], TWELFTH).times, december([7] * 11 + [12], Fraction(1, 11)).times)

    def test_of_a_year_of_few_items_nothing_is_told(self):
        self.assertIsNone(december([0] * 12, TWELFTH))
        self.assertIsNone(december([1] * 11 + [12], TWELFTH))

    def test_refuses_what_is_no_year(self):
        with self.assertRaises(ValueError):
            december([1] * 11, TWELFTH)
