"""发前算账: what the page answers, that nothing is stored until it is kept, and what is kept."""

from datetime import UTC, date, datetime, time, timedelta

import time_machine
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.county import County, log, make_user
from tracker.models.assessments import Assessment
from tracker.models.baselines import Side
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.plans import Plan, PlanLine
from tracker.models.posts import Post
from tracker.models.presets import Preset, PresetAdoption, Rule
from tracker.models.targets import Target

TODAY = date(2026, 3, 4)  # a Wednesday
noon = time_machine.travel(datetime(2026, 3, 4, 4, tzinfo=UTC), tick=False)


class PricePage(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.issuer = make_user(Post.Role.ISSUER, cls.county.bureau, first_name="孙文斌")

    def setUp(self):
        self.client.force_login(self.issuer, "django.contrib.auth.backends.ModelBackend")

    def told(self, **fields):
        usual = {
            "kind": "meeting", "title": "森林防火工作会议", "day": "2026-03-10", "starts_at": "09:00", "minutes": "60",
            "people": "4", "meeting_form": "in_person", "meeting_name": "department", "groups": ["towns_and_streets"],
            "report_times": "1",
        }  # fmt: skip
        return usual | fields

    def reckon(self, **fields):
        return self.client.post(reverse("price_reckoned"), self.told(**fields))

    def send(self, **fields):
        return self.client.post(reverse("price"), self.told(**fields))

    def answers(self, **fields):
        return self.reckon(**fields).context["answers"]

    def quota(self, number=1):
        return Target.objects.create(
            office=self.county.bureau, side=Side.SENT, kind=Kind.MEETING, year=2026, type=Target.Type.FIXED,
            number=number,
        )  # fmt: skip

    def rule(self):
        """Principals are not asked for when a deputy convenes; a hard rule, adopted by the county."""
        preset = Preset.objects.create(code="T", name="若干规定", name_en="Rules", place="中央", source="S")
        Rule.objects.create(
            preset=preset, code="T-1", article="第五条", force=Rule.Force.HARD, kind=Kind.MEETING,
            check_name="principals_for_deputy", wording="不得", wording_en="not",
        )  # fmt: skip
        PresetAdoption.objects.create(area=self.county.county, preset=preset, valid_from=date(2026, 1, 1))
        return {"required_rank": "principal", "convener": "deputy"}


@noon
class ReckoningTests(PricePage):
    def test_the_hours_stand_with_their_sum(self):
        response = self.reckon()
        # 2 towns × (4 × 60 + 4 × 60 on the road + 30 of preparation)
        self.assertEqual(response.context["answers"].minutes, 2 * 510)
        self.assertContains(response, "代价：17 人时")
        self.assertContains(response, "2 个单位 × 4 人 × 60 分钟")
        self.assertContains(response, "往返路程")

    def test_towns_stand_in_official_order_with_their_villages(self):
        villages = [self.county.village.pk, self.county.other_village.pk]
        towns = self.answers(groups=["towns"], offices=villages).towns
        self.assertEqual([(town.name, town.offices) for town in towns], [("新桥镇", 3), ("柳林镇", 1)])

    def test_the_quota_now_and_after(self):
        self.quota(2)
        found = self.answers(meeting_name="committee")
        self.assertEqual((found.quota.left, found.quota.left_after), (2, 1))
        self.assertEqual(found.quota_title, "发出后本年还能发 1 次")

    def test_what_does_not_count_leaves_the_quota_alone(self):
        self.quota(2)
        found = self.answers()
        self.assertEqual((found.quota.left_after, found.quota_title), (2, "不占会议额度，工时照计"))

    def test_one_too_many_is_said(self):
        self.quota(0)
        self.assertEqual(self.answers(meeting_name="committee").quota_title, "发出后超出全年限额 1 次")

    def test_a_rule_is_touched_with_its_article(self):
        response = self.reckon(**self.rule())
        self.assertContains(response, "触及 1 条规定，1 条须先处理")
        self.assertContains(response, "第五条")

    def test_an_empty_form_touches_nothing(self):
        rule = self.rule()
        self.assertEqual(self.answers(**rule, title="", groups=[]).touches, [])
        self.assertNotContains(self.client.get(reverse("price")), 'id="rules"')

    def test_a_similar_item_of_another_issuer_is_told_without_its_title(self):
        log(Kind.DOCUMENT, self.county.other_bureau, TODAY, self.county.towns, title="关于加强森林防火工作的通知")
        response = self.reckon()
        self.assertContains(response, "县农业农村局 3月4日有 1 件相近的发文")
        self.assertNotContains(response, "关于加强森林防火工作的通知")

    def test_a_clash_is_told_with_a_free_half_day(self):
        plan = Plan.objects.create(issuer=self.county.other_bureau, year=2026)
        PlanLine.objects.create(
            plan=plan, kind=Kind.MEETING, title="秋收会", day=date(2026, 3, 10), recipients="各乡镇",
            status=PlanLine.Status.APPROVED, admission_number="准1",
        )  # fmt: skip
        response = self.reckon()
        self.assertContains(response, "3月10日（星期二）上午已有 1 项安排")
        self.assertContains(response, "可改到 3月9日（星期一）下午")
        self.assertNotContains(response, "秋收会")

    def test_a_document_is_told_what_falls_due_that_week(self):
        log(Kind.DOCUMENT, self.county.other_bureau, TODAY, self.county.towns, deadline=date(2026, 3, 12))
        response = self.reckon(kind="document", document_format="red_head", deadline="2026-03-13")
        self.assertContains(response, "接收单位已有 1 项报送到期")

    def test_fields_of_other_kinds_are_left_out(self):
        found = self.answers(kind="document", document_format="red_head", characters="x", minutes="600")
        self.assertEqual(found.minutes, 2 * 4 * 10)

    def test_what_is_still_wrong_is_left_out(self):
        self.assertEqual(self.answers(day="x", people="-4", title="").minutes, 2 * (2 * 60 + 2 * 60 + 30))

    def test_what_is_still_wrong_is_said_beside_the_answers(self):
        response = self.reckon(people="-4")
        self.assertContains(response, "这些没有算进去，请先改好")
        self.assertContains(response, "人数不能是负数：-4。")
        self.assertNotContains(self.reckon(), "这些没有算进去")

    def test_no_standing_is_shown_beside_what_leaves_the_quota_alone(self):
        self.quota(5)
        for name, shown in (("committee", True), ("department", False)):
            response = self.reckon(meeting_name=name)
            self.assertEqual(response.context["answers"].counts, shown)
            self.assertEqual('class="chip unk"' in response.content.decode(), shown)

    def test_nobody_is_chosen_yet(self):
        self.assertContains(self.reckon(groups=[]), "选好接收单位就能算")

    def test_without_a_kind_there_is_nothing_to_reckon(self):
        self.assertEqual(self.reckon(kind="x").status_code, 422)

    def test_what_is_classified_is_not_answered(self):
        response = self.reckon(title="机密★10年 防汛部署")
        self.assertEqual((response.status_code, response.content), (422, b""))

    def test_the_questions_asked_do_not_grow_with_what_landed(self):
        asked = []
        for _round in range(3):
            with CaptureQueriesContext(connection) as queries:
                self.reckon()
            asked.append(len(queries))
            for back in range(8):
                log(Kind.MEETING, self.county.other_bureau, TODAY - timedelta(back), self.county.towns, title="防火会")
        self.assertEqual(asked[1], asked[2])
        self.assertLess(asked[2], 80)

    def test_typing_stores_nothing(self):
        self.reckon()
        self.send()
        self.assertFalse(Assessment.objects.exists() or Plan.objects.exists() or Item.objects.exists())

    def test_the_price_is_what_the_item_costs_once_logged(self):
        reckoned = self.answers(people="").minutes
        with time_machine.travel(datetime(2026, 3, 10, 4, tzinfo=UTC), tick=False):
            self.setUp()
            self.client.post(reverse("log_meeting"), self.told(issuer="县应急管理局"))
        self.assertEqual(sum(Item.objects.get().deliveries.values_list("cost", flat=True)), reckoned)


@noon
class DraftTests(PricePage):
    notice = (
        "关于召开森林防火工作视频会议的通知\n各乡镇、街道：\n"
        "定于3月10日（星期二）上午9:00召开森林防火工作视频会议，请主要负责同志参加。"
    )

    def read(self, text):
        return self.client.post(reverse("price_draft"), {"text": text})

    def test_a_draft_fills_the_form_and_is_reckoned(self):
        response = self.read(self.notice)
        form = response.context["screen"].form
        told = [form[name].value() for name in ("kind", "day", "starts_at", "meeting_form", "required_rank")]
        self.assertEqual(told, ["meeting", date(2026, 3, 10), time(9), "video", "principal"])
        self.assertEqual(response.context["answers"].offices, 2)

    def test_a_day_that_has_passed_is_left_out(self):
        form = self.read(self.notice.replace("3月10日（星期二）", "2026年2月10日")).context["screen"].form
        self.assertIsNone(form["day"].value())

    def test_the_characters_of_a_document_are_counted(self):
        text = "关于做好森林防火工作的通知\n清应急〔2026〕12号\n各乡镇、街道：\n" + "请加强巡查。" * 40
        form = self.read(text).context["screen"].form
        self.assertEqual((form["kind"].value(), form["characters"].value()), ("document", 13 + 10 + 5 + 200))

    def test_what_is_no_notice_stays_where_it_was_pasted(self):
        self.assertContains(self.read("好的，收到"), "没有认出标题和事项", status_code=422)

    def test_what_is_classified_is_not_shown_again(self):
        response = self.read("机密★10年\n" + self.notice)
        self.assertContains(response, "带有密级标志", status_code=422)
        self.assertNotContains(response, "森林防火", status_code=422)


@noon
class ButtonTests(PricePage):
    def values(self, response):
        form = response.context["screen"].form
        return {name: form[name].value() for name in form.fields}

    def test_works_without_a_script(self):
        response = self.send()
        self.assertContains(response, "代价：17 人时")
        self.assertEqual(self.values(response)["title"], "森林防火工作会议")

    def test_a_cheaper_way_fills_the_form_and_is_reckoned(self):
        response = self.send(way="video")
        self.assertEqual(self.values(response)["meeting_form"], "video")
        self.assertEqual(response.context["answers"].minutes, 2 * (4 * 60 + 30))
        self.assertContains(response, 'value="towns_and_streets" checked')

    def test_a_way_that_is_not_offered_changes_nothing(self):
        self.assertEqual(self.values(self.send(way="no_trace"))["meeting_form"], "in_person")

    def test_a_free_half_day_is_taken(self):
        values = self.values(self.send(free="2026-03-11/pm"))
        self.assertEqual((values["day"], values["starts_at"]), (date(2026, 3, 11), time(14, 30)))

    def test_held_together_with_another_meeting(self):
        values = self.values(self.send(bundle="2026-03-11/15:30"))
        self.assertEqual((values["meeting_form"], values["starts_at"]), ("bundled", time(15, 30)))

    def test_a_value_of_nothing_changes_nothing(self):
        before = self.answers()
        for name, value in (("free", "x/y"), ("bundle", "2026-03-11/x"), ("way", "x")):
            self.assertEqual(self.send(**{name: value}).context["answers"], before)

    def test_a_day_that_has_passed_is_said_at_the_field(self):
        self.assertContains(self.send(day="2026-03-03"), "2026-03-03 已经过了，请填还没有到的日期。")


@noon
class KeepingTests(PricePage):
    def test_an_assessment_keeps_the_draft_the_price_and_the_rules(self):
        rule = self.rule()
        response = self.send(**rule, then="assessment", conclusion="revised", note="改为副职参加")
        kept = Assessment.objects.get()
        self.assertRedirects(response, reverse("assessment", args=[kept.pk]))
        self.assertEqual((kept.issuer, kept.made_by, kept.person_minutes), (self.county.bureau, self.issuer, 2 * 510))
        self.assertEqual(kept.result["touches"][0]["word"], "预警")
        self.assertEqual(kept.draft["fields"]["day"], "2026-03-10")

    def test_a_record_does_not_follow_the_rules_of_later_days(self):
        self.send(**self.rule(), then="assessment", conclusion="consistent", note="已批准")
        Rule.objects.all().delete()
        response = self.client.get(reverse("assessment", args=[Assessment.objects.get().pk]))
        self.assertContains(response, "第五条")
        self.assertContains(response, "触及 1 条规定，1 条须先处理")

    def test_a_conclusion_must_be_chosen(self):
        response = self.send(then="assessment")
        self.assertContains(response, "请选择评估结论。", status_code=422)
        self.assertFalse(Assessment.objects.exists())

    def test_a_hard_rule_asks_for_an_explanation(self):
        response = self.send(**self.rule(), then="assessment", conclusion="consistent")
        self.assertContains(response, "触及硬性要求，请说明怎样处理", status_code=422)

    def test_a_title_and_receivers_must_be_there(self):
        response = self.send(then="plan_line", title="", groups=[])
        self.assertContains(response, "请至少选一个接收单位。", status_code=422)
        self.assertFalse(PlanLine.objects.exists())

    def test_a_line_of_the_plan_costs_what_was_reckoned(self):
        response = self.send(then="plan_line")
        line = PlanLine.objects.get()
        self.assertRedirects(response, reverse("plan", args=["QH-02", 2026]))
        self.assertEqual((line.person_minutes, line.recipient_count, line.status), (2 * 510, 2, "proposed"))
        self.assertEqual((line.plan.issuer, line.requested_by), (self.county.bureau, self.issuer))

    def test_in_an_approved_plan_it_is_an_addition(self):
        Plan.objects.create(issuer=self.county.bureau, year=2026, status=Plan.Status.APPROVED)
        response = self.client.post(reverse("price"), self.told(then="plan_line"), follow=True)
        self.assertContains(response, "已报追加")
        self.assertTrue(PlanLine.objects.get().is_addition)

    def test_what_is_classified_is_kept_nowhere(self):
        for field in ("title", "note"):
            response = self.send(then="assessment", conclusion="consistent", **{field: "机密★10年 防汛部署"})
            self.assertContains(response, "带有密级标志", status_code=422)
            self.assertNotContains(response, "防汛部署", status_code=422)
        self.assertFalse(Assessment.objects.exists())


@noon
class RightsTests(PricePage):
    def test_a_supervisor_reckons_for_an_issuer_of_the_county(self):
        self.client.force_login(make_user(Post.Role.SUPERVISOR, self.county.county))
        self.quota(2)
        found = self.answers(issuer="QH-02", meeting_name="committee")
        self.assertEqual((found.quota.row.office, found.quota.left), (self.county.bureau, 2))

    def test_an_issuer_reckons_for_itself_alone(self):
        self.assertEqual(self.answers(issuer="QH-03").quota.row.office, self.county.bureau)

    def test_a_town_has_no_use_for_it(self):
        self.client.force_login(make_user(Post.Role.CLERK, self.county.town))
        self.assertContains(self.client.get(reverse("price")), "发前算账由发文单位和减负办使用", status_code=403)

    def test_offices_of_another_county_are_not_reckoned(self):
        self.assertEqual(self.answers(groups=[], offices=[self.county.foreign_town.pk]).offices, 0)
