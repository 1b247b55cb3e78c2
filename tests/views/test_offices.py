from django.test import TestCase
from django.urls import reverse

from tests.county import make_user, tell_the_rest
from tests.views.figures import county_with_a_year, halve_meetings, midsummer
from tracker.models.kinds import Kind
from tracker.models.posts import Post

Role = Post.Role


@midsummer
class OfficePageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = county_with_a_year()
        cls.head = make_user(Role.HEAD, cls.county.town)

    def setUp(self):
        self.client.force_login(self.head)

    def page(self, code="QH-T1", year=2026, **asked):
        return self.client.get(reverse("office", args=[code, year]), asked)

    def test_shows_what_hit_the_office_and_nobody_else(self):
        counts = {card.row.kind: card.row.landed.full for card in self.page().context["cards"]}
        self.assertEqual(counts, {Kind.MEETING: 7, Kind.DOCUMENT: 1, Kind.INSPECTION: 1})

    def test_names_who_sent_it_with_counts_that_add_up(self):
        response = self.page()
        shown = [sender.counts for sender in response.context["senders"]]
        self.assertEqual([sum(column) for column in zip(*shown, strict=True)], [7, 1, 1])

    def test_lists_the_latest_items_newest_first(self):
        days = [item.day for item in self.page().context["latest"]]
        self.assertEqual(days, sorted(days, reverse=True))
        self.assertEqual(len(days), 9)

    def test_its_villages_stand_in_official_order(self):
        names = [line.office.name for line in self.page().context["lines"]]
        self.assertEqual(names, ["红旗村", "和平村"])

    def test_the_target_of_all_towns_binds_it(self):
        halve_meetings(self.county.county, level="T", responsible="县委副书记 王建民")
        tell_the_rest(self.county.town)
        response = self.page()
        self.assertContains(response, "离限额还有 7 次")
        self.assertContains(response, "县委副书记 王建民")

    def test_a_town_that_received_nothing_is_told_how_to_begin(self):
        response = self.page(year=2024)
        self.assertContains(response, "没有登记不等于没有负担")
        self.assertContains(response, reverse("log_meeting"))

    def test_an_auditor_is_not_offered_to_log(self):
        self.client.force_login(make_user(Role.AUDITOR, self.county.county))
        self.assertNotContains(self.page(year=2024), reverse("log_meeting"))

    def test_the_neighbour_is_not_found(self):
        self.assertEqual(self.page("QH-T2").status_code, 404)
        self.assertEqual(self.page("QH").status_code, 404)

    def test_a_day_of_another_year_leads_to_that_year(self):
        response = self.page(as_of="2025-05-01")
        self.assertRedirects(response, reverse("office", args=["QH-T1", 2025]) + "?as_of=2025-05-01")
