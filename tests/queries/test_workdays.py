from datetime import date

from django.test import TestCase

from tracker.models.workdays import Workday
from tracker.periods import Span, month_span, year_span
from tracker.queries.workdays import unpublished_years, working_day_set, working_days


class WorkdayTests(TestCase):
    def test_a_holiday_falls_out_and_a_weekend_day_worked_instead_comes_in(self):
        days = (date(2026, 2, 14), date(2026, 2, 15), date(2026, 2, 16))
        working = working_day_set(month_span(202602))
        self.assertEqual([day in working for day in days], [True, False, False])

    def test_february_2026_counted_by_hand(self):
        self.assertEqual(working_days(month_span(202602)), 20 - 6 + 2)

    def test_october_2026_counted_by_hand(self):
        self.assertEqual(working_days(month_span(202610)), 22 - 5 + 1)

    def test_whole_years_agree_with_their_notices(self):
        self.assertEqual({year: working_days(year_span(year)) for year in (2024, 2025, 2026)},
                         {2024: 251, 2025: 248, 2026: 248})  # fmt: skip

    def test_a_year_without_a_calendar_is_the_plain_week_and_says_so(self):
        self.assertEqual(working_days(month_span(203005)), 23)
        self.assertEqual(unpublished_years(Span(date(2026, 12, 1), date(2030, 1, 31))), [2027, 2028, 2029, 2030])

    def test_an_administrators_row_decides(self):
        Workday.objects.create(day=date(2027, 1, 1), is_working=False, name="元旦", source="测试")
        self.assertNotIn(date(2027, 1, 1), working_day_set(year_span(2027)))
        self.assertEqual(unpublished_years(year_span(2027)), [])
