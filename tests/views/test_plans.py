from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from tests.county import County, log, make_user
from tracker.measures.admission_numbers import written
from tracker.models.kinds import Kind
from tracker.models.plans import Plan, PlanLine
from tracker.models.posts import Post


class PlanPage(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.year = timezone.localdate().year
        cls.issuer = make_user(Post.Role.ISSUER, cls.county.bureau)
        cls.supervisor = make_user(Post.Role.SUPERVISOR, cls.county.county)
        cls.clerk = make_user(Post.Role.CLERK, cls.county.town)

    def log_in(self, user):
        self.client.force_login(user, "django.contrib.auth.backends.ModelBackend")

    def address(self, name="plan"):
        return reverse(name, args=["QH-02", self.year])

    def add(self, **fields):
        return self.client.post(self.address("plan_add"), {"kind": "meeting", "title": "防汛会", **fields}, follow=True)

    def act(self, name, line, **data):
        return self.client.post(reverse(name, args=[line.pk]), data, follow=True)

    def submitted(self):
        self.log_in(self.issuer)
        self.add(month=3, recipient_count=2)
        self.client.post(self.address("plan_submit"))
        self.log_in(self.supervisor)
        return PlanLine.objects.get()


class PathTests(PlanPage):
    def test_from_a_typed_line_to_a_verified_number(self):
        line = self.submitted()
        self.assertContains(self.client.get(reverse("plans", args=[self.year])), "1 条等待批准")
        response = self.act("plan_line_approve", line)
        line.refresh_from_db()
        number = written(line.admission_number)
        self.assertContains(response, f"已批准，准入号 {number}")
        self.log_in(self.clerk)
        response = self.client.post(reverse("admission"), {"number": number.lower()})
        self.assertContains(response, "✓ 有效")
        self.assertContains(response, "防汛会")

    def test_an_issuer_is_led_to_its_own_plan(self):
        self.log_in(self.issuer)
        self.assertRedirects(self.client.get(reverse("plans")), self.address())

    def test_a_declined_line_tells_the_reason(self):
        line = self.submitted()
        self.assertEqual(self.act("plan_line_decline", line, reason="").status_code, 422)
        self.assertContains(self.act("plan_line_decline", line, reason="并入月度例会"), "并入月度例会")

    def test_all_are_approved_at_once_but_ones_own(self):
        line = self.submitted()
        self.add(title="减负办代填的会")
        response = self.client.post(self.address("plan_approve"), follow=True)
        self.assertContains(response, "已批准 1 条")
        self.assertContains(response, "申请人不能批准自己的申请")
        line.refresh_from_db()
        self.assertEqual(line.status, "approved")

    def test_who_typed_a_line_is_offered_no_button_and_told_why(self):
        self.submitted()
        self.add(title="减负办代填的会")
        own = PlanLine.objects.get(title="减负办代填的会")
        self.assertNotContains(self.client.get(self.address()), reverse("plan_line_approve", args=[own.pk]))
        self.assertContains(self.act("plan_line_approve", own), "申请人不能批准自己的申请")

    def test_what_comes_after_approval_is_an_addition(self):
        self.act("plan_line_approve", self.submitted())
        self.log_in(self.issuer)
        self.assertContains(self.add(title="临时会"), '<span class="tag">追加</span>', html=True)

    def test_an_item_is_tied_on_its_page(self):
        line = self.submitted()
        self.act("plan_line_approve", line)
        item = log(Kind.MEETING, self.county.bureau, timezone.localdate(), [self.county.town])
        self.assertContains(self.client.get(reverse("item", args=[item.pk])), "计划外")
        response = self.client.post(reverse("item_plan_line", args=[item.pk]), {"plan_line": line.pk}, follow=True)
        self.assertContains(response, "已对应到计划事项")
        self.assertContains(self.client.get(self.address()), reverse("item", args=[item.pk]))

    def test_an_item_stays_tied_when_the_line_that_is_chosen_is_no_longer_there(self):
        line = self.submitted()
        self.act("plan_line_approve", line)
        item = log(Kind.MEETING, self.county.bureau, timezone.localdate(), [self.county.town], plan_line=line)
        for chosen in (line.pk + 1, "9" * 5_000, "x"):
            response = self.client.post(reverse("item_plan_line", args=[item.pk]), {"plan_line": chosen})
            self.assertEqual(response.status_code, 404)
        item.refresh_from_db()
        self.assertEqual(item.plan_line, line)


class FormTests(PlanPage):
    def setUp(self):
        self.log_in(self.issuer)

    def test_each_error_stands_at_its_field(self):
        for field, value in {"title": "", "kind": "", "month": "13", "day": "1999-01-01", "people": "-1"}.items():
            with self.subTest(field):
                response = self.add(**{field: value})
                self.assertEqual(response.status_code, 422)
                self.assertIn(field, response.context["form"].errors)

    def test_the_day_says_the_month(self):
        self.add(day=f"{self.year}-04-09")
        self.assertEqual(PlanLine.objects.get().month, 4)

    def test_nothing_secret_is_kept_or_shown_again(self):
        response = self.add(title="机密★10年 演练")
        self.assertEqual(response.status_code, 422)
        self.assertNotContains(response, "演练", status_code=422)
        self.assertFalse(Plan.objects.exists())


class WithoutNumberTests(PlanPage):
    def test_a_supervisor_reads_how_many_and_never_who(self):
        log(Kind.MEETING, self.county.bureau, timezone.localdate(), [self.county.town], without_admission=True)
        self.log_in(self.supervisor)
        response = self.client.get(reverse("plans", args=[self.year]))
        [row] = response.context["rows"]
        self.assertEqual(row.without_number, 1)
        self.assertNotContains(response, "新桥镇")
        self.assertNotContains(self.client.get(reverse("items")), "without_number")

    def test_one_key_leads_to_the_form_with_the_box_ticked(self):
        self.log_in(self.clerk)
        address = reverse("log_meeting") + "?without_number=1"
        self.assertContains(self.client.get(reverse("admission")), address)
        self.assertTrue(self.client.get(address).context["entry"].facts["without_admission"].value())
