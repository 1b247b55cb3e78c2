from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.test import SimpleTestCase
from django.utils import timezone

from tracker.models.kinds import Kind
from tracker.rules.entries import (
    check_day,
    check_deadline,
    check_minutes,
    check_not_future,
    check_override,
    check_people,
    check_reason,
    check_text,
    check_title,
)


class EntryTests(SimpleTestCase):
    def refuses(self, code, check, *args):
        with self.assertRaises(ValidationError) as caught:
            check(*args)
        self.assertEqual(caught.exception.code, code)
        return caught.exception.messages[0]


class DayTests(EntryTests):
    def test_today_is_taken_and_tomorrow_is_not(self):
        today = timezone.localdate()
        check_day(today)
        self.refuses("in_future", check_day, today + timedelta(days=1))

    def test_nothing_typed_lies_before_2000(self):
        check_day(date(2000, 1, 1))
        self.refuses("too_early", check_day, date(1999, 12, 31))

    def test_old_registers_may_be_imported(self):
        check_not_future(date(1996, 3, 1))

    def test_a_report_may_be_due_at_once_but_not_before(self):
        check_deadline(date(2026, 3, 5), date(2026, 3, 5))
        self.refuses("deadline_before_day", check_deadline, date(2026, 3, 4), date(2026, 3, 5))

    def test_a_report_is_not_due_in_more_than_two_years(self):
        check_deadline(date(2028, 3, 5), date(2026, 3, 5))
        self.refuses("deadline_far_ahead", check_deadline, date(2028, 3, 6), date(2026, 3, 5))
        self.refuses("deadline_far_ahead", check_deadline, date(9999, 12, 31), date(2026, 3, 5))


class AmountTests(EntryTests):
    def test_a_meeting_lasts_three_days_at_most(self):
        check_minutes(4320, Kind.MEETING)
        self.assertIn("超过 3 天", self.refuses("too_long", check_minutes, 4321, Kind.MEETING))

    def test_an_inspection_may_last_longer(self):
        check_minutes(4321, Kind.INSPECTION)

    def test_negative_amounts(self):
        self.refuses("negative", check_minutes, -1, Kind.MEETING)
        self.refuses("negative", check_people, -1)

    def test_a_whole_county_does_not_attend(self):
        check_people(9_999)
        self.refuses("too_many", check_people, 10_000)


class TextTests(EntryTests):
    def test_control_characters(self):
        for text in ["会议\x00", "会\x1b议", "会议\u202e", "会\n议"]:
            with self.subTest(repr(text)):
                self.refuses("control_characters", check_text, text)

    def test_a_mark_of_secrecy_is_refused_without_repeating_the_text(self):
        self.assertNotIn("防汛", self.refuses("classified", check_text, "机密★ 防汛"))

    def test_a_title_has_1_to_500_characters(self):
        check_title("会" * 500)
        self.assertIn("501", self.refuses("too_long", check_title, "会" * 501))
        self.refuses("required", check_title, "　 ")

    def test_what_cannot_be_seen_is_no_text(self):
        self.refuses("required", check_title, "\u200b\u2060 \ufeff")
        self.refuses("required", check_reason, "\u200b")
        self.refuses("reason_missing", check_override, True, "\u200d")
        check_title("👨‍👩‍👧 家庭日")

    def test_an_override_needs_a_reason(self):
        check_override(None, "")
        check_override(True, "省里要求")
        self.refuses("reason_missing", check_override, False, "  ")
