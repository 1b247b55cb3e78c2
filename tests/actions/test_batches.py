from datetime import timedelta

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.county import County, make_user
from tests.imports.files import csv_bytes
from tracker.actions.batches import UndoRefusedError, undo_batch, undo_effect
from tracker.actions.deliveries import Landing
from tracker.actions.items import change_delivery, change_item, withdraw_item
from tracker.actions.loads import differences, stale_copies
from tracker.imports.ledgers import LedgerFile, import_ledger
from tracker.models.batches import Batch
from tracker.models.deliveries import Delivery
from tracker.models.items import Item
from tracker.models.loads import Load
from tracker.models.offices import Office
from tracker.models.posts import Post

HEADINGS = ["收文日期", "来文单位", "发文字号", "文件标题"]
GOOD = ["2026-03-05", "县应急管理局", "清应急〔2026〕5号", "关于做好防汛工作的通知"]
OTHER = ["2026-03-06", "县农业农村局", "", "关于报送春耕情况的函"]
SENT_HEADINGS = ["发文日期", "发文字号", "文件标题", "主送单位"]
SENT = ["2026-03-05", "清应急〔2026〕5号", "关于做好防汛工作的通知", "各乡镇人民政府"]


class Undone(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.clerk = make_user(Post.Role.CLERK, cls.county.town)

    def load(self, rows, office=None):
        home = Office.objects.get(pk=(office or self.county.town).pk)
        return import_ledger(LedgerFile("收文.csv", csv_bytes(rows)), home, valid_rows=True)

    def undo(self, batch, **later):
        effect = undo_batch(batch, self.clerk, timezone.now() + timedelta(**later))
        self.assertEqual((list(differences()), stale_copies()), ([], 0))
        return effect

    def numbers(self, effect):
        return (effect.items, effect.deliveries, effect.restored, effect.changed_since)


class UndoTests(Undone):
    def test_withdraws_what_the_batch_brought(self):
        batch = self.load([HEADINGS, GOOD, OTHER]).batch
        foretold = undo_effect(batch)
        effect = self.undo(batch)
        self.assertEqual(self.numbers(effect), (2, 0, 0, 0))
        self.assertEqual(foretold, effect)
        self.assertEqual((Item.objects.standing().count(), Delivery.objects.standing().count()), (0, 0))
        self.assertFalse(Load.objects.exists())
        batch.refresh_from_db()
        self.assertEqual(batch.undone_by, self.clerk)

    def test_asks_no_query_for_each_row(self):
        asked = []
        for count in (2, 12):
            rows = [
                ["2026-03-06", "县农业农村局", "", f"关于第{count}批春耕情况的函（{number}）"]
                for number in range(count)
            ]
            batch = self.load([HEADINGS, *rows]).batch
            with self.assertNumQueries(7):
                self.assertEqual(undo_effect(batch).items, count)
            with CaptureQueriesContext(connection) as queries:
                self.undo(batch)
            asked.append(len(queries))
        self.assertEqual(*asked)

    def test_the_history_says_so(self):
        batch = self.load([HEADINGS, GOOD]).batch
        self.undo(batch)
        reasons = [row.history_change_reason for row in Item.objects.get().history.order_by("history_id")]
        self.assertEqual(reasons, ["导入“收文.csv”", "撤销导入“收文.csv”"])

    def test_the_same_file_imports_again_as_new(self):
        self.undo(self.load([HEADINGS, GOOD, OTHER]).batch)
        again = self.load([HEADINGS, GOOD, OTHER])
        self.assertEqual((again.counts()["new"], Item.objects.standing().count()), (2, 2))
        self.assertEqual(self.load([HEADINGS, GOOD, OTHER]).counts()["unchanged"], 2)

    def test_what_a_person_withdrew_stays_withdrawn(self):
        batch = self.load([HEADINGS, GOOD, OTHER]).batch
        withdraw_item(Item.objects.get(title=GOOD[3]), "重复登记", by=self.clerk)
        self.assertEqual(self.numbers(self.undo(batch))[0], 1)
        self.assertEqual(self.load([HEADINGS, GOOD]).counts()["skipped"], 1)

    def test_what_somebody_changed_since_is_counted(self):
        batch = self.load([HEADINGS, GOOD, OTHER]).batch
        item = Item.objects.get(title=GOOD[3])
        item.asks_form = True
        change_item(item, [Landing(self.county.town), Landing(self.county.village)], by=self.clerk)
        self.assertEqual(self.numbers(self.undo(batch)), (2, 0, 0, 1))
        self.assertEqual(Delivery.objects.standing().count(), 0)

    def test_only_once_and_within_thirty_days(self):
        batch = self.load([HEADINGS, GOOD]).batch
        with self.assertRaisesMessage(UndoRefusedError, "30 天"):
            self.undo(batch, days=31)
        self.undo(batch)
        with self.assertRaises(UndoRefusedError):
            self.undo(Batch.objects.get())


class TwoSidesTests(Undone):
    def test_what_the_other_side_has_confirmed_stays(self):
        batch = self.load([HEADINGS, GOOD, OTHER]).batch
        self.load([SENT_HEADINGS, SENT], self.county.bureau)
        self.assertEqual(self.numbers(self.undo(batch)), (1, 0, 1, 0))
        item = Item.objects.standing().get()
        sides = {row.office.name: (row.sent, row.received) for row in item.deliveries.select_related("office")}
        self.assertEqual(sides, {"新桥镇": (True, False), "柳林镇": (True, False)})

    def test_landings_added_to_an_item_of_another_batch_go_and_the_item_stays(self):
        self.load([HEADINGS, GOOD])
        batch = self.load([SENT_HEADINGS, SENT], self.county.bureau).batch
        self.assertEqual(self.numbers(self.undo(batch)), (0, 1, 1, 0))
        delivery = Delivery.objects.standing().get()
        self.assertEqual((delivery.office, delivery.sent, delivery.received), (self.county.town, False, True))

    def test_an_added_landing_returns_with_the_file(self):
        self.load([HEADINGS, GOOD])
        self.undo(self.load([SENT_HEADINGS, SENT], self.county.bureau).batch)
        again = self.load([SENT_HEADINGS, SENT], self.county.bureau)
        self.assertEqual(again.counts()["updated"], 1)
        self.assertEqual(Delivery.objects.standing().filter(sent=True).count(), 2)
        self.assertEqual((list(differences()), stale_copies()), ([], 0))
        self.assertEqual(self.load([SENT_HEADINGS, SENT], self.county.bureau).counts()["unchanged"], 1)
        self.undo(again.batch)
        self.assertEqual(Delivery.objects.standing().get().office, self.county.town)

    def test_figures_it_filled_in_are_given_back(self):
        self.load([HEADINGS, GOOD])
        before = Delivery.objects.get()
        batch = self.load([[*HEADINGS, "办理用时（分钟）", "阅办人数"], [*GOOD, "45", "3"]]).batch
        self.assertEqual(Delivery.objects.get().people, 3)
        self.assertEqual(self.numbers(self.undo(batch)), (0, 0, 1, 0))
        after = Delivery.objects.get()
        self.assertEqual((after.people, after.preparation_minutes), (None, None))
        self.assertEqual((after.cost, after.received), (before.cost, True))

    def test_figures_that_somebody_changed_since_stay(self):
        self.load([HEADINGS, GOOD])
        batch = self.load([[*HEADINGS, "阅办人数"], [*GOOD, "3"]]).batch
        delivery = Delivery.objects.select_related("item", "office").get()
        change_delivery(delivery, Landing(delivery.office, people=5), by=self.clerk)
        self.undo(batch)
        self.assertEqual(Delivery.objects.get().people, 5)

    def test_what_a_later_import_also_says_stays(self):
        batch = self.load([HEADINGS, GOOD]).batch
        self.load([[*HEADINGS, "阅办人数"], [*GOOD, "3"]])
        self.assertEqual(self.numbers(self.undo(batch))[0], 0)
        self.assertEqual((Item.objects.standing().count(), Delivery.objects.get().people), (1, 3))
