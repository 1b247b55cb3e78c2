from django.core.exceptions import ValidationError

from tests.planted_chain import MARCH, landed
from tests.queries.test_chains import PlantedTestCase
from tracker.actions.chains import set_parent
from tracker.actions.items import StaleItemError, change_item, withdraw_item
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.rules.chains import Added, Demands, added_by


class ParentTests(PlantedTestCase):
    def refused(self, item, parent, code):
        with self.assertRaises(ValidationError) as caught:
            set_parent(item, parent, by=None)
        self.assertEqual(caught.exception.code, code)

    def test_an_item_is_not_its_own_parent(self):
        self.refused(self.planted.root, self.planted.root, "itself")

    def test_nor_what_came_of_it_at_any_distance(self):
        Item.objects.update(day=MARCH[0])
        planted = self.planted
        same = landed(Kind.DOCUMENT, self.county.bureau, MARCH[0], self.county.towns, 5, parent=planted.county_document)
        self.refused(planted.county_document, same, "circle")
        below = landed(Kind.DOCUMENT, self.county.bureau, MARCH[0], self.county.towns, 5, parent=same)
        self.refused(planted.county_document, below, "circle")

    def test_nor_of_a_later_day(self):
        self.refused(self.planted.city_meeting, self._of(self.county.city, MARCH[20]), "later")

    def test_nor_of_a_lower_level(self):
        self.refused(self.planted.county_meeting, self._of(self.county.town, MARCH[0]), "below")

    def test_the_same_level_may(self):
        upper = self._of(self.county.other_bureau, MARCH[0])
        self.assertEqual(set_parent(self.planted.county_meeting, upper, by=None).parent, upper)

    def test_both_stand(self):
        withdraw_item(self.planted.city_meeting, "误登", by=None)
        self.refused(self.planted.county_meeting, self.planted.city_meeting, "withdrawn")
        self.refused(Item.objects.get(pk=self.planted.city_meeting.pk), self.planted.root, "withdrawn")

    def test_tying_makes_an_opened_edit_stale(self):
        opened = Item.objects.get(pk=self.planted.county_meeting.pk)
        set_parent(self.planted.county_meeting, None, by=None)
        with self.assertRaises(StaleItemError):
            change_item(opened, [], by=None)

    def test_an_edit_that_would_close_a_circle_behind_it_is_stale(self):
        Item.objects.filter(pk=self.planted.root.pk).update(parent=self.planted.county_meeting)
        with self.assertRaises(StaleItemError):
            change_item(Item.objects.get(pk=self.planted.county_document.pk), [], by=None)

    def test_it_is_written_into_the_history(self):
        set_parent(self.planted.county_meeting, None, by=self.supervisor)
        self.assertEqual(self.planted.county_meeting.history.first().history_user, self.supervisor)

    def _of(self, issuer, day):
        return landed(Kind.DOCUMENT, issuer, day, [self.county.other_village], 5)


class AddedTests(PlantedTestCase):
    def added(self, above, **fields):
        return added_by(above, Item(kind=Kind.DOCUMENT, **fields), frozenset())

    def test_the_same_demand_again_adds_nothing(self):
        above = Demands(MARCH[9], frozenset({"asks_form"}), "principal")
        self.assertEqual(self.added(above, deadline=MARCH[9], asks_form=True, required_rank="deputy"), Added())

    def test_a_later_deadline_adds_nothing(self):
        self.assertEqual(self.added(Demands(MARCH[9]), deadline=MARCH[12]), Added())

    def test_a_first_deadline_is_one(self):
        self.assertEqual(self.added(Demands(), deadline=MARCH[12]), Added(sets_deadline=True))

    def test_to_send_staff_adds_nothing(self):
        self.assertEqual(self.added(Demands(), required_rank="staff"), Added())

    def test_a_village_head_is_asked_for_no_more_than_a_towns(self):
        self.assertEqual(self.added(Demands(rank="principal"), required_rank="village"), Added())
