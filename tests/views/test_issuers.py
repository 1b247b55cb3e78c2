from django.test import TestCase
from django.urls import reverse

from tests.county import log, make_user
from tests.views.figures import AS_OF, county_with_a_year, halve_meetings, midsummer
from tracker.models.baselines import Side
from tracker.models.findings import Finding
from tracker.models.kinds import Kind
from tracker.models.plans import Plan, PlanLine
from tracker.models.posts import Post

Role = Post.Role


@midsummer
class IssuerPageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = county_with_a_year()
        cls.issuer = make_user(Role.ISSUER, cls.county.bureau)

    def setUp(self):
        self.client.force_login(self.issuer)

    def page(self, code="QH-02", year=2026, **asked):
        return self.client.get(reverse("issuer", args=[code, year]), asked)

    def quota(self, response, kind=Kind.MEETING):
        return next(quota for quota in response.context["quotas"] if quota.row.kind == kind)

    def test_says_how_many_more_may_be_sent(self):
        halve_meetings(self.county.bureau, side=Side.SENT)
        quota = self.quota(self.page())
        self.assertEqual((quota.row.remaining, quota.row.ceiling), (7, 12))
        self.assertIn("已用 5，限额 12", quota.finding)

    def test_a_quota_that_was_never_set_is_not_a_zero(self):
        response = self.page()
        self.assertIsNone(self.quota(response).row.remaining)
        self.assertContains(response, "没有设限额，本年已发 5 次")

    def test_a_quota_that_is_passed_says_by_how_much(self):
        halve_meetings(self.county.bureau, side=Side.SENT, type="fixed", number=4)
        self.assertContains(self.page(), "已用 5，限额 4，已超 1 次")

    def test_lists_to_whom_in_official_order_with_the_hours_it_caused(self):
        response = self.page()
        rows = response.context["recipients"]
        self.assertEqual([row.office.name for row in rows], ["新桥镇", "柳林镇"])
        self.assertEqual([row.counts for row in rows], [[5, 1, 1], [0, 1, 1]])
        self.assertEqual(sum(row.minutes for row in rows), response.context["minutes"])

    def test_lists_only_what_it_sent_itself(self):
        self.assertEqual({item.issuer for item in self.page().context["latest"]}, {self.county.bureau})

    def test_the_months_open_the_items_behind_them(self):
        self.assertContains(self.page(), "/items/?issuer=QH-02&amp;kind=meeting&amp;from=2026-03-01&amp;to=2026-03-31")

    def test_an_issuer_that_sent_nothing_reads_so(self):
        self.assertContains(self.page(year=2024), "还没有登记发出的事项")

    def test_another_bureau_is_not_found(self):
        self.assertEqual(self.page("QH-03").status_code, 404)

    def test_the_countys_supervisor_may_look(self):
        self.client.force_login(make_user(Role.SUPERVISOR, self.county.county))
        self.assertEqual(self.page("QH-03").status_code, 200)

    def test_a_whole_number_for_this_month_never_above_the_years(self):
        halve_meetings(self.county.bureau, side=Side.SENT)
        response = self.page()
        quota = self.quota(response)
        self.assertEqual(quota.month, quota.row.allowance.month)
        self.assertLessEqual(quota.month, quota.row.remaining)
        self.assertContains(response, "本月还能发")

    def test_of_a_past_month_it_is_not_called_this_month(self):
        halve_meetings(self.county.bureau, side=Side.SENT)
        response = self.page(as_of="2026-03-31")
        self.assertContains(response, "当月还能发")
        self.assertNotContains(response, "本月还能发")

    def test_the_end_of_the_year_stands_with_its_range(self):
        halve_meetings(self.county.bureau, side=Side.SENT)
        quota = self.quota(self.page())
        self.assertRegex(quota.forecast, r"^年末预计 \d+ 次（\d+–\d+），超过限额的可能 .*%$")
        self.assertEqual(self.quota(self.page(), Kind.INSPECTION).forecast, "")

    def test_leads_to_the_price_before_sending(self):
        self.assertContains(self.page(), f'class="btn btn-primary" href="{reverse("price")}"')

    def test_says_how_the_plan_goes(self):
        self.assertNotContains(self.page(), "已批准")
        plan = Plan.objects.create(issuer=self.county.bureau, year=2026)
        lines = [
            PlanLine.objects.create(plan=plan, kind=Kind.MEETING, title="会", status=status, admission_number=number)
            for status, number in (("approved", "准1"), ("approved", "准2"), ("proposed", None), ("withdrawn", None))
        ]
        log(Kind.MEETING, self.county.bureau, AS_OF, self.county.towns, plan_line=lines[0])
        self.assertContains(self.page(), "已批准 2 条，已开展 1 条，待批准 1 条")

    def test_a_suspicion_is_told_with_its_facts(self):
        Finding.objects.create(
            office=self.county.bureau, side=Side.SENT, kind=Kind.MEETING, year=2026, facts="便函多 19 件"
        )
        self.assertContains(self.page(), "便函多 19 件")
