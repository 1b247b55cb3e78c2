from datetime import datetime, time, timedelta

from django.test import SimpleTestCase

from tracker.imports.problems import DoubtError, UnreadableError
from tracker.imports.values.durations import minutes_between, understand_duration


class UnderstandDurationTests(SimpleTestCase):
    def test_reads_the_forms_clerks_use(self):
        for text, expected in (
            ("90", 90),
            ("90分钟", 90),
            ("1.5小时", 90),
            ("1小时30分", 90),
            ("1个半小时", 90),
            ("一个小时", 60),
            ("半天", 180),
            ("1:30", 90),
            ("约90分钟", 90),
            ("2h", 120),
            ("1天", 360),
            (90.0, 90),
        ):
            self.assertEqual(understand_duration(text), expected, text)

    def test_reads_typed_cells(self):
        self.assertEqual(understand_duration(time(1, 30)), 90)
        self.assertEqual(understand_duration(timedelta(hours=2)), 120)
        self.assertIsNone(understand_duration(""))

    def test_the_heading_may_tell_the_unit(self):
        self.assertEqual(understand_duration("1.5", "hours"), 90)
        self.assertEqual(understand_duration("5", "minutes"), 5)

    def test_holds_a_small_number_without_a_unit(self):
        with self.assertRaises(DoubtError):
            understand_duration("2")

    def test_refuses_negative_lengths(self):
        for cell in ("-30", -30, timedelta(minutes=-5)):
            with self.assertRaisesMessage(UnreadableError, "负数"):
                understand_duration(cell)

    def test_refuses_what_is_no_length(self):
        with self.assertRaisesMessage(UnreadableError, "不是时长"):
            understand_duration("很久")


class MinutesBetweenTests(SimpleTestCase):
    def at(self, hour, minute=0):
        return datetime(2026, 3, 5, hour, minute)

    def test_counts_minutes(self):
        self.assertEqual(minutes_between(self.at(9), self.at(10, 25)), 85)

    def test_refuses_an_end_before_the_start(self):
        with self.assertRaisesMessage(UnreadableError, "结束时间 03:40 早于开始时间 14:00"):
            minutes_between(self.at(14), self.at(3, 40))

    def test_holds_no_time_at_all_and_over_twelve_hours(self):
        for end, reason in ((self.at(9), "zero_minutes"), (self.at(22), "too_long")):
            with self.assertRaises(DoubtError) as caught:
                minutes_between(self.at(9), end)
            self.assertEqual(caught.exception.reason, reason)
