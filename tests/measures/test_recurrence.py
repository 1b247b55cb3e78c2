from datetime import date, timedelta

from django.test import SimpleTestCase

from tracker.measures.recurrence import following, occurrences

FIRST = date(2026, 1, 31)


class RecurrenceTests(SimpleTestCase):
    def test_every_week_falls_on_the_same_weekday(self):
        days = occurrences("week", date(2026, 11, 5), date(2026, 11, 19))
        self.assertEqual(days, [date(2026, 11, 5), date(2026, 11, 12), date(2026, 11, 19)])

    def test_every_two_weeks_leaves_one_out(self):
        days = occurrences("two_weeks", date(2026, 11, 5), date(2026, 11, 30))
        self.assertEqual(days, [date(2026, 11, 5), date(2026, 11, 19)])

    def test_a_short_month_takes_its_last_day_and_the_next_is_not_shifted_by_it(self):
        days = occurrences("month", FIRST, date(2026, 4, 30))
        self.assertEqual(days, [FIRST, date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30)])

    def test_a_leap_year_and_the_turn_of_a_year(self):
        days = occurrences("month", date(2027, 12, 30), date(2028, 2, 29))
        self.assertEqual(days, [date(2027, 12, 30), date(2028, 1, 30), date(2028, 2, 29)])

    def test_both_ends_belong_to_it(self):
        self.assertEqual(occurrences("week", FIRST, FIRST), [FIRST])
        self.assertEqual(occurrences("month", FIRST, FIRST), [FIRST])

    def test_nothing_before_it_begins(self):
        for every in ["week", "two_weeks", "month"]:
            self.assertEqual(occurrences(every, FIRST, FIRST - timedelta(days=1)), [])
            self.assertEqual(occurrences(every, FIRST, FIRST - timedelta(days=99)), [])

    def test_the_next_one_lies_after_the_day(self):
        self.assertEqual(following("week", FIRST, FIRST), date(2026, 2, 7))
        self.assertEqual(following("month", FIRST, FIRST), date(2026, 2, 28))
        self.assertEqual(following("month", FIRST, date(2026, 2, 27)), date(2026, 2, 28))
        self.assertEqual(following("two_weeks", FIRST, date(2025, 1, 1)), FIRST)

    def test_refuses_another_rhythm(self):
        with self.assertRaisesMessage(ValueError, "Not a recurrence: day."):
            occurrences("day", FIRST, FIRST)
