from datetime import date

from django.test import TestCase

from tests.county import County, log, make_user
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.posts import Post
from tracker.queries.items import ItemFilter, items, sums
from tracker.tables.items import ItemTable, in_order, show_page


class ItemTableTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.user = make_user(Post.Role.SUPERVISOR, cls.county.county)

    def text(self, kind, column, **fields):
        log(kind, self.county.bureau, date(2026, 3, 5), self.county.towns, **fields)
        table = ItemTable(items(self.user, ItemFilter()))
        return str(table.rows[0].get_cell(column))

    def test_a_title_is_text_whatever_it_holds(self):
        self.assertIn("&lt;script&gt;", self.text(Kind.MEETING, "title", title="<script>alert(1)</script>"))

    def test_a_number_and_a_channel_are_text_too(self):
        cell = self.text(Kind.DOCUMENT, "paper", document_number='"><img src=x>', channel=Item.Channel.OA)
        self.assertNotIn("<img", cell)
        self.assertIn("OA 系统", cell)

    def test_shows_form_and_plan(self):
        cell = self.text(Kind.INSPECTION, "paper", plan_status=Item.PlanStatus.UNPLANNED)
        self.assertIn("检查", cell)
        self.assertIn("计划外", cell)

    def test_says_why_an_item_counts(self):
        self.assertIn("以党委、政府或两办名义召开", self.text(Kind.MEETING, "counted"))

    def test_below_stand_the_sums_of_the_whole_list(self):
        for _number in range(3):
            log(Kind.MEETING, self.county.bureau, date(2026, 3, 5), self.county.towns)
        table = ItemTable(items(self.user, ItemFilter()), sums(self.user, ItemFilter()))
        show_page(table, 3, 2, "2")
        self.assertEqual(len(table.paginated_rows), 1)
        self.assertEqual(table.columns["landings"].footer, "6")

    def test_the_file_follows_the_order_of_the_list(self):
        for title in "bca":
            log(Kind.MEETING, self.county.bureau, date(2026, 3, 5), [self.county.town], title=title)
        rows = items(self.user, ItemFilter())
        self.assertEqual([item.title for item in in_order(rows, "title")], ["a", "b", "c"])
        self.assertEqual([item.title for item in in_order(rows, "password")], ["a", "c", "b"])
