from datetime import date
from html.parser import HTMLParser

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.county import County, log, make_office, make_user, tell_the_rest
from tests.views.figures import county_with_a_year, halve_meetings, midsummer
from tracker.models.baselines import Count
from tracker.models.kinds import Kind
from tracker.models.norms import Norm
from tracker.models.offices import Office
from tracker.models.posts import Post

Role = Post.Role


class Links(HTMLParser):
    """Every link of a page with its text."""

    def __init__(self, html):
        super().__init__()
        self.found, self._address = [], None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag == "a":
            self._address = dict(attrs).get("href")

    def handle_data(self, data):
        if self._address is not None and data.strip():
            self.found.append((data.strip(), self._address))
            self._address = None


def links_of(response):
    return Links(response.content.decode()).found


@midsummer
class OverviewTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = county_with_a_year()
        cls.supervisor = make_user(Role.SUPERVISOR, cls.county.county)

    def setUp(self):
        self.client.force_login(self.supervisor)

    def page(self, year=2026, code="QH", **asked):
        return self.client.get(reverse("overview", args=[code, year]), asked)

    def card(self, response, kind=Kind.MEETING):
        return next(card for card in response.context["cards"] if card.row.kind == kind)

    def test_leads_to_the_newest_year_with_data(self):
        self.assertRedirects(self.client.get(reverse("overview", args=["QH"])), reverse("overview", args=["QH", 2026]))

    def test_shows_both_counts_side_by_side(self):
        landed = self.card(self.page()).row.landed
        self.assertEqual((landed.official, landed.full), (5, 7))

    def test_looks_up_to_the_asked_day(self):
        landed = self.card(self.page(as_of="2026-03-03")).row.landed
        self.assertEqual((landed.official, landed.full), (3, 3))

    def test_compares_with_the_same_days_of_the_base_year(self):
        halve_meetings(self.county.county)
        self.assertEqual(self.card(self.page(as_of="2026-03-03")).official_change, "−25.0%")

    def test_a_promise_about_the_full_count_stands_in_its_own_column(self):
        halve_meetings(self.county.county, count=Count.FULL)
        card = self.card(self.page())
        self.assertIsNone(card.row.ceiling)
        self.assertEqual((card.full_row.ceiling, card.full_row.remaining), (12, 5))

    def test_says_how_many_are_left_and_what_the_year_will_come_to(self):
        halve_meetings(self.county.county)
        told = self.card(self.page()).row.forecast
        self.assertContains(self.page(), f"离限额还有 7 次，年末预计 {told.median} 次")
        self.assertGreaterEqual(told.breach, 0.5)

    def test_says_how_many_are_left_and_how_that_stands(self):
        halve_meetings(self.county.county)
        Norm.objects.filter(code=Norm.Code.LIKELY_BREACH).update(value=100)
        tell_the_rest(*self.county.towns)
        response = self.page()
        self.assertEqual(self.card(response).row.remaining, 7)
        self.assertContains(response, "离限额还有 7 次，不快于序时进度")

    def test_names_the_month_in_which_the_ceiling_was_passed(self):
        halve_meetings(self.county.county, type="fixed", number=4)
        self.assertContains(self.page(), "3月越过全年限额，已超 1 次")

    def test_without_a_target_nothing_is_judged(self):
        response = self.page()
        self.assertContains(response, "会议不能判定")
        self.assertContains(response, "没有设目标")

    def test_a_target_without_a_baseline_is_said_to_lack_one(self):
        halve_meetings(self.county.county, base_year=2018)
        self.assertContains(self.page(), "缺基期底数，算不出限额")

    def test_every_figure_opens_a_list_that_may_be_opened(self):
        lists = {address for _text, address in links_of(self.page()) if address.startswith(reverse("items"))}
        self.assertGreater(len(lists), 10)
        for address in lists:
            self.assertEqual(self.client.get(address).status_code, 200, address)

    def test_a_figure_and_the_list_behind_it_are_equal(self):
        cards = self.page().context["cards"]
        cells = [cell for line in self.page().context["lines"] for cell in line.cells]
        shown = [(card.official_address, str(card.row.landed.official)) for card in cards]
        shown += [(cell.official_address, cell.official) for cell in cells]
        for address, figure in shown:
            landed = self.client.get(address).context["sums"].landed.values()
            self.assertEqual(str(sum(part.official for part in landed)), figure, address)

    def test_a_full_count_and_the_list_behind_it_are_equal(self):
        for card in self.page().context["cards"]:
            landed = self.client.get(card.full_address).context["sums"].landed[card.row.kind]
            self.assertEqual((landed.full, landed.full_minutes), (card.row.landed.full, card.row.landed.full_minutes))

    def test_receivers_stand_in_official_order_whatever_they_received(self):
        for day in range(1, 13):
            log(Kind.MEETING, self.county.bureau, date(2026, 5, day), [self.county.other_town])
        lines = self.page().context["lines"]
        self.assertEqual([line.office.name for line in lines], ["新桥镇", "柳林镇"])
        self.assertLess(lines[0].minutes, lines[1].minutes)

    def test_issuers_stand_by_the_hours_they_cost(self):
        minutes = [sender.minutes for sender in self.page().context["senders"]]
        self.assertEqual(minutes, sorted(minutes, reverse=True))
        self.assertEqual(sum(minutes), self.page().context["hours"].minutes)

    def test_a_day_of_another_year_leads_to_that_year(self):
        response = self.page(as_of="2025-05-01")
        self.assertRedirects(response, reverse("overview", args=["QH", 2025]) + "?as_of=2025-05-01")

    def test_a_day_that_does_not_exist_is_told_and_left_out(self):
        for day in ("2026-02-30", "2027-01-01", "' OR 1=1"):
            response = self.page(as_of=day)
            self.assertContains(response, "以下数字没有按它计算")
            self.assertEqual(self.card(response).row.landed.full, 7)

    def test_a_year_without_data_says_so_and_names_those_with_data(self):
        response = self.page(2024)
        self.assertContains(response, "没有登记任何事项")
        self.assertContains(response, reverse("overview", args=["QH", 2025]))

    def test_a_year_that_has_not_begun_is_not_found(self):
        self.assertEqual(self.page(2027).status_code, 404)

    def test_the_workbook_is_offered_for_the_same_days(self):
        response = self.page(as_of="2026-03-03")
        self.assertContains(response, reverse("workbook", args=["QH", 2026]) + "?as_of=2026-03-03")

    def test_a_name_cannot_break_the_page(self):
        Office.objects.filter(pk=self.county.town.pk).update(name='<script>alert("1")</script>')
        response = self.page()
        self.assertNotContains(response, "<script>alert")
        self.assertContains(response, "&lt;script&gt;alert")

    def test_can_be_read_in_english(self):
        self.client.cookies["django_language"] = "en"
        self.assertContains(self.page(), '<html lang="en">')

    def add_towns(self, numbers):
        for number in numbers:
            town = make_office(f"QH-X{number}", f"镇{number}", Office.Kind.TOWN, Office.Level.TOWN, self.county.county)
            log(Kind.MEETING, self.county.bureau, date(2026, 6, 1), [town])

    def test_asks_the_database_no_more_when_there_are_more_towns(self):
        self.add_towns(range(1))
        with CaptureQueriesContext(connection) as few:
            self.page()
        self.add_towns(range(1, 31))
        with CaptureQueriesContext(connection) as many:
            self.page()
        self.assertLessEqual(len(many), len(few) + 1)
        self.assertLessEqual(len(many), 100)


@midsummer
class OverviewScopeTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()

    def test_a_visitor_is_asked_to_log_in(self):
        address = reverse("overview", args=["QH", 2026])
        self.assertRedirects(self.client.get(address), f"{reverse('login')}?next={address}")

    def test_what_lies_outside_the_scope_is_not_found(self):
        self.client.force_login(make_user(Role.SUPERVISOR, self.county.county))
        for code in ("BS", "LJ", "NOPE"):
            for address in (reverse("overview", args=[code]), reverse("overview", args=[code, 2026])):
                self.assertContains(self.client.get(address), "没有找到，或不在您的查看范围", status_code=404)

    def test_a_town_clerk_does_not_see_the_county(self):
        self.client.force_login(make_user(Role.CLERK, self.county.town))
        self.assertEqual(self.client.get(reverse("overview", args=["QH", 2026])).status_code, 404)
