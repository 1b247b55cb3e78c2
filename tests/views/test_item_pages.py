from datetime import timedelta

from django.test import TestCase
from django.urls import reverse
from django.utils import timezone, translation

from tests.county import County, log, make_user
from tracker.actions.deliveries import Landing
from tracker.actions.items import change_delivery
from tracker.models.deliveries import Delivery
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.loads import Load
from tracker.models.posts import Post

Role = Post.Role


def facts_of(item, **fields):
    """What the edit form of a meeting sends."""
    return {
        "version": str(item.version),
        "title": item.title,
        "issuer": item.issuer.name,
        "day": item.day.isoformat(),
        "meeting_form": item.meeting_form,
        "meeting_name": item.meeting_name,
        "minutes": str(item.minutes),
    } | fields


class ItemTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.day = timezone.localdate() - timedelta(days=3)
        cls.sender = make_user(Role.ISSUER, cls.county.bureau, first_name="王建民")
        cls.receiver = make_user(Role.CLERK, cls.county.town)
        cls.item = log(Kind.MEETING, cls.county.bureau, cls.day, cls.county.towns, by=cls.sender, title="防汛会议")

    def setUp(self):
        self.client.force_login(self.sender)

    def get(self, name, pk=None):
        return self.client.get(reverse(name, args=[pk or self.item.pk]))

    def post(self, name, pk=None, **fields):
        return self.client.post(reverse(name, args=[pk or self.item.pk]), fields)

    def own_delivery(self):
        return Delivery.objects.get(item=self.item, office=self.county.town)


class ItemPageTests(ItemTests):
    def test_says_whether_it_counts_and_by_which_clause(self):
        self.assertContains(self.get("item"), "计入统计口径：以党委、政府或两办名义召开。")

    def test_says_it_in_the_language_of_the_reader(self):
        self.client.cookies["django_language"] = "en"
        self.assertContains(self.get("item"), "Called in the name of the Party committee")
        translation.activate("zh-hans")

    def test_the_sender_sees_every_landing(self):
        page = self.get("item")
        self.assertContains(page, "新桥镇")
        self.assertContains(page, "柳林镇")

    def test_a_receiver_sees_their_own_landing_only(self):
        self.client.force_login(self.receiver)
        page = self.get("item")
        self.assertContains(page, "接收单位 1 个")
        self.assertNotContains(page, "柳林镇")

    def test_a_receiver_is_offered_their_own_part_and_not_the_item(self):
        self.client.force_login(self.receiver)
        page = self.get("item")
        self.assertContains(page, reverse("delivery_edit", args=[self.own_delivery().pk]))
        self.assertNotContains(page, reverse("item_edit", args=[self.item.pk]))

    def test_another_town_finds_nothing(self):
        elsewhere = log(Kind.MEETING, self.county.bureau, self.day, [self.county.other_town])
        self.client.force_login(self.receiver)
        for name in ["item", "item_edit", "item_withdraw"]:
            self.assertEqual(self.get(name, elsewhere.pk).status_code, 404)
        self.assertEqual(self.post("item_restore", elsewhere.pk).status_code, 404)

    def test_text_is_shown_as_text(self):
        item = log(Kind.MEETING, self.county.bureau, self.day, [self.county.town], title="<b>会议</b>")
        self.assertContains(self.get("item", item.pk), "&lt;b&gt;会议&lt;/b&gt;")


class EditTests(ItemTests):
    def change(self, **fields):
        towns = [office.pk for office in self.county.towns]
        return self.post("item_edit", **(facts_of(self.item, offices=towns) | fields))

    def test_a_change_is_kept_and_told_field_by_field(self):
        self.change(title="防汛抗旱会议", minutes="90")
        page = self.get("item")
        self.assertContains(page, '标题：<span class="mute">防汛会议</span> → 防汛抗旱会议')
        self.assertContains(page, '时长（分钟）：<span class="mute">60</span> → 90')
        self.assertContains(page, "王建民")

    def test_a_change_reaches_the_loads(self):
        before = Load.objects.get(office=self.county.county).full_minutes
        self.change(minutes="120")
        self.assertGreater(Load.objects.get(office=self.county.county).full_minutes, before)

    def test_an_unticked_office_drops_out(self):
        self.change(offices=[self.county.town.pk])
        self.assertTrue(Delivery.objects.get(item=self.item, office=self.county.other_town).withdrawn)

    def test_what_a_receiver_told_survives_the_senders_edit(self):
        change_delivery(self.own_delivery(), Landing(self.county.town, people=7), by=self.receiver)
        self.change(title="新名称")
        self.assertEqual((self.own_delivery().people, self.own_delivery().received), (7, True))

    def test_an_old_version_saves_nothing_and_shows_both_values(self):
        stale = facts_of(self.item, title="我的名称", offices=[office.pk for office in self.county.towns])
        self.change(title="别人的名称")
        response = self.post("item_edit", **stale)
        self.assertContains(response, "<td>我的名称</td><td>别人的名称</td>", status_code=409)
        self.assertEqual(Item.objects.get(pk=self.item.pk).title, "别人的名称")

    def test_after_a_conflict_the_own_values_can_be_saved(self):
        stale = facts_of(self.item, title="我的名称", offices=[self.county.town.pk])
        self.change(title="别人的名称")
        version = self.post("item_edit", **stale).context["version"]
        self.post("item_edit", **(stale | {"version": version}))
        self.assertEqual(Item.objects.get(pk=self.item.pk).title, "我的名称")

    def test_a_version_that_is_none_saves_nothing(self):
        for version in ("", "x", "9" * 5_000):
            self.assertEqual(self.change(title="改名", version=version).status_code, 409)
        self.assertEqual(Item.objects.get(pk=self.item.pk).title, "防汛会议")

    def test_an_override_needs_a_reason(self):
        self.assertContains(self.change(official_override="False"), "要写明理由", status_code=422)
        self.change(official_override="False", official_reason="与省里会议套开")
        self.assertContains(self.get("item"), "不计入统计口径：人工改判，与省里会议套开。")

    def test_a_deadline_before_the_day(self):
        early = (self.day - timedelta(days=1)).isoformat()
        self.assertContains(self.change(asks_report="on", deadline=early), "早于事项日期", status_code=422)

    def test_something_classified_changes_nothing_and_is_not_shown(self):
        response = self.change(title="绝密★ 某某会议")
        self.assertNotContains(response, "某某会议", status_code=422)
        self.assertEqual(Item.objects.get(pk=self.item.pk).title, "防汛会议")

    def test_a_receiver_may_not_edit_what_the_sender_logged(self):
        self.client.force_login(self.receiver)
        self.assertContains(self.get("item_edit"), "您可以看，不能改", status_code=403)
        self.assertEqual(self.change(title="改名").status_code, 403)

    def test_an_auditor_may_look_and_not_edit(self):
        self.client.force_login(make_user(Role.AUDITOR, self.county.county))
        self.assertEqual(self.get("item").status_code, 200)
        for name in ["item_edit", "item_withdraw", "item_restore"]:
            self.assertEqual(self.post(name).status_code, 403)

    def test_a_receivers_own_record_keeps_its_people(self):
        self.client.force_login(self.receiver)
        towns = log(Kind.MEETING, self.county.bureau, self.day, [self.county.town])
        Item.objects.filter(pk=towns.pk).update(logged_for=self.county.town)
        Delivery.objects.filter(item=towns).update(sent=False, received=True, people=3)
        self.post("item_edit", towns.pk, **facts_of(towns, title="改过的"), **{"here-people": "5"})
        self.assertEqual(Delivery.objects.get(item=towns).people, 5)

    def test_an_old_imported_day_does_not_stand_in_the_way(self):
        Item.objects.filter(pk=self.item.pk).update(day="1998-05-01", month=199805)
        self.item.refresh_from_db()
        self.change(title="旧会议", day="1998-05-01")
        self.assertEqual(Item.objects.get(pk=self.item.pk).title, "旧会议")


class WithdrawTests(ItemTests):
    def test_needs_a_reason(self):
        self.assertContains(self.post("item_withdraw"), "请写明理由", status_code=422)
        self.assertFalse(Item.objects.get(pk=self.item.pk).is_withdrawn)

    def test_a_classified_reason_is_not_shown_again(self):
        for reason in ("（秘密）防汛部署", "（秘密）防汛部署" + "长" * 100):
            self.assertNotContains(self.post("item_withdraw", reason=reason), "防汛部署", status_code=422)

    def test_leaves_every_count_and_keeps_the_reason(self):
        self.post("item_withdraw", reason="重复登记")
        self.assertFalse(Load.objects.exists())
        self.assertContains(self.get("item"), "理由：重复登记")

    def test_a_restored_item_counts_again(self):
        self.post("item_withdraw", reason="重复登记")
        self.post("item_restore")
        self.assertEqual(Load.objects.get(office=self.county.county).full_items, 1)
        self.assertContains(self.get("item"), "恢复")

    def test_a_withdrawn_item_is_not_edited(self):
        self.post("item_withdraw", reason="重复登记")
        self.assertRedirects(self.get("item_edit"), reverse("item", args=[self.item.pk]))

    def test_undo_is_for_whoever_logged_it(self):
        self.client.force_login(make_user(Role.SUPERVISOR, self.county.county))
        response = self.client.post(reverse("item_withdraw", args=[self.item.pk]) + "?undo=1")
        self.assertContains(response, "撤回这一条")
        self.assertFalse(Item.objects.get(pk=self.item.pk).is_withdrawn)


class ReceiverTests(ItemTests):
    def setUp(self):
        self.client.force_login(self.receiver)
        self.pk = self.own_delivery().pk

    def test_tells_what_it_cost_here(self):
        self.post("delivery_edit", self.pk, act="save", **{"here-people": "6", "here-minutes": "90"})
        delivery = self.own_delivery()
        self.assertEqual((delivery.people, delivery.minutes, delivery.time_source), (6, 90, "measured"))
        self.assertTrue(delivery.sent and delivery.received)

    def test_the_page_tells_who_changed_it(self):
        self.post("delivery_edit", self.pk, act="save", **{"here-people": "6"})
        self.assertContains(self.get("item"), '人数：<span class="mute">—</span> → 6')

    def test_too_long_is_refused(self):
        response = self.post("delivery_edit", self.pk, act="save", **{"here-minutes": "99999"})
        self.assertContains(response, "超过 3 天", status_code=422)

    def test_nothing_classified_is_shown_again(self):
        for fields in (
            {"act": "save", "here-people": "（秘密）防汛部署"},
            {"act": "drop", "reason": "（秘密）防汛部署"},
        ):
            response = self.post("delivery_edit", self.pk, **fields)
            self.assertNotContains(response, "防汛部署", status_code=422)

    def test_may_say_that_nothing_came(self):
        self.post("delivery_edit", self.pk, act="drop", reason="没有通知本镇")
        self.assertTrue(self.own_delivery().withdrawn)
        self.assertEqual(Load.objects.get(office=self.county.county).full_landings, 1)
        self.assertContains(self.get("item"), "理由：没有通知本镇")

    def test_must_say_why(self):
        self.assertContains(self.post("delivery_edit", self.pk, act="drop"), "请写明理由", status_code=422)

    def test_may_take_that_back(self):
        self.post("delivery_edit", self.pk, act="drop", reason="没有通知本镇")
        self.post("delivery_edit", self.pk, act="take_back")
        self.assertFalse(self.own_delivery().withdrawn)

    def test_another_towns_landing_is_not_found(self):
        other = Delivery.objects.get(item=self.item, office=self.county.other_town)
        self.assertEqual(self.get("delivery_edit", other.pk).status_code, 404)

    def test_the_sender_may_look_but_not_speak_for_the_receiver(self):
        self.client.force_login(self.sender)
        self.assertContains(self.get("delivery_edit", self.pk), "由该单位填写", status_code=403)
