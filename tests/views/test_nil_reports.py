from datetime import timedelta

from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from tests.county import County, log, make_user
from tracker.models.kinds import Kind
from tracker.models.nil_reports import NilReport
from tracker.models.posts import Post
from tracker.periods import month_of, month_span


def month_before(month):
    return month_of(month_span(month).first - timedelta(days=1))


class NilReportPageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.clerk = make_user(Post.Role.CLERK, cls.county.town)
        cls.month = month_before(month_of(timezone.localdate()))

    def setUp(self):
        self.client.force_login(self.clerk)

    def cell(self, **changed):
        return {"office": self.county.town.code, "kind": "meeting", "month": self.month} | changed

    def post(self, name="nil_report", **changed):
        return self.client.post(reverse(name), self.cell(**changed), follow=True)

    def months_card(self):
        page = self.client.get(reverse("todo")).content.decode()
        return page[page.index('id="months"') : page.index("</section>", page.index('id="months"'))]


class ReportTests(NilReportPageTests):
    def test_every_empty_cell_of_a_past_month_offers_it_and_the_running_one_does_not(self):
        card = self.months_card()
        self.assertEqual((card.count(reverse("nil_report")), card.count("进行中")), (9, 3))

    def test_one_click_fills_the_cell_and_says_so(self):
        page = self.post()
        self.assertContains(page, "已报“本期无”：新桥镇")
        self.assertIn(reverse("nil_withdraw"), self.months_card())
        report = NilReport.objects.get()
        self.assertEqual((report.office, report.month, report.reported_by), (self.county.town, self.month, self.clerk))

    def test_a_double_click_makes_one_report(self):
        self.post()
        self.post()
        self.assertEqual(NilReport.objects.count(), 1)

    def test_the_message_takes_it_back(self):
        page = self.post()
        (undo,) = [message.extra_tags for message in page.context["messages"]]
        page = self.client.post(undo, follow=True)
        self.assertContains(page, "又是“没有登记”")
        self.assertFalse(NilReport.objects.exists())

    def test_the_cell_takes_it_back_and_twice_is_no_error(self):
        self.post()
        self.post("nil_withdraw")
        self.assertEqual(self.post("nil_withdraw").status_code, 200)
        self.assertFalse(NilReport.objects.exists())

    def test_a_later_record_shows_its_count_and_the_report_is_kept(self):
        self.post()
        log(Kind.MEETING, self.county.bureau, month_span(self.month).first, [self.county.village])
        card = self.months_card()
        self.assertIn("1 条", card)
        self.assertNotIn(reverse("nil_withdraw"), card)
        self.assertEqual(NilReport.objects.count(), 1)

    def test_what_the_town_reported_shows_at_its_villages(self):
        self.post()
        self.client.force_login(make_user(Post.Role.CLERK, self.county.village))
        card = self.months_card()
        self.assertIn("新桥镇", card)
        self.assertNotIn(reverse("nil_withdraw"), card)


class RefusalTests(NilReportPageTests):
    def refused(self, sentence, **changed):
        self.assertContains(self.post(**changed), sentence)
        self.assertFalse(NilReport.objects.exists())

    def test_a_month_with_records(self):
        log(Kind.MEETING, self.county.bureau, month_span(self.month).first, [self.county.town])
        self.refused("已有这一类的登记")

    def test_the_running_month_and_one_to_come(self):
        self.refused("还没有过完", month=month_of(timezone.localdate()))
        self.refused("还没有过完", month=month_of(timezone.localdate()) + 100)

    def test_before_2000(self):
        self.refused("早于 2000年", month=199912)

    def test_a_whole_region_at_once(self):
        self.client.force_login(make_user(Post.Role.SUPERVISOR, self.county.county))
        self.refused("请由所属各单位分别报", office=self.county.county.code)
        self.assertNotIn(reverse("nil_report"), self.months_card())

    def test_what_no_button_sends(self):
        for changed in ({"month": 202613}, {"month": "x"}, {"kind": "all"}, {"kind": ""}, {"office": "none"}):
            with self.subTest(**changed):
                self.assertEqual(self.post(**changed).status_code, 404)


class ScopeTests(NilReportPageTests):
    def test_for_the_own_office_and_those_below_it(self):
        self.assertEqual(self.post(office=self.county.village.code).status_code, 200)
        self.assertEqual(NilReport.objects.get().office, self.county.village)

    def test_another_towns_cell_is_not_there(self):
        for name in ("nil_report", "nil_withdraw"):
            self.assertEqual(self.post(name, office=self.county.other_town.code).status_code, 404)

    def test_another_towns_report_cannot_be_taken_back(self):
        NilReport.objects.create(office=self.county.other_town, kind=Kind.MEETING, month=self.month)
        self.post("nil_withdraw", office=self.county.other_town.code)
        self.assertEqual(NilReport.objects.count(), 1)

    def test_not_for_those_who_only_look(self):
        self.client.force_login(make_user(Post.Role.AUDITOR, self.county.county))
        self.assertEqual(self.post().status_code, 403)

    def test_a_link_reports_nothing(self):
        self.assertEqual(self.client.get(reverse("nil_report"), self.cell()).status_code, 405)
