from datetime import date, datetime

from django.test import SimpleTestCase

from tracker.imports.notices.arrivals import written_at
from tracker.imports.notices.moments import CHINA

CAME = datetime(2026, 11, 23, 10, 30, tzinfo=CHINA)


class WrittenAtTests(SimpleTestCase):
    def test_is_the_day_it_is_signed_with(self):
        text = "定于11月20日上午9:00召开防汛会。\n县林业局\n2026年11月17日"
        self.assertEqual(written_at(text, CAME).date(), date(2026, 11, 17))

    def test_is_the_first_day_it_names_when_that_has_just_passed(self):
        text = "定于11月20日上午9:00召开防汛会，请于11月19日前报名。"
        self.assertEqual(written_at(text, CAME).date(), date(2026, 11, 19))

    def test_is_when_it_came_where_its_days_are_to_come(self):
        self.assertEqual(written_at("定于11月25日上午9:00召开防汛会。", CAME), CAME)

    def test_is_when_it_came_where_days_are_counted_from_then(self):
        text = "请对照11月20日的会议要求，明天上午9:00召开防汛会。"
        self.assertEqual(written_at(text, CAME), CAME)

    def test_a_day_of_long_ago_says_nothing(self):
        self.assertEqual(written_at("按2024年3月5日会议要求，召开防汛会。", CAME), CAME)
