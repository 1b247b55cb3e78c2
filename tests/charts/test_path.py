from datetime import date, timedelta
from itertools import accumulate

from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from tests.charts.pictures import negative_sizes, overlapping_end_labels, parsed, unhurried, words_outside
from tracker.charts.path import Path
from tracker.measures.forecast import Forecast

counts = st.one_of(st.just(0), st.integers(0, 300), st.integers(0, 10**15))
years = st.lists(counts, min_size=12, max_size=12).map(lambda months: list(accumulate(months)))

forecasts = (
    st.lists(counts, min_size=3, max_size=3).map(sorted).map(lambda ends: Forecast(ends[1], ends[0], ends[2], 0.5))
)


@st.composite
def paths(draw):
    as_of = date(2026, 1, 1) + timedelta(days=draw(st.integers(0, 364)))
    return Path(
        title=draw(st.text(max_size=40)),
        description=draw(st.text(max_size=40)),
        as_of=as_of,
        running=draw(years)[: as_of.month],
        before=draw(st.one_of(st.just([]), years)),
        base_year=draw(st.sampled_from([2025, 2018])),
        ceiling=draw(st.one_of(st.none(), counts)),
        forecast=draw(st.one_of(st.none(), forecasts)),
    )


def path(**fields):
    plain = {
        "title": "离限额还有 5 次", "description": "会议", "as_of": date(2026, 11, 18), "base_year": 2025,
        "ceiling": 117, "running": list(range(11, 122, 11)), "before": list(range(12, 145, 12)),
    }  # fmt: skip
    return Path(**plain | fields)


class PathTests(SimpleTestCase):
    @unhurried
    @given(paths())
    def test_any_year_gives_a_sound_picture(self, drawn):
        picture = parsed(drawn.svg())
        self.assertEqual(negative_sizes(picture), [])
        self.assertEqual(overlapping_end_labels(picture), [])
        self.assertEqual(words_outside(picture), [])
        self.assertEqual(len(drawn.twin.rows), 13 if drawn.ahead else 12)

    def test_says_its_finding_to_those_who_cannot_see_it(self):
        picture = parsed(path().svg())
        self.assertEqual(picture.attrib["role"], "img")
        self.assertEqual((picture[0].tag, picture[0].text), ("title", "离限额还有 5 次"))
        self.assertEqual(picture[1].tag, "desc")

    def test_labels_stand_at_what_they_name(self):
        texts = [node.text for node in parsed(path().svg()).iter("text")]
        self.assertLessEqual({"限额 117", "上年 144", "至11月18日", "121"}, set(texts))

    def test_the_forecast_fans_out_and_is_told_at_its_end(self):
        picture = path(forecast=Forecast(133, 129, 138, 0.97)).svg()
        texts = [node.text for node in parsed(picture).iter("text")]
        self.assertLessEqual({"预计 133", "129–138"}, set(texts))
        self.assertIn('class="fan"', picture)
        self.assertEqual(
            list(path(forecast=Forecast(133, 129, 138, 0.97)).twin.rows[12])[:2], ["年末预计", "133（129–138）"]
        )

    def test_a_year_that_is_over_is_not_forecast(self):
        self.assertNotIn("fan", path(as_of=date(2026, 12, 31), forecast=Forecast(121, 121, 121, 1.0)).svg())

    def test_without_a_base_year_the_pace_follows_the_shares(self):
        shares = [month**2 / 144 for month in range(1, 13)]
        self.assertEqual(path(before=[], shares=shares).pace[6], 117 * 36 / 144)
        self.assertEqual(path(before=[]).pace[6], 117 / 2)

    def test_a_far_base_year_is_named(self):
        texts = [node.text for node in parsed(path(base_year=2018).svg()).iter("text")]
        self.assertIn("2018年 144", texts)

    def test_without_a_target_there_is_no_ceiling_and_no_pace(self):
        classes = {node.attrib.get("class") for node in parsed(path(ceiling=None).svg()).iter()}
        self.assertFalse(classes & {"lim", "pace"})

    def test_the_pace_follows_the_base_year_up_to_the_ceiling(self):
        drawn = path(before=[0, 0, 0, 50, 50, 50, 50, 50, 50, 50, 50, 100], ceiling=60)
        self.assertEqual(drawn.pace[:5], [0, 0, 0, 0, 30])
        self.assertEqual(drawn.pace[-1], 60)

    def test_the_pace_is_straight_without_a_base_year(self):
        self.assertEqual(path(before=[], ceiling=120).pace[:3], [0, 10, 20])

    def test_the_twin_leaves_months_to_come_open(self):
        self.assertEqual(list(path().twin.rows[11]), ["12月", "—", "144", "117", "117"])
