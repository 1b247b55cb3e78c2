from datetime import date
from types import SimpleNamespace

from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from tests.charts.pictures import negative_sizes, parsed, unhurried
from tracker.charts.comparisons import Addresses, comparison_frame, figures_of, is_unsure
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.periods import year_to_date
from tracker.queries.comparisons import Comparison, ComparisonRow, Period
from tracker.queries.landings import Landed

NOW = year_to_date(2026, date(2026, 8, 20))
NUMBERS = st.one_of(st.none(), st.integers(0, 999_999))


def landed(number):
    return None if number is None else Landed(Kind.MEETING, official_items=number, full_items=number)


def comparison(pairs):
    rows = [
        ComparisonRow(Office(code=f"N{place}", name=f"第{place}号很长名字的乡镇"), landed(now), landed(then))
        for place, (now, then) in enumerate(pairs)
    ]
    kinds = {kind: (Landed(kind, full_items=3), Landed(kind)) for kind in Kind.values}
    periods = [Period(span, 100, (), {}) for span in (NOW, NOW.in_year(2025))]
    return Comparison(*periods, Kind.MEETING, None, None, rows, ComparisonRow(None, landed(3), landed(4)), kinds)


def drawn(pairs):
    found = comparison(pairs)
    return comparison_frame(found, figures_of(Kind.MEETING)[0], Addresses(found, ""))


class PairedBarsTests(SimpleTestCase):
    @given(st.lists(st.tuples(NUMBERS, NUMBERS), max_size=60))
    @unhurried
    def test_any_figures_give_a_sound_picture_within_its_frame(self, pairs):
        picture = parsed(drawn(pairs).picture)
        width = float(picture.attrib["viewBox"].split()[2])
        self.assertEqual(negative_sizes(picture), [])
        for box in picture.iter("rect"):
            self.assertLessEqual(float(box.attrib["x"]) + float(box.attrib["width"]), width + 0.2)

    def test_the_twin_holds_what_the_picture_holds(self):
        self.assertEqual([row[1:] for row in drawn([(3, 4), (None, 2)]).twin.rows], [["3", "4"], ["—", "2"]])

    def test_an_office_that_was_not_there_is_counted_neither_way(self):
        self.assertEqual(
            drawn([(3, 4), (None, 2)]).title, "统计口径：1 个单位少了，0 个多了，0 个一样，1 个有撤并或新设，不比"
        )


class UnsureTests(SimpleTestCase):
    def test_missing_records_can_only_raise_the_period_that_lacks_them(self):
        now, then = (
            SimpleNamespace(now_untold=(202601,), then_untold=()),
            SimpleNamespace(now_untold=(), then_untold=(1,)),
        )
        self.assertEqual([is_unsure(now, difference) for difference in (-1, 0, 1)], [True, True, False])
        self.assertEqual([is_unsure(then, difference) for difference in (-1, 0, 1)], [False, True, True])
