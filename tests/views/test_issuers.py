from django.test import TestCase
from django.urls import reverse

from tests.county import make_user
from tests.views.figures import county_with_a_year, halve_meetings, midsummer
from tracker.models.baselines import Side
from tracker.models.kinds import Kind
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
