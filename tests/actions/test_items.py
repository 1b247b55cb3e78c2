from datetime import date

from django.test import TestCase

from tests.county import County, log
from tracker.actions.items import restore_item, withdraw_delivery, withdraw_item
from tracker.models.items import Item
from tracker.models.kinds import Kind


class RestoreTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.item = log(Kind.MEETING, cls.county.bureau, date(2026, 3, 5), cls.county.towns)

    def standing(self):
        return list(self.item.deliveries.standing().values_list("office__name", flat=True))

    def test_every_landing_comes_back(self):
        withdraw_item(Item.objects.get(pk=self.item.pk), "重复登记", by=None)
        self.assertEqual(self.standing(), [])
        restore_item(Item.objects.get(pk=self.item.pk), by=None)
        self.assertCountEqual(self.standing(), ["新桥镇", "柳林镇"])

    def test_a_town_that_had_not_received_it_stays_out(self):
        withdraw_delivery(self.item.deliveries.get(office=self.county.town), "没有收到", by=None)
        withdraw_item(Item.objects.get(pk=self.item.pk), "重复登记", by=None)
        restore_item(Item.objects.get(pk=self.item.pk), by=None)
        self.assertEqual(self.standing(), ["柳林镇"])

    def test_restoring_what_stands_changes_nothing(self):
        withdraw_delivery(self.item.deliveries.get(office=self.county.town), "没有收到", by=None)
        restore_item(Item.objects.get(pk=self.item.pk), by=None)
        self.assertEqual(self.standing(), ["柳林镇"])
