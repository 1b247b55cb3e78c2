from datetime import date

from django.test import TestCase

from tests.county import County, log, make_user
from tracker.actions.deliveries import Landing
from tracker.actions.items import change_delivery, change_item, restore_item, withdraw_delivery, withdraw_item
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.posts import Post
from tracker.queries.histories import acts_on
from tracker.queries.records import landings_of

DAY = date(2026, 3, 5)


class HistoryTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.user = make_user(Post.Role.SUPERVISOR, cls.county.county, first_name="王建民")
        cls.item = log(Kind.MEETING, cls.county.bureau, DAY, cls.county.towns, by=cls.user, title="防汛会")

    def story(self):
        """Acts from the first to the last."""
        item = Item.objects.get(pk=self.item.pk)
        return acts_on(item, landings_of(item, self.user))[::-1]

    def newest(self):
        return Item.objects.get(pk=self.item.pk)

    def test_landings_of_one_go_are_one_act(self):
        logged, landed = self.story()
        self.assertEqual((logged.act, landed.act, landed.office, landed.offices), ("logged", "landed", "新桥镇", 2))

    def test_a_change_tells_each_field_in_words(self):
        item = self.newest()
        item.title, item.meeting_form = "防汛抗旱会", Item.MeetingForm.IN_PERSON
        change_item(item, [Landing(office) for office in self.county.towns], by=self.user)
        changes = [(change.label, change.before, change.after) for change in self.story()[-1].changes]
        self.assertEqual(changes, [("标题", "防汛会", "防汛抗旱会"), ("会议形式", "视频会议", "现场会议")])

    def test_a_receivers_figures_are_told_with_the_office(self):
        delivery = self.item.deliveries.get(office=self.county.town)
        change_delivery(delivery, Landing(self.county.town, people=5), by=self.user)
        act = self.story()[-1]
        self.assertEqual((act.office, act.by), ("新桥镇", "王建民"))
        self.assertIn(("人数", "—", "5"), [(change.label, change.before, change.after) for change in act.changes])

    def test_withdrawing_and_restoring_an_item_are_one_act_each(self):
        withdraw_item(self.newest(), "重复", by=self.user)
        restore_item(self.newest(), by=self.user)
        self.assertEqual([act.act for act in self.story()], ["logged", "landed", "withdrawn", "restored"])
        self.assertEqual(self.story()[2].reason, "重复")

    def test_an_office_that_drops_out_is_an_act_of_its_own(self):
        withdraw_delivery(self.item.deliveries.get(office=self.county.town), "没有收到", by=self.user)
        act = self.story()[-1]
        self.assertEqual((act.act, act.office, act.reason), ("dropped", "新桥镇", "没有收到"))
