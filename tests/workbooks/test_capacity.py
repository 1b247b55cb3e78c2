from datetime import date

from django.test import TestCase
from django.urls import reverse

from tests.county import make_user
from tests.views.figures import county_with_a_year, midsummer
from tests.workbooks.sheets import made_for, row_named, shown, values
from tracker.figures import percent_text, person_hours
from tracker.models.posts import Post
from tracker.models.staffing import Staffing

BACKEND = "django.contrib.auth.backends.ModelBackend"


@midsummer
class CapacitySheetTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = county_with_a_year()
        cls.supervisor = make_user(Post.Role.SUPERVISOR, cls.county.county)
        Staffing.objects.create(office=cls.county.town, people=3, valid_from=date(2026, 1, 1))

    def test_equals_the_page_line_by_line(self):
        self.client.force_login(self.supervisor, BACKEND)
        address = reverse("capacity", args=[self.county.county.code, 2026])
        page = self.client.get(address, {"as_of": "2026-06-30"})
        sheet = made_for(self.supervisor, self.county.county)["工作时间"]
        for line in page.context["lines"]:
            row = line.row
            told = row_named(sheet, row.office.name)
            with self.subTest(row.office.name):
                self.assertEqual(told[1], "—" if row.staff is None else row.staff)
                self.assertEqual(told[2], "—" if row.capacity is None else float(person_hours(row.capacity)))
                self.assertEqual(told[3:7], [float(person_hours(minutes)) for minutes in
                                             (row.minutes, row.measured, row.estimated, row.default)])  # fmt: skip
                self.assertEqual(told[8] or "", "、".join(office.name for office in row.missing))

    def test_shares_show_what_the_page_shows(self):
        sheet = made_for(self.supervisor, self.county.county)["工作时间"]
        self.client.force_login(self.supervisor, BACKEND)
        address = reverse("capacity", args=[self.county.county.code, 2026])
        area = self.client.get(address, {"as_of": "2026-06-30"}).context["figures"].area
        last = [cells for cells in sheet.iter_rows(max_col=9) if cells[0].value == "清河县"][-1]
        self.assertEqual(shown(last[7]), percent_text(area.share))
        self.assertGreater(area.share, 0)

    def test_says_who_is_missing_and_that_nobody_is_ranked(self):
        sheet = made_for(self.supervisor, self.county.county)["工作时间"]
        words = " ".join(str(cell) for row in values(sheet, 1) for cell in row if cell)
        self.assertIn("没有录入在岗人数，其人数和工时都没有计入。", words)
        self.assertIn("不作排名", words)
        self.assertIn("按标准", words)
