from datetime import date

from django.test import TestCase

from tests.county import County, unsaved_item
from tracker.models.deliveries import Delivery
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.norms import Norm
from tracker.rules.time_costs import set_cost

DAY = date(2026, 3, 5)
Source = Delivery.TimeSource


class TimeCostTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.norms = Norm.objects.on(DAY)

    def cost(self, kind, told=None, **fields):
        delivery = Delivery(**(told or {}))
        set_cost(delivery, unsaved_item(kind, self.county.bureau, DAY, **fields), self.norms)
        return delivery

    def test_what_was_told_is_measured(self):
        delivery = self.cost(Kind.MEETING, {"people": 4, "preparation_minutes": 30}, minutes=60)
        self.assertEqual((delivery.cost, delivery.time_source), (270, Source.MEASURED))

    def test_nothing_told_takes_the_norm(self):
        delivery = self.cost(Kind.MEETING, minutes=None)
        expected = self.norms["meeting_people"] * self.norms["meeting_minutes"] + self.norms["meeting_preparation"]
        self.assertEqual((delivery.cost, delivery.time_source), (expected, Source.DEFAULT))

    def test_a_known_length_alone_is_an_estimate(self):
        self.assertEqual(self.cost(Kind.MEETING, minutes=90).time_source, Source.ESTIMATED)

    def test_only_a_meeting_in_person_needs_the_road(self):
        self.assertEqual(self.cost(Kind.MEETING).cost_travel, 0)
        self.assertGreater(self.cost(Kind.MEETING, meeting_form=Item.MeetingForm.IN_PERSON).cost_travel, 0)

    def test_a_long_document_takes_longer_to_read(self):
        readers = self.norms["readers"]
        self.assertEqual(self.cost(Kind.DOCUMENT, characters=4_000).cost_spent, readers * 10)

    def test_every_demand_adds_its_norm(self):
        delivery = self.cost(Kind.DOCUMENT, asks_report=True, asks_form=True, asks_trace=True)
        names = ("report_minutes", "form_minutes", "trace_minutes")
        self.assertEqual(delivery.cost_preparation, sum(self.norms[name] for name in names))

    def test_a_told_zero_is_a_zero_and_not_a_norm(self):
        self.assertEqual(self.cost(Kind.INSPECTION, {"people": 0, "preparation_minutes": 0}).cost, 0)
