from datetime import date, time

from django.db import transaction
from django.test import TestCase
from django.utils import timezone
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from tests.county import County, make_user, unsaved_item
from tracker.actions.inserts import insert_with_history, update_with_history
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.posts import Post

DAY = date(2026, 3, 5)
OWN = {"id", "history_id", "title", "document_number", "logged_at"}


class InsertTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.user = make_user(Post.Role.CLERK, cls.county.town)
        cls.at = timezone.now()

    def items(self, **fields):
        given = {"logged_for": self.county.town, "month": 202603, "logged_at": self.at, "deadline": date(2026, 4, 1)}
        return [unsaved_item(kind, self.county.bureau, DAY, starts_at=time(9, 30), **given, **fields) for kind in Kind]

    def insert(self, items):
        with transaction.atomic():
            insert_with_history(items, self.user, "导入", self.at)

    def test_rows_come_back_as_they_were_given(self):
        items = self.items(issuer_text="县'应急\"局\\%s")
        self.insert(items)
        for item in items:
            stored = Item.objects.get(pk=item.pk)
            names = [field.attname for field in Item._meta.concrete_fields]
            self.assertEqual({name: getattr(stored, name) for name in names}, {n: getattr(item, n) for n in names})

    def test_history_is_that_of_the_usual_way(self):
        mine, usual = self.items(), self.items()
        self.insert(mine)
        bulk_create_with_history(
            usual, Item, default_user=self.user, default_change_reason="导入", default_date=self.at
        )
        lines = [
            [{name: value for name, value in line.items() if name not in OWN} for line in told]
            for told in (
                Item.history.filter(id__in=[item.pk for item in items]).order_by("id").values()
                for items in (mine, usual)
            )
        ]
        self.assertEqual(len(lines[0]), len(Kind))
        self.assertEqual(*lines)

    def test_keys_go_on_for_whoever_comes_next(self):
        items = self.items()
        self.insert(items)
        later = self.items()[0]
        later.save()
        self.assertNotIn(later.pk, [item.pk for item in items])
        self.insert(self.items())
        self.assertEqual(Item.objects.count(), 2 * len(Kind) + 1)

    def test_a_change_leaves_the_row_and_the_history_of_the_usual_way(self):
        mine, usual = self.items(), self.items()
        self.insert(mine + usual)
        for item in mine + usual:
            item.title, item.deadline, item.asks_form = "改'过%s", date(2026, 5, 1), True
        names, told = ["title", "deadline", "asks_form"], ("改", self.at)
        with transaction.atomic():
            update_with_history(mine, names, self.user, *told)
        bulk_update_with_history(
            usual, Item, names, default_user=self.user, default_change_reason=told[0], default_date=told[1]
        )
        for rows in (Item.objects, Item.history.filter(history_type="~")):
            lines = [
                [{name: value for name, value in line.items() if name not in OWN - {"title"}} for line in told]
                for told in (
                    rows.filter(id__in=[item.pk for item in items]).order_by("id").values() for items in (mine, usual)
                )
            ]
            self.assertEqual(len(lines[0]), len(Kind))
            self.assertEqual(*lines)

    def test_nothing_is_nothing(self):
        with self.assertNumQueries(0):
            insert_with_history([], self.user, "导入", self.at)
            update_with_history([], ["title"], self.user, "改", self.at)
