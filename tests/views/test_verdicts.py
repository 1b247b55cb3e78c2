from django.urls import reverse
from django.utils import timezone

from tests.views.test_logging import LogTests, meeting
from tracker.models.deliveries import Delivery
from tracker.models.emergencies import Emergency
from tracker.models.items import Item
from tracker.models.posts import Post


class VerdictTests(LogTests):
    def judge(self, kind="meeting", **fields):
        return self.client.post(reverse("log_verdict"), meeting(kind=kind, **fields))

    def test_shows_the_sum_behind_the_hours(self):
        response = self.judge(**{"here-preparation_minutes": "30"})
        self.assertContains(response, "本条约 <b>4.5 人时</b>（4 人 × 60 分钟 ＋ 准备 30 分钟）。")
        self.assertContains(response, "<b>不计入统计口径</b>：部门业务会议。全口径计 1 次。")

    def test_says_the_same_as_what_is_saved(self):
        told = {"meeting_form": "in_person", "asks_report": "on", "here-office": self.county.town.pk}
        response = self.judge(**told)
        self.send(**told)
        delivery = Delivery.objects.get()
        self.assertEqual(response.context["verdict"].minutes, delivery.cost)
        self.assertContains(response, "4 人 × 路程 60 分钟")

    def test_writes_nothing(self):
        self.judge()
        self.assertNothingLogged()

    def test_what_is_still_wrong_is_left_out(self):
        response = self.judge(day="x", minutes="-5", issuer="")
        self.assertContains(response, "4 人 × 60 分钟")

    def test_an_emergency_is_judged_before_its_issuer_is_told(self):
        response = self.judge(issuer="", emergency="on", meeting_name="committee")
        self.assertContains(response, "<b>计入统计口径</b>")

    def test_an_emergency_leaves_the_count_while_a_response_runs(self):
        today = timezone.localdate()
        told = {"emergency": "on", "meeting_name": "committee"}
        self.assertContains(self.judge(**told), "<b>计入统计口径</b>")
        Emergency.objects.create(area=self.county.county, name="防汛", reason="暴雨", first=today, last=today)
        self.assertContains(self.judge(**told), "<b>不计入统计口径</b>：应急响应期间的应急类，不占限额")

    def test_a_visit_is_judged_once_its_plan_is_told(self):
        self.assertContains(self.judge("inspection", inspection_type="inspection"), "选好计划情况后判断")
        planned = self.judge("inspection", inspection_type="inspection", plan_status="planned")
        self.assertContains(planned, "<b>计入统计口径</b>：列入年度计划。")

    def test_a_document_is_read_and_answered(self):
        response = self.judge("document", document_format="red_head", asks_form="on", **{"here-people": "2"})
        self.assertContains(response, "2 人 × 10 分钟 ＋ 办理 60 分钟")
        self.assertContains(response, "全口径计 1 件。")

    def test_there_is_nothing_to_judge_without_a_title(self):
        self.assertEqual(self.judge(title="").status_code, 422)
        self.assertEqual(self.judge(kind="nothing").status_code, 422)

    def test_nothing_is_said_of_what_is_classified(self):
        response = self.judge(title="机密★10年 防汛部署")
        self.assertEqual((response.status_code, response.content.strip()), (422, b""))


class SendingVerdictTests(LogTests):
    role = Post.Role.ISSUER

    def home(self):
        return self.county.bureau

    def judge(self, **fields):
        return self.client.post(reverse("log_verdict"), meeting(kind="meeting", **fields))

    def test_adds_up_whoever_is_ticked(self):
        self.assertContains(self.judge(groups=["towns"]), "送达 2 个单位，合计约 <b>")
        self.assertFalse(Item.objects.exists())

    def test_nobody_is_ticked_yet(self):
        self.assertContains(self.judge(), "还没有选接收单位。")
