from datetime import UTC, datetime

import time_machine
from django.urls import reverse

from tests.county import make_user
from tests.views.test_prices import PricePage, noon
from tracker.actions.plans import approve_line, propose_line, submit_plan
from tracker.models.assessments import Assessment
from tracker.models.items import Item
from tracker.models.plans import Plan, PlanLine
from tracker.models.posts import Post


@noon
class AssessmentTests(PricePage):
    def kept(self, **fields):
        self.send(then="assessment", **{"conclusion": "consistent", "note": "", **fields})
        return Assessment.objects.get()

    def page(self, kept):
        return self.client.get(reverse("assessment", args=[kept.pk]))

    def test_stands_in_the_list_of_its_issuer_and_of_the_county(self):
        kept = self.kept()
        self.assertContains(self.client.get(reverse("assessments")), kept.title)
        self.client.force_login(make_user(Post.Role.SUPERVISOR, self.county.county))
        self.assertContains(self.client.get(reverse("assessments")), kept.title)

    def test_another_bureau_does_not_find_it(self):
        kept = self.kept()
        self.client.force_login(make_user(Post.Role.ISSUER, self.county.other_bureau))
        self.assertEqual(self.page(kept).status_code, 404)
        self.assertContains(self.client.get(reverse("assessments")), "还没有评估记录。")

    def test_says_who_concluded_what(self):
        page = self.page(self.kept())
        for said in ("结论：一致", "评估人：孙文斌", "代价：17 人时", "2026年3月4日", "4 人"):
            self.assertContains(page, said)

    def test_what_is_not_sent_is_not_logged(self):
        self.assertNotContains(self.page(self.kept(conclusion="not_sent", note="可由电话了解")), "已发出，登记")

    def test_is_reckoned_again_from_the_same_draft(self):
        kept = self.kept()
        response = self.client.get(reverse("price"), {"assessment": kept.pk})
        self.assertEqual(response.context["answers"].minutes, kept.person_minutes)

    def test_its_draft_fills_the_form_that_logs_it(self):
        kept = self.kept(meeting_form="video")
        with time_machine.travel(datetime(2026, 3, 11, 4, tzinfo=UTC), tick=False):
            self.setUp()
            page = self.client.get(reverse("log_meeting"), {"assessment": kept.pk})
        facts = page.context["entry"].facts
        self.assertEqual((facts["title"].value(), facts["meeting_form"].value()), (kept.title, "video"))
        self.assertContains(page, 'value="towns_and_streets" checked')
        self.assertFalse(Item.objects.exists())

    def test_a_day_still_ahead_is_today_in_the_form_that_logs_it(self):
        page = self.client.get(reverse("log_meeting"), {"assessment": self.kept().pk})
        self.assertEqual(page.context["entry"].facts["day"].value().isoformat(), "2026-03-04")

    def test_another_bureaus_draft_fills_nothing(self):
        kept = self.kept()
        self.client.force_login(make_user(Post.Role.ISSUER, self.county.other_bureau))
        page = self.client.get(reverse("log_meeting"), {"assessment": kept.pk})
        self.assertFalse(page.context["entry"].facts["title"].value())

    def test_an_id_that_no_row_bears_fills_nothing(self):
        for name in ("assessment", "plan_line"):
            page = self.client.get(reverse("log_meeting"), {name: "9" * 5_000})
            self.assertFalse(page.context["entry"].facts["title"].value())

    def test_goes_into_the_plan_once_at_its_price(self):
        kept = self.kept()
        for _click in range(2):
            response = self.client.post(reverse("assessment_plan", args=[kept.pk]), follow=True)
        line = PlanLine.objects.get()
        self.assertEqual((line.person_minutes, line.recipient_count), (kept.person_minutes, 2))
        self.assertEqual((line.day.isoformat(), line.recipients), ("2026-03-10", "新桥镇、柳林镇"))
        self.assertEqual(Assessment.objects.get().plan_line, line)
        self.assertNotContains(response, "报为计划事项")

    def test_what_is_not_sent_is_not_planned(self):
        kept = self.kept(conclusion="not_sent", note="可由电话了解")
        self.client.post(reverse("assessment_plan", args=[kept.pk]))
        self.assertFalse(PlanLine.objects.exists())


@noon
class ApprovedLineTests(PricePage):
    def line(self, **fields):
        plan, _new = Plan.objects.get_or_create(issuer=self.county.bureau, year=2026)
        return propose_line(self.county.bureau, 2026, PlanLine(**fields), by=None), plan

    def test_fills_the_form_that_logs_it_with_its_number(self):
        line, plan = self.line(kind="meeting", title="防汛会", minutes=90)
        submit_plan(plan, by=self.issuer)
        supervisor = make_user(Post.Role.SUPERVISOR, self.county.county)
        line = approve_line(line, by=supervisor)
        page = self.client.get(reverse("log_meeting"), {"plan_line": line.pk})
        facts = page.context["entry"].facts
        told = (facts["title"].value(), facts["minutes"].value(), facts["admission_number"].value())
        self.assertEqual(told, ("防汛会", 90, line.admission_number))
        self.client.post(reverse("log_meeting"), self.told(title="防汛会", issuer="县应急管理局", day="2026-03-04",
                                                          admission_number=line.admission_number))  # fmt: skip
        self.assertEqual(Item.objects.get().plan_line, line)

    def test_a_line_that_waits_fills_nothing(self):
        line, _plan = self.line(kind="meeting", title="防汛会")
        page = self.client.get(reverse("log_meeting"), {"plan_line": line.pk})
        self.assertFalse(page.context["entry"].facts["title"].value())
