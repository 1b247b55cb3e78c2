from datetime import date, time

from django.test import SimpleTestCase

from tracker.imports.problems import DoubtError
from tracker.imports.values.spans import understand_days, understand_times


class UnderstandTimesTests(SimpleTestCase):
    def test_the_half_of_the_day_may_stand_before_or_behind(self):
        for text in ("下午2:30—4:00", "2:30—4:00下午", "14:30至16:00", "14时30分-16时"):
            self.assertEqual(understand_times(text), (time(14, 30), 90), text)


class UnderstandDaysTests(SimpleTestCase):
    def test_days_of_the_month_of_the_sheet(self):
        for text in ("16—17日", "16日至17日", "16-17", "16-17日", "16日-17日"):
            self.assertEqual(understand_days(text, 2026, 3), (date(2026, 3, 16), date(2026, 3, 17)), text)
        self.assertEqual(understand_days("3-5日", 2026, 4), (date(2026, 4, 3), date(2026, 4, 5)))

    def test_a_month_and_a_day_stay_what_they_are(self):
        self.assertEqual(understand_days("3-5", 2026, 3), (date(2026, 3, 5), None))
        self.assertEqual(understand_days("12月30日至1月2日", 2025, None), (date(2025, 12, 30), date(2026, 1, 2)))

    def test_what_may_be_either_is_held(self):
        for text in ("3-5日", "17日至16日"):
            with self.assertRaises(DoubtError):
                understand_days(text, 2026, 3)
