import random
from datetime import date, timedelta

from django.test import TestCase
from django.urls import reverse

from tests.county import County, log, make_office, make_user, unsaved_item
from tests.test_one_number import FigureLinks
from tests.views.listed import listed
from tracker.actions.counting_rules import draft_from
from tracker.actions.deliveries import Landing
from tracker.actions.items import log_item
from tracker.figures import count_text, hours_text
from tracker.models.counting_rules import CountingRule
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.models.posts import Post

BACKEND = "django.contrib.auth.backends.ModelBackend"
AS_OF = date(2026, 8, 20)
UNCOUNTED = {
    Kind.MEETING: {"meeting_name": Item.MeetingName.DEPARTMENT},
    Kind.DOCUMENT: {"document_format": Item.DocumentFormat.MEMO},
    Kind.INSPECTION: {"plan_status": Item.PlanStatus.UNPLANNED},
}


class CausesPage(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.supervisor = make_user(Post.Role.SUPERVISOR, cls.county.county)

    def setUp(self):
        self.client.force_login(self.supervisor, BACKEND)

    def page(self, office=None, **asked):
        code = (office or self.county.county).code
        return self.client.get(reverse("causes", args=[code, 2026]), {"as_of": AS_OF.isoformat()} | asked)


class OneNumberTests(CausesPage):
    """Every figure that is a link is what the list behind it states, in both counts and in hours."""

    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        county, chance = cls.county, random.Random(7)
        offices = [county.town, county.village, county.other_town, county.far_village]
        for _ in range(90):
            day = date(2025, 1, 1) + timedelta(days=chance.randrange(620))
            kind, chosen = chance.choice(Kind.values), chance.sample(offices, chance.randint(1, 3))
            issuer = chance.choice([county.bureau, county.other_bureau, county.city])
            log(kind, issuer, day, chosen, **(UNCOUNTED[kind] if chance.random() < 0.4 else {}))

    def assert_lists_agree(self, **asked):
        context = self.page(**asked).context
        self.assertEqual(len(context["lines"]), 3)
        for line in [*context["lines"], context["whole"]]:
            self.assertEqual(self.sums(line.items).minutes, line.amount.full_minutes)
            self.assertEqual(self.sums(line.official_items).minutes, line.amount.official_minutes)
            for kind, cell in zip(Kind.values, line.cells, strict=True):
                self.assertEqual(self.sums(cell.official_address).number, cell.official)
                behind = self.sums(cell.full_address)
                self.assertEqual((behind.landed[kind].full, behind.minutes), (cell.full, cell.minutes))
        return context

    def sums(self, address):
        return listed(self.supervisor, address)

    def test_every_cell_is_its_list(self):
        self.assert_lists_agree()

    def test_of_one_town(self):
        self.assert_lists_agree(office=self.county.town)

    def test_replayed_under_a_draft(self):
        version = CountingRule(name="从严版", valid_from=date(2026, 1, 1), source="测试")
        draft = draft_from(CountingRule.objects.get(), version)
        draft.clauses.filter(kind=Kind.MEETING).update(counts=True)
        replayed = self.assert_lists_agree(under=draft.pk)["whole"]
        self.assertGreater(replayed.amount.official_items, self.page().context["whole"].amount.official_items)
        self.assertContains(self.page(under=draft.pk), "按《从严版》重算，不是现行数字")

    def test_bars_and_levels_open_what_they_weigh(self):
        for by, text in (("hours", self.hours), ("count", self.count), ("uncounted", self.hours)):
            context = self.page(by=by).context
            links = FigureLinks()
            links.feed(context["pareto"].picture + context["levels"].picture)
            figures = [(address, told) for address, told in links.found if told]
            self.assertEqual(len(figures), 5)
            for address, told in figures:
                with self.subTest(by=by, address=address):
                    self.assertEqual(told, text(self.sums(address)))

    def test_growth_opens_both_years(self):
        for line in self.page(by="count").context["grown"]:
            self.assertEqual(self.count(self.sums(line.now_address)), line.now)
            self.assertEqual(self.count(self.sums(line.before_address)), line.before)

    @staticmethod
    def hours(sums):
        return hours_text(sums.minutes)

    @staticmethod
    def count(sums):
        return count_text(sums.number)


class CausesPageTests(CausesPage):
    def log(self, issuer=None, day=date(2026, 3, 5), **fields):
        return log(Kind.MEETING, issuer or self.county.bureau, day, [self.county.town], **fields)

    def test_an_empty_year_says_what_is_missing(self):
        self.assertContains(self.page(), "这段时间没有登记来自任何单位的事项")
        self.assertContains(self.page(), "没有登记不等于没有负担。")

    def test_one_issuer_alone_is_named(self):
        self.log()
        self.assertContains(self.page(), "全部工时来自县应急管理局")
        self.assertContains(self.page(), "只有县应急管理局一个单位，占 100.0%")

    def test_says_how_few_cause_how_much(self):
        for minutes, issuer in ((600, self.county.bureau), (300, self.county.other_bureau), (60, self.county.city)):
            item = unsaved_item(Kind.MEETING, issuer, date(2026, 3, 5))
            told = {"people": 1, "minutes": minutes, "travel_minutes": 0, "preparation_minutes": 0}
            log_item(item, [Landing(self.county.town, **told)], logged_for=self.county.town, by=None)
        self.assertContains(self.page(), "1 个单位造成一半工时，2 个单位造成 80%")
        self.assertContains(self.page(), "本级（县）的单位占 93.8%，上级占 6.3%")

    def test_where_everything_counts_nothing_is_left_out_by_the_official_count(self):
        self.log()
        self.assertContains(self.page(by="uncounted"), "这段时间没有不计入统计口径的工时")

    def test_says_that_last_year_cannot_be_compared(self):
        self.log()
        self.assertContains(self.page(), "上年没有台账，不能比较。")

    def test_an_unknown_switch_means_hours(self):
        self.log()
        self.assertEqual(self.page(by="evil").context["figures"].by, "hours")

    def test_the_switch_keeps_day_and_version(self):
        self.log()
        rule = CountingRule.objects.get()
        for entry in self.page(under=rule.pk).context["switch"]:
            self.assertIn("as_of=2026-08-20", entry.address)
            self.assertIn(f"under={rule.pk}", entry.address)

    def test_leads_to_the_offices_below_in_official_order(self):
        self.log()
        labels = [entry.label for entry in self.page().context["offices"]]
        self.assertEqual(labels, ["新桥镇", "柳林镇"])

    def test_the_overview_leads_here(self):
        self.log()
        page = self.client.get(reverse("overview", args=["QH", 2026]), {"as_of": AS_OF.isoformat()})
        self.assertContains(page, f"{reverse('causes', args=['QH', 2026])}?as_of=2026-08-20")


class FourHundredTests(CausesPage):
    """One item from each of 400 issuers: all of them add up, a page shows some and says how many are left."""

    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        department = (Office.Kind.GOVERNMENT_DEPARTMENT, Office.Level.COUNTY, cls.county.county)
        for number in range(400):
            issuer = make_office(f"QH-X{number}", f"第{number}局", *department)
            log(Kind.MEETING, issuer, date(2026, 3, 5), [cls.county.town])

    def test_the_rest_closes_the_sum(self):
        context = self.page(by="count").context
        shown = sum(line.amount.full_items for line in context["lines"])
        self.assertEqual((context["rest"].name, shown), ("其余 340 个单位", 60))
        self.assertEqual(shown + context["rest"].amount.full_items, context["whole"].amount.full_items)

    def test_every_page_can_be_turned_to(self):
        last = self.page(by="count", page="7")
        self.assertEqual(len(last.context["lines"]), 40)
        self.assertContains(last, "by=count")

    def test_the_picture_stays_small_and_its_table_is_whole(self):
        pareto = self.page().context["pareto"]
        self.assertEqual((pareto.picture.count("<tr"), len(pareto.twin.rows)), (17, 400))
