from decimal import Decimal

from django.test import SimpleTestCase

from tracker.figures import count_text, hours_text, percent_text, person_hours, signed_text


class PersonHoursTests(SimpleTestCase):
    def test_small_amounts_keep_one_decimal(self):
        self.assertEqual(person_hours(270), Decimal("4.5"))

    def test_large_amounts_are_whole(self):
        self.assertEqual(person_hours(6_030), Decimal(101))

    def test_half_rounds_up(self):
        self.assertEqual(person_hours(3), Decimal("0.1"))

    def test_an_empty_decimal_is_not_written(self):
        self.assertEqual(hours_text(120), "2")

    def test_thousands_are_marked(self):
        self.assertEqual(hours_text(31_420 * 60), "31,420")


class TextTests(SimpleTestCase):
    def test_a_difference_bears_its_sign(self):
        self.assertEqual([signed_text(number) for number in (1204, -3, 0)], ["+1,204", "−3", "0"])

    def test_a_fall_shows_a_true_minus(self):
        self.assertEqual(percent_text(Decimal("-0.304"), signed=True), "−30.4%")

    def test_a_rise_shows_a_plus(self):
        self.assertEqual(percent_text(Decimal("0.0555"), signed=True), "+5.6%")

    def test_no_number_is_a_dash(self):
        self.assertEqual(percent_text(None), "—")

    def test_counts_have_thousands_marks(self):
        self.assertEqual(count_text(3188), "3,188")
