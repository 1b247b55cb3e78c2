from datetime import date

from django.test import SimpleTestCase

from tracker.imports.notices.days import DAY, resolve

WEDNESDAY = date(2026, 9, 16)


def day(text, today=WEDNESDAY):
    return resolve(DAY.search(text), today)


class ResolveTests(SimpleTestCase):
    def test_reads_the_forms_clerks_use(self):
        for text, expected in (
            ("2026年9月3日", date(2026, 9, 3)),
            ("二〇二六年十月二十日", date(2026, 10, 20)),
            ("2026-10-08", date(2026, 10, 8)),
            ("后天", date(2026, 9, 18)),
            ("今晚8点", date(2026, 9, 16)),
            ("10月底", date(2026, 10, 31)),
            ("元月3号", date(2027, 1, 3)),
            ("月底", date(2026, 9, 30)),
            ("下月5日", date(2026, 10, 5)),
            ("年底", date(2026, 12, 31)),
            ("5日内", date(2026, 9, 21)),
        ):
            self.assertEqual(day(text), expected, text)

    def test_a_bare_day_of_the_month_is_to_come(self):
        self.assertEqual(day("请于20日前"), date(2026, 9, 20))
        self.assertEqual(day("请于5日前"), date(2026, 10, 5))

    def test_a_day_without_a_year_is_the_nearest(self):
        self.assertEqual(day("1月5日", date(2026, 12, 28)), date(2027, 1, 5))
        self.assertEqual(day("12月30日", date(2026, 1, 2)), date(2025, 12, 30))

    def test_weeks_run_from_monday_to_sunday(self):
        self.assertEqual(day("本周一"), date(2026, 9, 14))
        self.assertEqual(day("本周日"), date(2026, 9, 20))
        self.assertEqual(day("下周三"), date(2026, 9, 23))
        self.assertEqual(day("下下周三"), date(2026, 9, 30))

    def test_a_bare_weekday_that_has_passed_is_next_weeks(self):
        self.assertEqual(day("周一"), date(2026, 9, 21))
        self.assertEqual(day("周五"), date(2026, 9, 18))

    def test_a_relative_day_needs_the_day_it_arrived(self):
        self.assertIsNone(day("明天", None))
        self.assertEqual(day("2026年9月3日", None), date(2026, 9, 3))

    def test_days_that_do_not_exist_are_nothing(self):
        self.assertIsNone(day("2月30日"))
        self.assertIsNone(day("明天", date.max))

    def test_numbers_of_rooms_and_papers_are_no_days(self):
        for text in ("1号会议室", "清农发〔2026〕5号", "每周五"):
            self.assertIsNone(DAY.search(text), text)
