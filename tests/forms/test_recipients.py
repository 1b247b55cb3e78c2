from datetime import date

from django.http import QueryDict
from django.test import TestCase

from tests.county import County
from tracker.forms.recipients import RecipientsForm
from tracker.models.offices import Office


class RecipientsTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.open = list(Office.objects.within(cls.county.county).receivers().order_by("path"))

    def form(self, query=None, **fields):
        return RecipientsForm(
            None if query is None else QueryDict(query), offices=self.open, day=date(2026, 3, 5), **fields
        )

    def chosen(self, query):
        form = self.form(query)
        self.assertTrue(form.is_valid())
        return [office.name for office in form.chosen()]

    def test_a_group_is_every_office_of_its_kinds(self):
        self.assertEqual(self.chosen("groups=towns_and_streets"), ["新桥镇", "柳林镇"])
        self.assertEqual(self.chosen("groups=villages"), ["红旗村", "和平村", "和平村"])

    def test_an_office_in_a_group_and_ticked_is_chosen_once(self):
        self.assertEqual(self.chosen(f"groups=towns&offices={self.county.town.pk}"), ["新桥镇", "柳林镇"])

    def test_nobody_is_not_enough(self):
        form = self.form("")
        self.assertFalse(form.is_valid())
        self.assertEqual(form.non_field_errors(), ["请至少选一个接收单位。"])

    def test_an_office_that_is_not_open_is_refused(self):
        self.assertFalse(self.form(f"offices={self.county.foreign_town.pk}").is_valid())

    def test_villages_stand_under_their_town(self):
        ticks = [(tick.office.name, [village.office.name for village in tick.villages]) for tick in self.form().ticks]
        self.assertEqual(ticks, [("新桥镇", ["红旗村", "和平村"]), ("柳林镇", ["和平村"])])

    def test_what_was_chosen_before_is_ticked_and_its_town_unfolded(self):
        first, second = self.form(chosen=[self.county.village.pk]).ticks
        self.assertEqual((first.ticked, first.has_ticked_village, second.has_ticked_village), (False, True, False))

    def test_what_was_sent_is_ticked_again_after_an_error(self):
        first, second = self.form(f"offices={self.county.other_town.pk}&offices=x").ticks
        self.assertEqual((first.ticked, second.ticked), (False, True))

    def test_a_group_nobody_belongs_to_is_not_offered(self):
        self.assertEqual([row[0] for row in self.form().group_ticks], ["towns_and_streets", "towns", "villages"])
