"""Rows of plain values are the rows of the list: compared field by field with what the pages are made from."""

import random
from datetime import date

from tests.county import make_user
from tests.workbooks.test_return_columns import RoundTrip
from tracker.actions.counting_rules import draft_from
from tracker.models.counting_rules import CountingRule
from tracker.models.kinds import Kind
from tracker.models.posts import Post
from tracker.queries.item_rows import ItemRow
from tracker.queries.items import ItemFilter, items, sums, with_receivers
from tracker.tables.items import in_order
from tracker.workbooks.item_columns import ItemColumn
from tracker.workbooks.items import item_columns, items_listed


class SameRowsTests(RoundTrip):
    def setUp(self):
        self.fill("rows", 40)
        self.issuer = make_user(Post.Role.ISSUER, self.county.bureau)
        rule = draft_from(
            CountingRule.objects.get(), CountingRule(name="草案", valid_from=date(2026, 1, 1), source="测试")
        )
        rule.clauses.filter(counts=True).update(counts=False)
        self.rule = rule

    def filters(self):
        county = self.county
        yield from (ItemFilter(), ItemFilter(county.town), ItemFilter(issuer=county.bureau), ItemFilter(official=True))
        yield from (ItemFilter(kind=kind) for kind in Kind.values)
        yield ItemFilter(first=date(2026, 3, 1), last=date(2026, 7, 1), text="通知")
        yield from (ItemFilter(under=self.rule), ItemFilter(under=self.rule, moved=False))

    def entries(self, column: ItemColumn, row: ItemRow):
        return column.says(*(getattr(row, name) for name in column.reads))

    def test_every_cell_says_the_same_as_that_of_the_item(self):
        columns = item_columns()
        for user in (self.supervisor, self.clerk, self.issuer):
            for wanted in self.filters():
                ordered = in_order(items(user, wanted), random.choice(["-date", "title", "-hours"]), wanted.under)
                rows, listed = list(items_listed(user, ordered, wanted)), with_receivers(user, ordered, wanted)
                with self.subTest(user=user, wanted=wanted):
                    self.assertEqual([row.title for row in rows], [item.title for item in listed])
                    for number, (row, item) in enumerate(zip(rows, listed, strict=True), start=1):
                        told = [self.entries(column, row) for column in columns]
                        self.assertEqual(told, [column.of((number, item)) for column in columns])

    def test_the_sums_are_those_of_the_page_and_of_the_rows(self):
        for user in (self.supervisor, self.clerk, self.issuer):
            for wanted in self.filters():
                found, page = items_listed(user, items(user, wanted), wanted), sums(user, wanted)
                rows = list(found)
                with self.subTest(user=user, wanted=wanted):
                    self.assertEqual((found.number, found.counted), (page.number, page.counted))
                    self.assertEqual((found.landings, found.minutes), (page.landings, page.minutes))
                    self.assertEqual(sum(row.minutes_of_landings for row in rows), found.minutes)
                    self.assertEqual(sum(row.official for row in rows), found.counted)
