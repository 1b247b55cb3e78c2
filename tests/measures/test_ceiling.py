from decimal import Decimal

from django.test import SimpleTestCase

from tracker.measures.ceiling import ceiling_below_baseline, remaining


class CeilingTests(SimpleTestCase):
    def test_rounds_down(self):
        self.assertEqual(ceiling_below_baseline(154, Decimal("0.30")), 107)

    def test_an_exact_result_stays(self):
        self.assertEqual(ceiling_below_baseline(150, Decimal("0.30")), 105)

    def test_nothing_to_cut_leaves_the_baseline(self):
        self.assertEqual(ceiling_below_baseline(92, Decimal(0)), 92)

    def test_refuses_a_share_above_one(self):
        with self.assertRaisesMessage(ValueError, "between 0 and 1"):
            ceiling_below_baseline(10, Decimal(30))


class RemainingTests(SimpleTestCase):
    def test_is_what_still_fits(self):
        self.assertEqual(remaining(107, 100), 7)

    def test_is_never_negative(self):
        self.assertEqual(remaining(107, 120), 0)
