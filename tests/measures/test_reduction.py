from decimal import Decimal

from django.test import SimpleTestCase

from tracker.measures.reduction import change, mean_of_reductions, reduction, reduction_of_sums, share


class ReductionTests(SimpleTestCase):
    """Worked examples of DOMAIN 2.3."""

    def test_changde_documents_2019(self):
        self.assertEqual(round(reduction(197, 123), 3), Decimal("0.376"))

    def test_taizhou_inspections_2019(self):
        self.assertEqual(round(reduction(498, 42), 3), Decimal("0.916"))

    def test_changde_meetings_2019(self):
        self.assertEqual(round(reduction(296, 34), 3), Decimal("0.885"))

    def test_anfu_forms(self):
        self.assertEqual(round(reduction(257, 81), 3), Decimal("0.685"))

    def test_jiangxi_forms_as_one_ratio_of_the_sums(self):
        self.assertEqual(round(reduction(91, 39), 3), Decimal("0.571"))

    def test_more_than_before_is_negative(self):
        self.assertEqual(reduction(100, 120), Decimal("-0.2"))

    def test_is_none_without_a_baseline(self):
        self.assertIsNone(reduction(0, 12))

    def test_refuses_negative_counts(self):
        with self.assertRaisesMessage(ValueError, "Counts cannot be negative"):
            reduction(-1, 0)

    def test_change_has_the_opposite_sign(self):
        self.assertEqual(change(100, 70), Decimal("-0.3"))


class ShareTests(SimpleTestCase):
    def test_is_a_part_of_the_whole(self):
        self.assertEqual(share(1, 4), Decimal("0.25"))

    def test_is_none_of_nothing(self):
        self.assertIsNone(share(0, 0))


class TwoAveragesTests(SimpleTestCase):
    """Jiangxi's 91 → 39 forms is 57.1 %, though the press said 65.3 %: a mean of ratios is another number."""

    FORMS = [(10, 1), (81, 38)]

    def test_the_ratio_of_the_sums(self):
        self.assertEqual(round(reduction_of_sums(self.FORMS), 3), Decimal("0.571"))

    def test_the_mean_of_the_ratios(self):
        self.assertEqual(round(mean_of_reductions(self.FORMS), 3), Decimal("0.715"))

    def test_offices_without_a_baseline_have_no_rate(self):
        self.assertEqual(mean_of_reductions([(0, 5), (10, 5)]), Decimal("0.5"))

    def test_both_are_none_of_nothing(self):
        self.assertIsNone(mean_of_reductions([(0, 1)]))
        self.assertIsNone(reduction_of_sums([]))
