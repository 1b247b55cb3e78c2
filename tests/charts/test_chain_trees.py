from datetime import date

from django.test import SimpleTestCase

from tracker.charts.chain_trees import MOST_BESIDE, tree_picture
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.queries.chains import Chain, ChainRow

DAY = date(2026, 3, 5)


def row(pk, level, depth, *, minutes=60, withdrawn=None):
    issuer = Office(pk=pk, name=f"单位{pk}<&>", level=level, kind=Office.Kind.OTHER)
    item = Item(pk=pk, kind=Kind.DOCUMENT, issuer=issuer, title=f"事项{pk}", day=DAY, withdrawn_at=withdrawn)
    return ChainRow(item, depth, 1, minutes, "T", None, 0)


def drawn(*rows):
    return tree_picture(Chain(list(rows), 0, 0), "题", "说明")


class TreePictureTests(SimpleTestCase):
    def test_every_item_is_a_link_with_a_name(self):
        picture = drawn(row(1, "P", 0), row(2, "K", 1))
        self.assertEqual(picture.count("<a "), 2)
        self.assertIn('aria-label="单位2&lt;&amp;&gt;，发文，事项2，1 人时"', picture)

    def test_of_many_beside_one_another_some_are_drawn_and_the_rest_counted(self):
        picture = drawn(row(1, "K", 0), *(row(pk, "T", 1) for pk in range(2, 402)))
        self.assertEqual(picture.count("<a "), 1 + MOST_BESIDE)
        self.assertIn(f"另有 {400 - MOST_BESIDE} 件，见下表", picture)
        self.assertIn("乡镇（街道）：400 件，400 人时", picture)

    def test_what_is_left_out_counts_with_everything_below_it(self):
        beside = [row(10 + pk, "K", 1) for pk in range(MOST_BESIDE + 1)]
        self.assertIn("另有 2 件，见下表", drawn(row(1, "P", 0), *beside, row(50, "T", 2)))

    def test_a_withdrawn_item_is_dashed_and_says_so(self):
        picture = drawn(row(1, "P", 0), row(2, "K", 1, withdrawn=DAY, minutes=0))
        self.assertIn("nd gone", picture)
        self.assertIn("已撤回", picture)

    def test_one_item_alone_can_be_drawn(self):
        self.assertEqual(drawn(row(1, "P", 0)).count("<a "), 1)
