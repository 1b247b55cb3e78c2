from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from tests.charts.pictures import negative_sizes, parsed, unhurried
from tracker.charts.months import Months

counts = st.one_of(st.none(), st.just(0), st.integers(0, 500), st.integers(0, 10**15))
twelve = st.lists(counts, min_size=12, max_size=12)


def months(**fields):
    plain = {"title": "7月最多", "description": "会议", "now": [3] * 11 + [None], "before": [4] * 12, "base_year": 2025}
    return Months(**plain | fields)


class MonthsTests(SimpleTestCase):
    @unhurried
    @given(twelve, twelve, st.one_of(st.none(), st.integers(0, 10**12)), st.text(max_size=30))
    def test_any_year_gives_a_sound_picture(self, now, before, ceiling, text):
        drawn = months(title=text, now=now, before=before, ceiling=ceiling, addresses=[text] * 12)
        picture = parsed(drawn.svg())
        self.assertEqual(negative_sizes(picture), [])
        self.assertEqual(len(drawn.twin.rows), 12)

    def test_a_column_opens_the_items_behind_it(self):
        addresses = [f"/items/?month={month}" for month in range(1, 13)]
        self.assertEqual(parsed(months(addresses=addresses).svg()).attrib["role"], "group")
        links = [node.attrib["href"] for node in parsed(months(addresses=addresses).svg()).iter("a")]
        self.assertEqual(links, addresses[:11])

    def test_a_month_to_come_has_no_column(self):
        columns = [node for node in parsed(months().svg()).iter("rect") if node.attrib["class"] == "b-in"]
        self.assertEqual(len(columns), 11)

    def test_the_ceiling_is_spread_as_the_base_year_was(self):
        self.assertEqual(months(before=[10, 30] + [0] * 10, ceiling=20).allowed[:3], [5, 15, 0])

    def test_without_a_base_year_the_ceiling_has_no_shape(self):
        self.assertEqual(months(before=[None] * 12, ceiling=20).allowed, [])
