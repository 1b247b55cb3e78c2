from datetime import date

from django.test import TestCase
from django.urls import reverse
from time_machine import travel

from tests.county import County, make_user, unsaved_item
from tracker.actions.deliveries import Landing
from tracker.actions.items import log_item
from tracker.models.counting_rules import CountingRule
from tracker.models.kinds import Kind
from tracker.models.posts import Post
from tracker.models.staffing import Staffing

BACKEND = "django.contrib.auth.backends.ModelBackend"


@travel("2026-03-31T02:00:00Z", tick=False)
class CapacityPageTests(TestCase):
    """Until 31 March 2026 there are 59 working days: 21 in January, 16 in February, 22 in March."""

    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.supervisor = make_user(Post.Role.SUPERVISOR, cls.county.county)
        told = Landing(cls.county.town, people=1, minutes=59 * 48, travel_minutes=0, preparation_minutes=0)
        item = unsaved_item(Kind.MEETING, cls.county.bureau, date(2026, 3, 5))
        log_item(item, [told], logged_for=cls.county.town, by=None)

    def setUp(self):
        self.client.force_login(self.supervisor, BACKEND)

    def page(self, name="capacity", office=None, **asked):
        return self.client.get(reverse(name, args=[(office or self.county.county).code, 2026]), asked)

    def staff_the_town(self, people=1):
        Staffing.objects.create(office=self.county.town, people=people, valid_from=date(2026, 1, 1))

    def test_what_no_counting_rule_changes_does_not_call_itself_replayed(self):
        for name in ("capacity", "chains", "sheet"):
            with self.subTest(name):
                page = self.page(name, under=CountingRule.objects.first().pk)
                self.assertEqual("重算，不是现行数字" in page.content.decode(), name == "sheet")

    def test_the_title_is_the_share_taken(self):
        self.staff_the_town()
        self.assertContains(self.page(), "本年占用10.0%的工作时间。")

    def test_says_what_is_unknown_and_what_the_hours_rest_on(self):
        self.assertContains(self.page(), "在岗人数未录入")
        self.staff_the_town()
        self.assertContains(self.page(), "没有录入在岗人数，其人数和工时都没有计入。")
        self.assertContains(self.page(), "实测 100.0%、估算 0.0%、按标准 0.0%")

    def test_offices_stand_in_official_order_with_the_area_below(self):
        self.staff_the_town()
        listed = [line.row.office for line in self.page().context["lines"]]
        self.assertEqual(listed, [self.county.town, self.county.other_town, self.county.county])

    def test_looks_back_to_any_day(self):
        self.staff_the_town()
        self.assertContains(self.page(as_of="2026-03-04"), "本年占用0.0%的工作时间。")

    def test_months_are_drawn_with_their_table_and_open_their_rows(self):
        self.staff_the_town()
        self.assertContains(self.page(), "from=2026-03-01&amp;to=2026-03-31")
        self.assertEqual([row[3] for row in self.page().context["chart"].twin.rows], ["0.0%", "0.0%", "26.8%"])

    def test_names_the_norms_behind_it(self):
        self.assertContains(self.page(), "《国务院关于职工工作时间的规定》第三条")

    def test_a_year_without_a_calendar_is_said(self):
        with travel("2027-03-31T02:00:00Z", tick=False):
            self.client.force_login(self.supervisor, BACKEND)
            response = self.client.get(reverse("capacity", args=[self.county.county.code, 2027]))
        self.assertContains(response, "2027年放假安排未公布，按普通周计算。")

    def test_the_card_of_hours_says_the_same(self):
        self.assertContains(self.page("overview"), "在岗人数未录入")
        self.staff_the_town()
        for name, office in (("overview", self.county.county), ("office", self.county.town)):
            self.assertContains(self.page(name, office), "占工作时间 10.0%")
            self.assertContains(self.page(name, office), "实测 100.0%")
