from datetime import date, time, timedelta

from django.test import TestCase
from django.urls import reverse
from time_machine import travel

from tests.county import County, log, make_user
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.plans import Plan, PlanLine
from tracker.models.posts import Post

BACKEND = "django.contrib.auth.backends.ModelBackend"
TODAY = date(2026, 3, 4)  # a Wednesday


@travel("2026-03-04T02:00:00Z", tick=False)
class Weeks(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.supervisor = make_user(Post.Role.SUPERVISOR, cls.county.county)
        cls.head = make_user(Post.Role.HEAD, cls.county.town)

    def setUp(self):
        self.client.force_login(self.head, BACKEND)

    def page(self, office=None, **asked):
        return self.client.get(reverse("week", args=[(office or self.county.town).code, 2026]), asked)

    def meet(self, title="会", hour=9, day=TODAY, **fields):
        return log(
            Kind.MEETING, self.county.bureau, day, [self.county.town], title=title, starts_at=time(hour), **fields
        )

    def plan(self, issuer, day, number):
        made, _new = Plan.objects.get_or_create(issuer=issuer, year=2026)
        PlanLine.objects.create(
            plan=made, kind=Kind.MEETING, title="他县机密年会", day=day, recipients="各乡镇",
            status=PlanLine.Status.APPROVED, admission_number=f"准{number}",
        )  # fmt: skip


class OfficeTests(Weeks):
    def test_the_finding_is_what_collides_and_what_stays_free(self):
        self.meet(required_rank=Item.RequiredRank.PRINCIPAL)
        self.meet(hour=10, required_rank=Item.RequiredRank.PRINCIPAL)
        page = self.page()
        self.assertContains(page, "1 处撞期，其中 1 处都要党政主要负责同志到场；工作日 10 个半天中空着 9 个")
        self.assertContains(page, "2 项要求党政主要负责同志到场")
        self.assertContains(page, "▲")

    def test_a_quiet_week_says_so(self):
        self.assertContains(self.page(), "没有撞期；工作日 10 个半天中空着 10 个")

    def test_proposes_a_half_day(self):
        self.meet("甲会")
        self.meet("乙会", hour=10)
        self.assertContains(self.page(), "“乙会”可改到 3月5日（星期四）上午，没有已知的安排")

    def test_titles_only_of_what_the_reader_may_see(self):
        for number, issuer in enumerate((self.county.bureau, self.county.other_bureau)):
            self.plan(issuer, TODAY + timedelta(1), number)
        page = self.page()
        self.assertNotContains(page, "他县机密年会")
        self.assertContains(page, "会议（县应急管理局）")
        self.assertContains(page, "1 处撞期")

    def test_whatever_is_listed_is_what_is_counted(self):
        for hour in (9, 10, 15):
            self.meet(f"会{hour}", hour)
        log(Kind.DOCUMENT, self.county.bureau, TODAY, [self.county.town], title="催报", deadline=TODAY)
        page = self.page()
        week = page.context["week"]
        shown = [thing for column in page.context["columns"] for half in column.halves for thing in half.things]
        self.assertEqual(len(shown), 3)
        self.assertEqual([half.number for column in page.context["columns"] for half in column.halves][4:6], [2, 1])
        for thing in shown:
            self.assertContains(page, reverse("item", args=[thing.pk]))
        self.assertEqual(sum(len(column.due) for column in page.context["columns"]), len(week.due))
        for total in page.context["totals"]:
            (landed,) = self.client.get(total.full_address).context["sums"].landed.values()
            self.assertEqual((total.official, total.full), (landed.official, landed.full))

    def test_leads_to_the_weeks_before_and_after(self):
        page = self.page()
        self.assertContains(page, "day=2026-02-23")
        self.assertContains(page, "day=2026-03-09")
        self.assertEqual(self.page(day="2026-02-23").context["week"].days.first, date(2026, 2, 23))

    def test_a_day_that_is_none_or_too_far_is_said_and_left_out(self):
        for asked, words in {"gestern": "没有这一天", "2031-01-01": "这一天太远"}.items():
            page = self.page(day=asked)
            self.assertContains(page, words)
            self.assertEqual(page.context["week"].days.first, date(2026, 3, 2))

    def test_looks_from_any_day(self):
        self.meet()
        self.assertContains(self.page(as_of="2026-03-03", day="2026-03-04"), "没有已知的会议和督检考")


class AreaTests(Weeks):
    def setUp(self):
        self.client.force_login(self.supervisor, BACKEND)

    def test_lists_its_offices_in_official_order_without_ranking(self):
        self.meet()
        self.meet(hour=10)
        page = self.page(self.county.county)
        self.assertContains(page, "2 个单位中 1 个有撞期，共 1 处")
        self.assertContains(page, "按行政区划顺序排列，不作排名")
        self.assertEqual([line.office for line in page.context["lines"]], self.county.towns)

    def test_a_region_of_regions_says_where_to_look(self):
        city = make_user(Post.Role.SUPERVISOR, self.county.city)
        self.client.force_login(city, BACKEND)
        self.assertContains(self.page(self.county.city), "撞期按单位看")

    def test_a_week_ahead_has_not_come(self):
        self.assertContains(self.page(self.county.county, day="2026-03-18"), "这一周还没有到")


class CardTests(Weeks):
    def test_the_page_of_an_office_tells_of_this_week_and_the_next(self):
        self.meet("甲会")
        self.meet("乙会", hour=10)
        page = self.client.get(reverse("office", args=[self.county.town.code, 2026]))
        self.assertContains(page, "本周撞期")
        self.assertContains(page, "“乙会”可改到 3月5日（星期四）上午")
        self.assertContains(page, "3月9日至15日")
