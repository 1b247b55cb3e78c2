from datetime import UTC, datetime, timedelta

import time_machine
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from tests.county import County, log, make_user, tell_the_rest
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
        card = self.months_card().partition("<details")[0]
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


class MonthTests(NilReportPageTests):
    def whole(self, **changed):
        cell = {"office": self.county.town.code, "month": self.month} | changed
        return self.client.post(reverse("nil_month"), cell, follow=True)

    def told(self):
        return set(NilReport.objects.values_list("office__code", "kind"))

    def test_one_click_tells_of_all_kinds_but_those_recorded(self):
        log(Kind.MEETING, self.county.bureau, month_span(self.month).first, [self.county.village])
        self.assertContains(self.whole(), "没有发文、督检考")
        self.assertEqual(self.told(), {("QH-T1", "document"), ("QH-T1", "inspection")})

    def test_twice_is_once(self):
        self.whole()
        self.whole()
        self.assertEqual(NilReport.objects.count(), 3)

    def test_the_month_that_is_running_is_refused_as_a_whole(self):
        self.assertContains(self.whole(month=month_of(timezone.localdate())), "还没有过完")
        self.assertFalse(NilReport.objects.exists())

    def test_an_office_of_others_is_not_there(self):
        self.assertEqual(self.whole(office=self.county.other_town.code).status_code, 404)


class SenderTests(NilReportPageTests):
    """A bureau's report says that it sent nothing."""

    def setUp(self):
        self.client.force_login(make_user(Post.Role.ISSUER, self.county.bureau))

    def report(self, kind, **changed):
        return self.post(office=self.county.bureau.code, kind=kind, back="issuer", **changed)

    def test_what_it_received_does_not_stand_in_the_way(self):
        log(Kind.MEETING, self.county.county_office, month_span(self.month).first, [self.county.bureau])
        self.assertContains(self.report("meeting"), "已报“本期无”")
        self.assertEqual(NilReport.objects.count(), 1)

    def test_what_it_sent_does(self):
        log(Kind.MEETING, self.county.bureau, month_span(self.month).first, [self.county.town])
        self.assertContains(self.report("meeting"), "已有这一类的登记")
        self.assertFalse(NilReport.objects.exists())

    def test_its_page_lists_what_is_missing_and_comes_back_to_it(self):
        year = self.month // 100
        page = self.client.get(reverse("issuer", args=[self.county.bureau.code, year]))
        self.assertContains(page, 'id="missing"')
        self.assertContains(page, "三类都无")
        self.assertRedirects(
            self.client.post(reverse("nil_report"), self.cell(office=self.county.bureau.code, back="issuer")),
            reverse("issuer", args=[self.county.bureau.code, year]) + "#missing",
        )


class OfficePageTests(NilReportPageTests):
    def page(self):
        return self.client.get(reverse("office", args=[self.county.town.code, self.month // 100]))

    def test_lists_the_months_that_are_missing_with_a_button_for_whoever_works_there(self):
        self.assertContains(self.page(), reverse("nil_month"))
        self.client.force_login(make_user(Post.Role.SUPERVISOR, self.county.county))
        page = self.page()
        self.assertContains(page, 'id="missing"')
        self.assertNotContains(page, reverse("nil_month"))

    def test_nothing_is_listed_when_all_is_told(self):
        tell_the_rest(self.county.town, year=self.month // 100)
        self.assertNotContains(self.page(), 'id="missing"')

    @time_machine.travel(datetime(2026, 9, 20, 2, tzinfo=UTC), tick=False)
    def test_older_months_of_the_year_stand_on_the_todo_page_too(self):
        self.client.force_login(self.clerk)
        page = self.client.get(reverse("todo"))
        self.assertEqual([row.month for row in page.context["earlier"]], list(range(202601, 202606)))
        self.assertContains(page, "本年更早还有 5 个月没有登记齐")
