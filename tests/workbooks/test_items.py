from datetime import date, datetime

from django.test import TestCase

from tests.county import make_user
from tests.views.figures import county_with_a_year, midsummer
from tests.workbooks.sheets import reopened, values
from tracker.models.posts import Post
from tracker.queries.items import ItemFilter, items, sums
from tracker.tables.items import in_order
from tracker.workbooks.items import items_workbook


class ItemsWorkbook(TestCase):
    @classmethod
    @midsummer
    def setUpTestData(cls):
        cls.county = county_with_a_year()
        cls.supervisor = make_user(Post.Role.SUPERVISOR, cls.county.county)
        cls.wanted = ItemFilter(cls.county.county, first=date(2026, 1, 1))

    def sheet(self, sort="-date"):
        rows = in_order(items(self.supervisor, self.wanted), sort)
        return reopened(items_workbook(rows, "列出〔2026年〕", sums(self.supervisor, self.wanted)))[1].worksheets[0]

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
        sheet = reopened(items_workbook([], "列出〔全部〕"))[1].worksheets[0]
        self.assertEqual((sheet.max_row, sheet.auto_filter.ref), (4, "A4:M4"))
