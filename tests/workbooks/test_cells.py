from datetime import UTC, datetime
from decimal import Decimal

from django.test import SimpleTestCase

from tests.workbooks.sheets import reopened, shown
from tracker.figures import percent_text
from tracker.workbooks.cells import MAX_TEXT, change, count, hours, percent, put, storable, text
from tracker.workbooks.styles import new_workbook


def stored(entry):
    workbook = new_workbook()
    put(workbook.create_sheet("一"), 1, 1, entry)
    return reopened(workbook)[1]["一"]["A1"]


class TextTests(SimpleTestCase):
    def test_stays_text_whatever_it_begins_with(self):
        for words in ("=SUM(A1)", "+补报", "-30%", "@各单位", "#N/A", "=关于开会的通知", "2026-01-01", "001"):
            cell = stored(text(words))
            with self.subTest(words):
                self.assertEqual((cell.value, cell.data_type, cell.quotePrefix), (words, "s", True))

    def test_loses_what_a_file_cannot_hold(self):
        self.assertEqual(storable("一\x00二\x0b三\ud800四\uffff"), "一二三四")

    def test_is_cut_to_what_one_cell_holds(self):
        self.assertEqual(len(stored(text("长" * 40_000)).value), MAX_TEXT)

    def test_keeps_line_breaks(self):
        self.assertEqual(stored(text("一\n二")).value, "一\n二")


class NumberTests(SimpleTestCase):
    def test_an_unknown_count_is_a_dash_and_zero_is_zero(self):
        self.assertEqual((stored(count(None)).value, stored(count(0)).value), ("—", 0))

    def test_hours_are_rounded_as_on_the_pages(self):
        self.assertEqual([float(hours(minutes).value) for minutes in (0, 3, 61, 120, 6029, 1_000_000)],
                         [0, 0.1, 1.0, 2, 100, 16667])  # fmt: skip

    def test_hours_without_a_fraction_show_none(self):
        self.assertEqual((hours(120).style, hours(150).style), ("count", "decimal"))

    def test_a_percentage_shows_what_the_pages_show(self):
        for share in ("0", "0.3045", "-0.17749", "1.0167", "-0.0004", "12.345", "0.0005"):
            with self.subTest(share):
                self.assertEqual(shown(stored(percent(Decimal(share)))), percent_text(Decimal(share)))
                self.assertEqual(shown(stored(change(Decimal(share)))), percent_text(Decimal(share), signed=True))

    def test_a_moment_is_stored_in_local_time(self):
        self.assertEqual(storable(datetime(2026, 7, 1, 2, tzinfo=UTC)), datetime(2026, 7, 1, 10))
