from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from tests.charts.pictures import negative_sizes, parsed, unhurried
from tracker.charts.issuer_bars import issuer_bar
from tracker.charts.micro import micro_bar, quota_bar

counts = st.one_of(st.just(0), st.integers(0, 200), st.integers(0, 10**15))


def width(picture, css):
    return next(float(node.attrib["width"]) for node in picture.iter("rect") if node.attrib["class"] == css)


class BarTests(SimpleTestCase):
    @unhurried
    @given(counts, counts, counts)
    def test_any_figures_give_a_sound_bar(self, one, other, most):
        for bar in (issuer_bar(min(one, other), max(one, other), most), micro_bar(one, other, "ok")):
            self.assertEqual(negative_sizes(parsed(bar)), [])

    @unhurried
    @given(counts, counts, st.one_of(st.none(), st.floats(0, 1e15)))
    def test_any_quota_gives_a_sound_bar(self, count, ceiling, expected):
        self.assertEqual(negative_sizes(parsed(quota_bar(count, ceiling, expected, "over"))), [])

    def test_the_longest_issuer_fills_its_cell_and_splits_by_what_counts(self):
        picture = parsed(issuer_bar(30, 120, 120))
        self.assertEqual((width(picture, "b-in"), width(picture, "b-out")), (37.5, 112.5))

    def test_a_bar_over_the_ceiling_passes_the_mark(self):
        picture = parsed(micro_bar(11, 10, "over"))
        self.assertGreater(width(picture, "f-over"), width(picture, "b-track"))
