from datetime import date, datetime
from io import BytesIO

from django.test import TestCase
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from tests.county import log, make_user
from tests.views.figures import county_with_a_year, midsummer
from tests.workbooks.sheets import values
from tracker.measures.cell_texts import trimmed
from tracker.models.kinds import Kind
from tracker.models.posts import Post
from tracker.queries.items import ItemFilter, items, sums
from tracker.tables.items import in_order
from tracker.workbooks.cell_logs import CellLog, log_of, unpacked
from tracker.workbooks.items import items_listed, write_items


class ItemsWorkbook(TestCase):
    @classmethod
    @midsummer
    def setUpTestData(cls):
        cls.county = county_with_a_year()
        cls.supervisor = make_user(Post.Role.SUPERVISOR, cls.county.county)
        cls.wanted = ItemFilter(cls.county.county, first=date(2026, 1, 1))

    def file(self, wanted=None, sort="-date", **options):
        wanted = wanted or self.wanted
        file = BytesIO()
        found = items_listed(self.supervisor, in_order(items(self.supervisor, wanted), sort), wanted)
        write_items(file, found, "列出〔2026年〕", **options)
        file.seek(0)
        return file

    def sheet(self, sort="-date"):
        return load_workbook(self.file(sort=sort)).worksheets[0]

    def test_holds_the_rows_of_the_list_in_the_order_that_was_asked(self):
        for sort in ("-date", "title", "-hours"):
            listed = [item.title for item in in_order(items(self.supervisor, self.wanted), sort)]
            with self.subTest(sort):
                self.assertEqual([row[3] for row in values(self.sheet(sort), 5)], listed)

    def test_says_which_list_it_is_and_what_it_adds_up_to(self):
        sheet, found = self.sheet(), sums(self.supervisor, self.wanted)
        self.assertEqual(sheet["A2"].value, "列出〔2026年〕")
        self.assertEqual(sheet["B3"].value, f"{found.number}条")
        self.assertEqual(values(sheet, 3, 3)[0][-4], found.landings)

    def test_days_are_days_and_the_head_filters(self):
        sheet = self.sheet()
        self.assertEqual(sheet["B5"].value, datetime(2026, 6, 25))
        self.assertEqual((sheet.freeze_panes, sheet.auto_filter.ref), ("E5", f"A4:M{sheet.max_row}"))

    def test_tells_form_plan_and_clause_in_words(self):
        row = next(row for row in values(self.sheet(), 5) if row[2] == "督检考")
        self.assertEqual((row[5], row[7], row[11], row[12]), ("检查", "计划内", "是", "列入年度计划"))

    def test_an_empty_list_is_a_head_without_rows(self):
        sheet = load_workbook(self.file(ItemFilter(text="没有这一条"))).worksheets[0]
        self.assertEqual((sheet.max_row, sheet.auto_filter.ref), (4, "A4:M4"))

    def test_what_does_not_count_is_grey_and_every_cell_has_its_border(self):
        sheet = self.sheet()
        for row in sheet.iter_rows(min_row=5, max_col=13):
            grounds = {cell.fill.fgColor.rgb for cell in row if cell.fill.fill_type}
            self.assertEqual(grounds, set() if row[11].value == "是" else {"00EFEFEF"})
            self.assertEqual({cell.border.left.style for cell in row}, {"thin"})

    def test_is_cut_into_sheets_that_are_each_complete(self):
        whole = values(self.sheet(), 5)
        book = load_workbook(self.file(most=7))
        self.assertEqual(book.sheetnames[:2], ["事项清单", "事项清单 (2)"])
        rows = [row for sheet in book for row in values(sheet, 5)]
        self.assertEqual(rows, whole)
        for sheet in book:
            self.assertEqual((sheet["A1"].value, sheet["B4"].value), ("事项清单", "日期"))
            self.assertEqual((sheet["B3"].value, sheet.freeze_panes), (f"{len(whole)}条", "E5"))

    def test_every_program_reads_the_same_and_the_log_says_it_too(self):
        log_, file = CellLog(), self.file()
        self.file(log=log_.add_texts)
        logged = {sheet: {row: trimmed(texts) for row, texts in rows.items()}
                  for sheet, rows in unpacked(log_.packed()).items()}  # fmt: skip
        self.assertEqual(logged, unpacked(log_of(file.getvalue())))
        read = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python()
        self.assertEqual([row[3] for row in read[4:]], [row[3] for row in values(self.sheet(), 5)])

    def test_what_is_written_meanwhile_does_not_part_the_sums_from_the_rows(self):
        found = items_listed(self.supervisor, in_order(items(self.supervisor, self.wanted), "-date"), self.wanted)
        log(Kind.MEETING, self.county.bureau, date(2026, 2, 2), [self.county.town])
        file = BytesIO()
        write_items(file, found, "列出〔2026年〕")
        sheet = load_workbook(file).worksheets[0]
        rows = values(sheet, 5)
        self.assertEqual((sheet["B3"].value, sheet["J3"].value), (f"{len(rows)}条", sum(row[9] for row in rows)))
        self.assertEqual(sums(self.supervisor, self.wanted).number, len(rows) + 1)
