from datetime import date

from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from tracker.periods import Span, month_of, month_span, next_month, same_day, year_to_date

DAYS = st.dates(date(1999, 1, 1), date(2030, 12, 31))


class SpanTests(SimpleTestCase):
    def test_refuses_to_end_before_it_begins(self):
        with self.assertRaisesMessage(ValueError, "cannot end before it begins"):
            Span(date(2026, 3, 2), date(2026, 3, 1))

    def test_counts_both_ends(self):
        self.assertEqual(Span(date(2026, 3, 1), date(2026, 3, 2)).days, 2)

    def test_splits_into_whole_months_and_the_days_left_over(self):
        span = Span(date(2026, 1, 1), date(2026, 3, 18))
        self.assertEqual(span.whole_months(), (202601, 202602))
        self.assertEqual(span.partial_months(), [Span(date(2026, 3, 1), date(2026, 3, 18))])

    def test_a_span_inside_one_month_is_only_left_over(self):
        span = Span(date(2026, 3, 5), date(2026, 3, 18))
        self.assertIsNone(span.whole_months())
        self.assertEqual(span.partial_months(), [span])

    @given(DAYS, DAYS)
    def test_whole_months_and_pieces_cover_every_day_once(self, one, other):
        span = Span(min(one, other), max(one, other))
        whole = span.whole_months()
        days = sum(piece.days for piece in span.partial_months())
        if whole:
            days += Span(month_span(whole[0]).first, month_span(whole[1]).last).days
        self.assertEqual(days, span.days)


class YearTests(SimpleTestCase):
    def test_a_year_that_is_over_ends_in_december(self):
        self.assertEqual(year_to_date(2025, date(2026, 3, 1)).last, date(2025, 12, 31))

    def test_a_year_that_has_not_begun_has_no_span(self):
        with self.assertRaises(ValueError):
            year_to_date(2027, date(2026, 3, 1))

    def test_the_29th_of_february_becomes_the_28th(self):
        self.assertEqual(same_day(date(2024, 2, 29), 2023), date(2023, 2, 28))

    def test_december_is_followed_by_january(self):
        self.assertEqual(next_month(202612), 202701)

    def test_a_month_is_an_integer(self):
        self.assertEqual(month_of(date(2026, 3, 5)), 202603)
