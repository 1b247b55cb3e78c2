from datetime import date
from io import BytesIO

from django.test import SimpleTestCase
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from tracker.workbooks.books import filled
from tracker.workbooks.cells import Entry, Formula, put
from tracker.workbooks.styles import new_workbook


def saved(*entries):
    workbook = new_workbook()
    sheet = workbook.create_sheet("一")
    for row, entry in enumerate(entries, start=1):
        put(sheet, row, 1, entry)
    file = BytesIO()
    workbook.save(file)
    return BytesIO(file.getvalue())


class FormulaTests(SimpleTestCase):
    ENTRIES = (
        Entry(Formula("=1+1", 2), "count"),
        Entry(Formula('="a"&"<b>"', "a<b>&"), "text"),
        Entry(Formula("=1/8", 0.125), "percent"),
        Entry(Formula("=DATE(2026,3,5)", date(2026, 3, 5)), "date"),
        Entry(Formula("=1>0", True), "plain"),  # noqa: FBT003
    )

    def test_are_saved_with_their_values(self):
        sheet = load_workbook(saved(*self.ENTRIES), data_only=True)["一"]
        self.assertEqual([cell.value for [cell] in sheet.iter_rows()][:3], [2, "a<b>&", 0.125])
        self.assertEqual((sheet["A4"].value.date(), sheet["A5"].value), (date(2026, 3, 5), True))

    def test_stay_formulas(self):
        sheet = load_workbook(saved(*self.ENTRIES))["一"]
        self.assertEqual([cell.value for [cell] in sheet.iter_rows()][:2], ["=1+1", '="a"&"<b>"'])

    def test_show_the_same_in_a_reader_that_does_not_calculate(self):
        rows = CalamineWorkbook.from_filelike(saved(*self.ENTRIES)).get_sheet_by_name("一").to_python()
        self.assertEqual([row[0] for row in rows[:3]], [2, "a<b>&", 0.125])

    def test_ask_programs_that_edit_to_calculate_anew(self):
        self.assertTrue(load_workbook(saved(*self.ENTRIES)).calculation.fullCalcOnLoad)

    def test_a_value_without_its_formula_is_an_error(self):
        with self.assertRaisesMessage(ValueError, "Values without a formula: ['B2']"):
            filled("<sheetData></sheetData>", {"B2": 1})

    def test_a_formula_without_its_value_is_an_error(self):
        workbook = new_workbook()
        workbook.create_sheet("一")["A1"] = "=1+1"
        with self.assertRaisesMessage(ValueError, "A formula has no value."):
            workbook.save(BytesIO())

    def test_what_is_no_formula_is_refused(self):
        with self.assertRaisesMessage(ValueError, "Not a formula: 1+1"):
            put(new_workbook().create_sheet("一"), 1, 1, Entry(Formula("1+1", 2), "count"))
