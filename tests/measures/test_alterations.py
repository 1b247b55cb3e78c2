import random
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.test import SimpleTestCase

from tracker.measures.alterations import column_letters, compare
from tracker.measures.cell_texts import cell_text


def sheet(*rows):
    return {number: list(row) for number, row in enumerate(rows, start=1)}


class CellTextTests(SimpleTestCase):
    def test_numbers_are_told_to_twelve_digits(self):
        self.assertEqual(cell_text(3.0), "3")
        self.assertEqual(cell_text(0.1 + 0.2), cell_text(Decimal("0.3")))
        self.assertEqual(cell_text(-0.0), "0")
        self.assertNotEqual(cell_text(24_940.1), cell_text(24_940.2))

    def test_a_moment_at_midnight_is_its_day(self):
        self.assertEqual(cell_text(datetime(2026, 3, 5)), cell_text(date(2026, 3, 5)))
        self.assertEqual(cell_text(datetime(2026, 3, 4, 23, 59, 59, 999_900)), "2026-03-05")
        self.assertNotEqual(cell_text(datetime(2026, 3, 5, 9)), cell_text(date(2026, 3, 5)))

    def test_a_time_is_the_part_of_a_day_that_a_workbook_holds(self):
        for same in (time(9), timedelta(hours=9), 0.375):
            self.assertEqual(cell_text(same), "0.375")

    def test_line_ends_are_alike_and_blanks_are_not(self):
        self.assertEqual(cell_text("一\r\n二"), cell_text("一\n二"))
        self.assertNotEqual(cell_text("新桥镇 "), cell_text("新桥镇"))
        self.assertEqual(cell_text(None), cell_text(""))


class CompareTests(SimpleTestCase):
    def test_one_digit_names_exactly_that_cell(self):
        chance = random.Random(20_261_123)
        rows = [[str(chance.randrange(1000)) for _ in range(14)] for _ in range(200)]
        for _ in range(50):
            row, column = chance.randrange(200), chance.randrange(14)
            now = [list(each) for each in rows]
            now[row][column] += "1"
            found = compare({"会议台账": sheet(*rows)}, {"会议台账": sheet(*now)})
            self.assertEqual([(cell.row, cell.column) for cell in found.cells], [(row + 1, column + 1)])
            self.assertEqual(found.cells[0].was + "1", found.cells[0].now)
        self.assertEqual(found.checked, 200 * 14)

    def test_a_row_put_in_is_named_and_those_below_are_not(self):
        was, now = sheet("ab", "cd", "ef"), sheet("ab", "xy", "cd", "ef")
        found = compare({"总览": was}, {"总览": now}).cells
        self.assertEqual(
            [(cell.place, cell.now, cell.is_row_added) for cell in found], [("A2", "x", True), ("B2", "y", True)]
        )

    def test_a_row_taken_out_is_told_where_it_stood(self):
        found = compare({"总览": sheet("ab", "cd", "ef")}, {"总览": sheet("ab", "ef")}).cells
        self.assertEqual(
            [(cell.place, cell.was, cell.is_row_gone) for cell in found], [("A2", "c", True), ("B2", "d", True)]
        )

    def test_a_cell_that_was_emptied_or_filled_is_named(self):
        found = compare({"总览": sheet(["甲", "1"], ["乙"])}, {"总览": sheet(["甲"], ["乙", "", "3"])}).cells
        self.assertEqual([(cell.place, cell.was, cell.now) for cell in found], [("B1", "1", ""), ("C2", "", "3")])

    def test_sheets_gone_or_added_are_named_and_empty_ones_are_not(self):
        found = compare(
            {"总览": sheet("a"), "月度": sheet("b"), "空": {}}, {"总览": sheet("a"), "新": sheet("c"), "白": {}}
        )
        self.assertEqual((found.missing, found.added, list(found.cells)), (["月度"], ["新"], []))
        self.assertFalse(found.is_unaltered)

    def test_the_same_is_unaltered_whatever_the_order_of_sheets(self):
        self.assertTrue(
            compare({"一": sheet("a"), "二": sheet("b")}, {"二": sheet("b"), "一": sheet("a")}).is_unaltered
        )

    def test_columns_bear_the_letters_of_a_spreadsheet(self):
        self.assertEqual(
            [column_letters(number) for number in (1, 26, 27, 52, 53, 702, 703)],
            ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"],
        )
