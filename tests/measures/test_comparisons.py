from datetime import date
from decimal import Decimal

from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from tracker.measures.comparisons import months_earlier, per_day, year_before
from tracker.periods import Span

DAYS = st.dates(date(2000, 1, 1), date(2040, 12, 31))


class MonthsEarlierTests(SimpleTestCase):
    def test_the_same_days_of_the_month_before(self):
        now = Span(date(2026, 3, 5), date(2026, 3, 18))
        self.assertEqual(months_earlier(now, 1), Span(date(2026, 2, 5), date(2026, 2, 18)))

    def test_whole_months_stay_whole(self):
        february = Span(date(2026, 2, 1), date(2026, 2, 28))
        self.assertEqual(months_earlier(february, 1), Span(date(2026, 1, 1), date(2026, 1, 31)))

    def test_a_quarter_and_a_year(self):
        quarter = Span(date(2026, 1, 1), date(2026, 3, 31))
        self.assertEqual(months_earlier(quarter, 3), Span(date(2025, 10, 1), date(2025, 12, 31)))
        self.assertEqual(months_earlier(quarter, 12), Span(date(2025, 1, 1), date(2025, 3, 31)))

    def test_a_leap_day_becomes_the_last_of_february(self):
        self.assertEqual(months_earlier(Span(date(2024, 2, 29), date(2024, 3, 1)), 12).first, date(2023, 2, 28))

    @given(DAYS, DAYS, st.sampled_from([1, 3, 12]))
    def test_never_ends_before_it_begins_and_never_reaches_the_days_it_is_asked_for(self, one, other, months):
        span = Span(min(one, other), max(one, other))
        earlier = months_earlier(span, months)
        self.assertLessEqual(earlier.first, earlier.last)
        self.assertLess(earlier.first, span.first)


class YearBeforeTests(SimpleTestCase):
    def test_is_whole(self):
        self.assertEqual(year_before(Span(date(2026, 3, 5), date(2026, 3, 6))).days, 365)


class PerDayTests(SimpleTestCase):
    def test_is_a_share(self):
        self.assertEqual(per_day(3, 2), Decimal("1.5"))

    def test_is_none_without_working_days(self):
        self.assertIsNone(per_day(3, 0))
