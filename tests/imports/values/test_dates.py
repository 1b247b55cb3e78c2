from datetime import date, datetime

from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from tracker.imports.problems import DoubtError, UnreadableError
from tracker.imports.values.dates import check_day, formatted_date, understand_date

DAY = date(2026, 3, 5)


class UnderstandDateTests(SimpleTestCase):
    def test_reads_the_forms_clerks_use(self):
        for text in (
            "2026-03-05",
            "2026/3/5",
            "2026.3.5",
            "2026年3月5日",
            "2026年03月05日（周四）",
            "20260305",
            "２０２６-３-５",
            "2026-03-05 09:30",
            "2026-03-05T09:30:00-05:00",
            "2026年3月5日上午9:00",
            "46086",
        ):
            self.assertEqual(understand_date(text), DAY, text)

    def test_reads_typed_cells(self):
        self.assertEqual(understand_date(datetime(2026, 3, 5, 14, 0)), DAY)
        self.assertEqual(understand_date(DAY), DAY)
        self.assertEqual(understand_date(46086.0), DAY)
        self.assertIsNone(understand_date("  "))

    def test_the_ledger_gives_the_year_where_the_cell_has_none(self):
        self.assertEqual(understand_date("3月5日", 2026), DAY)
        self.assertEqual(understand_date("3.5", 2026), DAY)

    def test_the_year_of_the_ledger_completes_short_forms(self):
        for text in ("0305", "260305", "26'3.5", "2026 3 5", "三月五日", "3-5"):
            self.assertEqual(understand_date(text, 2026), DAY, text)

    def test_holds_a_number_that_may_have_lost_its_zero(self):
        for cell in (3.1, 12.3):
            with self.assertRaises(DoubtError):
                understand_date(cell, 2026)
        self.assertEqual(understand_date(3.5, 2026), DAY)
        self.assertEqual(understand_date("3.1", 2026), date(2026, 3, 1))

    def test_holds_words_that_name_no_day(self):
        for text in ("待定", "另行通知", "2026年", "3月上旬"):
            with self.assertRaises(DoubtError):
                understand_date(text, 2026)

    def test_holds_what_can_be_read_in_two_ways(self):
        for text, reason in (
            ("3月5日", "date_without_year"),
            ("2026年3月", "date_month_only"),
            ("2026-03", "date_month_only"),
            ("03/05/2026", "date_day_or_month"),
        ):
            with self.assertRaises(DoubtError) as caught:
                understand_date(text)
            self.assertEqual(caught.exception.reason, reason)

    def test_a_day_over_twelve_cannot_be_a_month(self):
        self.assertEqual(understand_date("25/03/2026"), date(2026, 3, 25))
        self.assertEqual(understand_date("03/25/2026"), date(2026, 3, 25))

    def test_holds_days_that_do_not_exist(self):
        for text in ("2026-02-30", "2026.15.5", "2026年13月1日"):
            with self.assertRaisesMessage(DoubtError, "不存在"):
                understand_date(text)

    def test_holds_a_weekday_that_contradicts_the_date(self):
        self.assertEqual(understand_date("2026年3月5日（星期四）"), DAY)
        with self.assertRaises(DoubtError):
            understand_date("2026年3月5日（星期五）")

    def test_numerals_short_years_and_the_month_of_the_sheet(self):
        for text in ("二〇二六年三月五日", "26.3.5", "３月５日", "46086.6875"):
            self.assertEqual(understand_date(text, 2026), DAY, text)
        for text in ("5日", "5", "3.5"):
            self.assertEqual(understand_date(text, 2026, 3), DAY, text)
        for text in ("3月上旬", "2026年3月底"):
            with self.assertRaises(DoubtError):
                understand_date(text, 2026)

    def test_refuses_what_is_no_date(self):
        with self.assertRaisesMessage(UnreadableError, "“昨天”不是日期"):
            understand_date("昨天")

    @given(st.dates(min_value=date(1990, 1, 1), max_value=date(2099, 12, 31)))
    def test_every_written_day_is_read_back(self, day):
        for text in (day.isoformat(), f"{day.year}年{day.month}月{day.day}日", f"{day:%Y.%m.%d}", f"{day:%Y%m%d}"):
            self.assertEqual(understand_date(text), day)


class FormattedDateTests(SimpleTestCase):
    def test_follows_the_declared_format_only(self):
        self.assertEqual(formatted_date("05/03/2026", "%d/%m/%Y"), DAY)
        with self.assertRaisesMessage(UnreadableError, "不符合"):
            formatted_date("2026-03-05", "%d/%m/%Y")


class CheckDayTests(SimpleTestCase):
    def test_refuses_the_future(self):
        with self.assertRaisesMessage(UnreadableError, "还没有到"):
            check_day(date(2026, 3, 6), DAY, None)

    def test_refuses_years_before_1990(self):
        with self.assertRaisesMessage(UnreadableError, "早于 1990 年"):
            check_day(date(1981, 5, 23), DAY, None)

    def test_holds_a_day_outside_the_year_of_the_ledger(self):
        with self.assertRaises(DoubtError):
            check_day(date(2025, 6, 9), DAY, 2026)
