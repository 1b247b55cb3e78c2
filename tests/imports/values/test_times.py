from datetime import date, datetime, time

from django.test import SimpleTestCase

from tracker.imports.problems import DoubtError, UnreadableError
from tracker.imports.values.times import understand_moment, understand_time


class UnderstandTimeTests(SimpleTestCase):
    def test_reads_the_forms_clerks_use(self):
        for text, expected in (
            ("9:30", time(9, 30)),
            ("14时30分", time(14, 30)),
            ("下午3点", time(15)),
            ("上午9点半", time(9, 30)),
            ("晚8点", time(20)),
            ("9：00", time(9)),
            ("3:05 PM", time(15, 5)),
            ("12:10 AM", time(0, 10)),
        ):
            self.assertEqual(understand_time(text), expected, text)

    def test_holds_an_hour_that_may_be_morning_or_afternoon(self):
        for text in ("3点", "2:30"):
            with self.assertRaises(DoubtError):
                understand_time(text)
        self.assertEqual(understand_time("02:30"), time(2, 30))

    def test_refuses_what_is_no_time(self):
        for text in ("25:00", "开会"):
            with self.assertRaises(UnreadableError):
                understand_time(text)


class UnderstandMomentTests(SimpleTestCase):
    def test_an_offset_is_not_applied(self):
        expected = (date(1999, 10, 19), time(9, 30))
        self.assertEqual(understand_moment("1999-10-19T09:30:00-04:00"), expected)
        self.assertEqual(understand_moment("1999-10-19T09:30:00Z"), expected)

    def test_a_typed_cell_gives_what_it_holds(self):
        self.assertEqual(understand_moment(datetime(2026, 3, 5, 9, 0)), (date(2026, 3, 5), time(9)))
        self.assertEqual(understand_moment(time(14, 30)), (None, time(14, 30)))
