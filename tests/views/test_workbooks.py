from io import BytesIO
from urllib.parse import quote

from django.test import TestCase
from django.urls import reverse
from openpyxl import load_workbook

from tests.county import make_user
from tests.views.figures import county_with_a_year, midsummer
from tracker.models.posts import Post

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@midsummer
class WorkbookDownload(TestCase):
    @classmethod
    @midsummer
    def setUpTestData(cls):
        cls.county = county_with_a_year()
        cls.supervisor = make_user(Post.Role.SUPERVISOR, cls.county.county, first_name="吕立新")

    def setUp(self):
        self.enter(self.supervisor)

    def enter(self, user):
        self.client.force_login(user, "django.contrib.auth.backends.ModelBackend")

    def workbook(self, office=None, year=2026, **parameters):
        return self.client.get(reverse("workbook", args=[(office or self.county.county).code, year]), parameters)

    def opened(self, response):
        return load_workbook(BytesIO(b"".join(response.streaming_content)))

    def test_is_an_attachment_with_a_chinese_name_that_no_cache_keeps(self):
        response = self.workbook(as_of="2026-06-30")
        name = quote("清河县减负台账（2026年1月1日至6月30日）.xlsx")
        self.assertEqual(response["Content-Disposition"], f"attachment; filename*=utf-8''{name}")
        self.assertEqual(response["Content-Type"], XLSX)
        self.assertIn("no-store", response["Cache-Control"])

    def test_looks_up_to_the_day_of_the_page(self):
        sheet = self.opened(self.workbook(as_of="2026-03-03"))["会议台账"]
        self.assertEqual([row[1].day for row in sheet.iter_rows(min_row=5, values_only=True)], [3, 2, 1])

    def test_is_signed_by_who_took_it(self):
        cells = [cell for row in self.opened(self.workbook())["封面"].iter_rows(values_only=True) for cell in row]
        self.assertIn("清河县 吕立新", cells)

    def test_follows_the_language_that_was_chosen(self):
        self.client.cookies["django_language"] = "en"
        sheet = self.opened(self.workbook())["Counting rules"]
        self.assertIn("On the annual plan", [cell for row in sheet.iter_rows(values_only=True) for cell in row])

    def test_a_day_that_is_none_lies_ahead_or_belongs_to_another_year_is_refused(self):
        for day in ("2026-02-30", "gestern", "2026-12-01", "2025-06-30"):
            with self.subTest(day):
                response = self.workbook(as_of=day)
                self.assertContains(response, "没有保存任何改动", status_code=400)

    def test_a_year_the_ledger_cannot_hold_is_not_found(self):
        self.assertEqual([self.workbook(year=year).status_code for year in (1812, 2027)], [404, 404])

    def test_other_areas_are_not_found(self):
        for office in (self.county.neighbour, self.county.city):
            with self.subTest(office):
                self.assertEqual(self.workbook(office).status_code, 404)

    def test_a_town_takes_its_own_and_no_other(self):
        self.enter(make_user(Post.Role.HEAD, self.county.town))
        self.assertEqual(self.workbook(self.county.town).status_code, 200)
        self.assertEqual(self.workbook(self.county.other_town).status_code, 404)
        self.assertEqual(self.workbook().status_code, 404)

    def test_a_visitor_is_sent_to_log_in(self):
        self.client.logout()
        self.assertRedirects(self.workbook(), f"{reverse('login')}?next=/workbook/QH/2026/")
