from datetime import date, timedelta
from uuid import uuid4

from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from tests.county import County, log, make_user
from tracker.models.deliveries import Delivery
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.loads import Load
from tracker.models.posts import Post

Role = Post.Role


def meeting(**fields):
    return {
        "submission": str(uuid4()),
        "title": "全县冬季森林防火工作视频会议",
        "issuer": "县应急管理局",
        "day": timezone.localdate().isoformat(),
        "meeting_form": "video",
        "meeting_name": "department",
        "minutes": "60",
        "here-people": "4",
        "then": "next",
    } | fields


class LogTests(TestCase):
    role = Role.CLERK

    @classmethod
    def setUpTestData(cls):
        cls.county = County()

    def setUp(self):
        self.user = make_user(self.role, self.home())
        self.client.force_login(self.user)

    def home(self):
        return self.county.town

    def send(self, name="log_meeting", **fields):
        return self.client.post(reverse(name), meeting(**fields))

    def assertNothingLogged(self):
        self.assertEqual(Item.objects.count(), 0)


class ReceivingTests(LogTests):
    def test_a_meeting_lands_on_the_own_office(self):
        self.send(**{"here-office": self.county.town.pk})
        delivery = Delivery.objects.get()
        self.assertEqual((delivery.office, delivery.people, delivery.received, delivery.sent), (
            self.county.town, 4, True, False,
        ))  # fmt: skip
        self.assertEqual((delivery.item.issuer, delivery.item.logged_by), (self.county.bureau, self.user))

    def test_a_town_logs_for_its_village(self):
        self.send(**{"here-office": self.county.village.pk})
        delivery = Delivery.objects.get()
        self.assertEqual((delivery.office, delivery.item.logged_for), (self.county.village, self.county.village))
        self.assertTrue(delivery.received)

    def test_not_for_the_village_of_another_town(self):
        response = self.send(**{"here-office": self.county.far_village.pk})
        self.assertEqual(response.status_code, 422)
        self.assertNothingLogged()

    def test_a_document_needs_little(self):
        self.send(
            "log_document",
            title="关于报送秋粮收购进度的通知",
            document_format="red_head",
            document_number="清应急[2026] 012号",
            **{"here-office": self.county.town.pk},
        )
        item = Item.objects.get()
        self.assertEqual((item.kind, item.document_number, item.official), ("document", "清应急〔2026〕12号", True))

    def test_an_inspection_must_say_whether_it_was_planned(self):
        fields = {"inspection_type": "inspection", "here-office": self.county.town.pk}
        self.assertContains(self.send("log_inspection", **fields), "计划情况", status_code=422)
        self.send("log_inspection", **fields, plan_status="unplanned")
        self.assertFalse(Item.objects.get().official)

    def test_the_message_tells_cost_and_verdict_and_offers_to_undo(self):
        self.send(**{"here-office": self.county.town.pk, "here-preparation_minutes": "30"})
        page = self.client.get(reverse("log_meeting"))
        self.assertContains(page, "已保存：本条约 4.5 人时；不计入统计口径：部门业务会议。全口径计 1 次。")
        self.assertContains(page, f"/items/{Item.objects.get().pk}/withdraw/?undo=1")

    def test_undo_withdraws_what_was_just_logged(self):
        self.send(**{"here-office": self.county.town.pk})
        self.client.post(reverse("item_withdraw", args=[Item.objects.get().pk]) + "?undo=1")
        self.assertEqual(Item.objects.get().withdrawn_reason, "登记后即撤销")
        self.assertFalse(Load.objects.exists())

    def test_save_leads_to_the_item_and_next_to_another(self):
        self.assertRedirects(self.send(**{"here-office": self.county.town.pk}), reverse("log_meeting"))
        response = self.send(title="另一次会议", then="stay", **{"here-office": self.county.town.pk})
        self.assertRedirects(response, reverse("item", args=[Item.objects.latest("pk").pk]))

    def test_the_next_form_remembers_the_issuer(self):
        self.send(**{"here-office": self.county.town.pk})
        self.assertContains(self.client.get(reverse("log_meeting")), 'value="县应急管理局" list="senders"')

    def test_copy_last_brings_the_title_back_but_not_the_day(self):
        self.send(day="2026-01-05", **{"here-office": self.county.town.pk})
        page = self.client.get(reverse("log_meeting") + "?copy=last")
        self.assertEqual(page.context["entry"].facts["title"].value(), "全县冬季森林防火工作视频会议")
        self.assertEqual(page.context["entry"].facts["day"].value(), timezone.localdate())

    def test_only_bodies_above_are_offered(self):
        offered = self.client.get(reverse("log_meeting")).context["entry"].facts.senders.likely
        names = {office.name for office in offered}
        self.assertIn("县应急管理局", names)
        self.assertTrue(names.isdisjoint({"柳林镇", "白石县", "青山镇", "红旗村"}))


class SecondClickTests(LogTests):
    def test_the_same_form_sent_twice_makes_one_item(self):
        fields = meeting(**{"here-office": self.county.town.pk})
        for _click in range(2):
            self.assertRedirects(self.client.post(reverse("log_meeting"), fields), reverse("log_meeting"))
        self.assertEqual(Item.objects.count(), 1)

    def test_going_back_and_changing_the_title_makes_another_item(self):
        fields = meeting(**{"here-office": self.county.town.pk})
        self.client.post(reverse("log_meeting"), fields)
        self.client.post(reverse("log_meeting"), fields | {"title": "防汛工作会议"})
        self.assertEqual(Item.objects.count(), 2)

    def test_a_look_alike_is_offered_and_not_merged(self):
        self.send(**{"here-office": self.county.town.pk})
        response = self.send(**{"here-office": self.county.town.pk})
        self.assertContains(response, "可能已登记过 1 条；不会自动合并", status_code=409)
        self.assertEqual(Item.objects.count(), 1)

    def test_what_the_sender_logged_is_offered_to_be_completed_here(self):
        today, title = timezone.localdate(), "全县冬季森林防火工作视频会议"
        sent = log(Kind.MEETING, self.county.bureau, today, self.county.towns, title=title)
        response = self.send(**{"here-office": self.county.town.pk})
        landing = sent.deliveries.get(office=self.county.town)
        self.assertContains(response, reverse("delivery_edit", args=[landing.pk]), status_code=409)

    def test_a_look_alike_is_saved_when_a_person_says_so(self):
        self.send(**{"here-office": self.county.town.pk})
        self.send(anyway="1", **{"here-office": self.county.town.pk})
        self.assertEqual(Item.objects.count(), 2)

    def test_the_same_meeting_at_another_village_is_no_look_alike(self):
        self.send(**{"here-office": self.county.village.pk})
        self.send(**{"here-office": self.county.other_village.pk})
        self.assertEqual(Item.objects.count(), 2)


class RefusalTests(LogTests):
    def assertRefused(self, sentence, **fields):
        response = self.send(**({"here-office": self.county.town.pk} | fields))
        self.assertContains(response, sentence, status_code=422)
        self.assertNothingLogged()
        return response

    def test_a_day_to_come(self):
        tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
        self.assertRefused(f"{tomorrow} 还没有到", day=tomorrow)

    def test_a_day_that_does_not_exist(self):
        self.assertRefused("没有这一天", day="2026-02-30")

    def test_all_errors_are_told_at_once_and_everything_typed_is_kept(self):
        response = self.assertRefused("还有 3 处要改，改好即可保存", title="", day="x", minutes="-5")
        self.assertContains(response, 'value="-5"', status_code=422)

    def test_an_unknown_office_with_the_closest_names(self):
        self.assertRefused("没有找到“应急局”。相近的有：县应急管理局", issuer="应急局")

    def test_a_name_that_two_offices_share_asks_for_the_code(self):
        self.assertRefused("有 2 个单位叫“和平村”，请填代码：QH-T1-2", issuer="和平村")

    def test_the_own_office_as_issuer(self):
        self.assertRefused("就是接收单位自己", issuer="新桥镇")

    def test_markup_is_shown_as_text(self):
        response = self.assertRefused("没有找到", issuer="<script>alert(1)</script>")
        self.assertNotContains(response, "<script>alert", status_code=422)

    def test_the_cursor_stands_in_the_first_field_to_mend(self):
        response = self.assertRefused("没有这一天", day="x")
        self.assertContains(response, "autofocus", count=1, status_code=422)
        self.assertIn("autofocus", str(response.context["entry"].facts["day"]))

    def test_something_classified_is_neither_kept_nor_shown_again(self):
        response = self.assertRefused("没有接收这一条", title="机密★10年 关于防汛的会议", issuer="甲乙丙局")
        self.assertNotContains(response, "关于防汛的会议", status_code=422)
        self.assertNotContains(response, "甲乙丙局", status_code=422)

    def test_nor_is_it_shown_where_it_was_refused_for_something_else(self):
        for field in ({"title": "（秘密）防汛部署" + "长" * 600}, {"here-people": "（秘密）防汛部署"}):
            with self.subTest(field):
                self.assertNotContains(self.assertRefused("没有接收这一条", **field), "防汛部署", status_code=422)

    def test_too_long_and_unprintable_are_told_in_plain_words(self):
        self.assertRefused("最多 500 个字，现有 501 个", title="长" * 501)
        self.assertRefused("含有看不见的控制字符", title="会议\x00")


class BundledTests(LogTests):
    def topics(self, **fields):
        self.send(**{"here-office": self.county.town.pk} | fields)
        return Item.objects.get().topics

    def test_a_bundled_meeting_tells_how_many_it_holds(self):
        self.assertEqual(self.topics(meeting_form="bundled", topics="3", meeting_name="committee"), 3)
        item = Item.objects.get()
        self.assertTrue(item.official)
        page = self.client.get(reverse("item", args=[item.pk]))
        self.assertContains(page, "套开计 1 次：以党委、政府或两办名义召开；主题 3 个")

    def test_a_number_left_behind_is_dropped_where_nothing_is_bundled(self):
        self.assertIsNone(self.topics(meeting_form="video", topics="3"))

    def test_one_meeting_is_no_bundle(self):
        response = self.send(meeting_form="bundled", topics="1")
        self.assertContains(response, "套开的主题从 2 个到 50 个", status_code=422)
        self.assertNothingLogged()


class SendingTests(LogTests):
    role = Role.ISSUER

    def home(self):
        return self.county.bureau

    def landed_on(self):
        return set(Delivery.objects.values_list("office__name", flat=True))

    def test_all_towns_at_once(self):
        self.send(groups=["towns"])
        self.assertEqual(self.landed_on(), {"新桥镇", "柳林镇"})
        self.assertTrue(all(Delivery.objects.values_list("sent", flat=True)))

    def test_groups_and_ticks_add_up(self):
        self.send(groups=["towns"], offices=[self.county.village.pk, self.county.town.pk])
        self.assertEqual(self.landed_on(), {"新桥镇", "柳林镇", "红旗村"})

    def test_all_villages(self):
        self.send(groups=["villages"])
        self.assertEqual(Delivery.objects.count(), 3)

    def test_nobody_ticked(self):
        self.assertContains(self.send(), "请至少选一个接收单位", status_code=422)
        self.assertNothingLogged()

    def test_not_beyond_the_county(self):
        response = self.send(offices=[self.county.foreign_town.pk])
        self.assertContains(response, "名单里没有这个单位", status_code=422)
        self.assertNothingLogged()

    def test_a_tick_that_is_no_office(self):
        for tick in ("新桥镇", "9" * 5_000):
            self.assertContains(self.send(offices=[tick]), "名单里没有这个单位", status_code=422)

    def test_not_in_the_name_of_another_bureau(self):
        response = self.send(groups=["towns"], issuer="县农业农村局")
        self.assertContains(response, "您只能以本单位的名义登记", status_code=422)

    def test_the_own_bureau_stands_there_already(self):
        self.assertContains(self.client.get(reverse("log_meeting")), 'value="县应急管理局" list="senders"')

    def test_the_message_adds_the_hours_up(self):
        self.send(groups=["towns"])
        self.assertContains(self.client.get(reverse("log_meeting")), "送达 2 个单位，合计约 5 人时")

    def test_a_visit_to_two_towns_counts_twice_in_full(self):
        self.send("log_inspection", inspection_type="inspection", plan_status="planned", groups=["towns"])
        self.assertContains(self.client.get(reverse("log_meeting")), "全口径计 2 次")

    def test_what_another_receiver_told_is_not_asked_of_the_sender(self):
        self.assertNotContains(self.client.get(reverse("log_meeting")), "here-people")


class SupervisorTests(LogTests):
    role = Role.SUPERVISOR

    def home(self):
        return self.county.county

    def test_logs_for_the_county_in_the_name_of_a_bureau(self):
        self.send(groups=["towns_and_streets"])
        item = Item.objects.get()
        self.assertEqual((item.issuer, item.logged_for), (self.county.bureau, self.county.county))
        self.assertEqual(item.deliveries.count(), 2)

    def test_no_town_sends_itself_anything(self):
        response = self.send(groups=["towns_and_streets"], issuer=self.county.town.name)
        self.assertContains(response, "就是接收单位自己", status_code=422)


class ScopeOfLoggingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()

    def test_who_only_looks_may_not_log(self):
        for role in [Role.AUDITOR, Role.ADMINISTRATOR]:
            self.client.force_login(make_user(role, self.county.county))
            for name in ["log_meeting", "log_document", "log_inspection"]:
                self.assertEqual(self.client.post(reverse(name), meeting()).status_code, 403)

    def test_a_visitor_is_sent_to_log_in(self):
        response = self.client.get(reverse("log_meeting"))
        self.assertRedirects(response, f"{reverse('login')}?next=/log/meeting/", fetch_redirect_response=False)

    def test_an_old_day_is_refused_on_every_form(self):
        self.client.force_login(make_user(Role.CLERK, self.county.village))
        response = self.client.post(reverse("log_meeting"), meeting(day=date(1999, 12, 31).isoformat()))
        self.assertContains(response, "早于 2000年", status_code=422)
