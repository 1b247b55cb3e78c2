import re
from datetime import UTC, date, datetime, timedelta

from django.test import TestCase
from django.utils import timezone

from tests.county import log, make_user, tell_the_rest
from tests.views.figures import AS_OF, county_with_a_year, halve_meetings, midsummer
from tracker.actions.explanations import submit_explanation
from tracker.measures.standing import Standing
from tracker.models.baselines import Count, Side
from tracker.models.findings import Finding
from tracker.models.kinds import Kind
from tracker.models.overruns import Overrun
from tracker.models.posts import Post
from tracker.queries.explanations import explanation_row

IN_TIME = datetime(2026, 6, 30, 2, tzinfo=UTC)
PAGE = f"/sheet/QH/2026/?as_of={AS_OF}"


class SheetCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = county_with_a_year()
        cls.leader = make_user(Post.Role.LEADER, cls.county.county, first_name="方志远")
        halve_meetings(cls.county.county)

    def setUp(self):
        self.enterContext(midsummer)
        self.client.force_login(self.leader)

    def lines(self):
        return [line.words for line in self.client.get(PAGE).context["waiting"]]


class SameNumbersTests(SheetCase):
    def test_the_cards_are_those_of_the_overview(self):
        sheet, overview = self.client.get(PAGE), self.client.get(f"/overview/QH/2026/?as_of={AS_OF}")
        self.assertEqual(sheet.context["cards"], overview.context["cards"])
        self.assertEqual(sheet.context["verdict"], overview.context["verdict"])

    def test_a_ceiling_of_the_full_count_shows_how_it_stands(self):
        halve_meetings(self.county.county, count=Count.FULL)
        full = self.client.get(PAGE).context["cards"][0].full_row
        self.assertEqual(full.judgement.standing, Standing.NEAR)
        self.assertContains(self.client.get(PAGE), '<span class="st t-near" title="临界')

    def test_the_issuers_are_the_first_five_of_the_overview_and_the_rest_closes_the_sum(self):
        for number in range(4):
            log(Kind.MEETING, self.county.towns[number % 2], date(2026, 5, 4 + number), [self.county.village])
        for office in (self.county.city, self.county.neighbour, self.county.county_office, self.county.village):
            log(Kind.MEETING, office, date(2026, 5, 4), [self.county.town])
        sheet, overview = self.client.get(PAGE), self.client.get(f"/overview/QH/2026/?as_of={AS_OF}")
        shown = sheet.context["senders"]
        self.assertEqual([one.name for one in shown], [one.name for one in overview.context["senders"]][:5])
        whole = sum(row.minutes for row in overview.context["figures"].issuers)
        self.assertEqual(sum(one.minutes for one in shown) + sheet.context["rest"].minutes, whole)

    def test_receivers_are_neither_listed_by_size_nor_ranked(self):
        page = re.sub(r"<title>.*?</title>", "", self.client.get(PAGE).content.decode())
        for word in ("排名第", "名次", "位列", "垫底"):
            self.assertNotIn(word, page)

    def test_an_empty_year_says_so(self):
        answer = self.client.get("/sheet/QH/2024/")
        self.assertContains(answer, "没有登记不等于没有负担")

    def test_it_is_replayed_under_another_version_like_the_overview(self):
        rule = self.client.get(PAGE).context["rules"][0]
        self.assertContains(self.client.get(f"{PAGE}&under={rule.pk}"), "不是现行数字")


class DecisionTests(SheetCase):
    def test_nothing_waits_in_a_quiet_county(self):
        self.assertContains(self.client.get(PAGE), "没有待定的事项")

    def test_what_is_over_and_accepted_by_nobody_comes_first(self):
        for day in range(1, 9):
            log(Kind.MEETING, self.county.bureau, date(2026, 4, day), [self.county.town])
        Finding.objects.create(office=self.county.bureau, kind=Kind.MEETING, year=2026, facts="便函增多")
        self.assertEqual(self.lines()[0], "会议超额 1 次，没有同意超额的记录")

    def test_what_somebody_answers_for_waits_no_more(self):
        for day in range(1, 9):
            log(Kind.MEETING, self.county.bureau, date(2026, 4, day), [self.county.town])
        accepted = {"kind": Kind.MEETING, "year": 2026, "accepted_up_to": 20, "side": Side.RECEIVED, "reason": "防汛"}
        Overrun.objects.create(office=self.county.county, ends_on=date(2026, 12, 31), approved_by="县委", **accepted)
        Overrun.objects.update(entered_at=IN_TIME)
        self.assertEqual(self.lines(), [])

    def test_an_accepted_overrun_that_ends_soon_is_told(self):
        accepted = {"kind": Kind.MEETING, "year": 2026, "accepted_up_to": 20, "reason": "防汛", "approved_by": "县委"}
        Overrun.objects.create(office=self.county.town, ends_on=AS_OF + timedelta(days=20), **accepted)
        Overrun.objects.update(entered_at=IN_TIME)
        self.assertEqual(self.lines(), ["新桥镇会议同意超额到 20，7月20日到期"])

    def test_an_explanation_is_told_while_it_is_owed_and_while_it_waits(self):
        for day in range(1, 26):
            log(Kind.MEETING, self.county.bureau, date(2026, 5, day), [self.county.town])
        self.assertIn("说明待报送，已超", " ".join(self.lines()))
        row = explanation_row(self.county.bureau, Kind.MEETING, 2026, AS_OF)
        submit_explanation(row, "防汛期间会议增加，下半年合并。", by=self.leader, at=timezone.now())
        self.assertIn("说明已报送，待办理", " ".join(self.lines()))

    def test_a_suspicion_is_told_as_one_and_opens_its_page(self):
        finding = Finding.objects.create(office=self.county.bureau, kind=Kind.MEETING, year=2026, facts="便函增多")
        line = self.client.get(PAGE).context["waiting"][0]
        self.assertEqual((line.symbol, line.words), ("◇", "疑似，县应急管理局（待说明）：便函增多"))
        self.assertEqual(line.address, f"/findings/{finding.pk}/")

    def test_what_does_not_fit_the_page_is_counted_and_opens_the_list(self):
        for number in range(9):
            Finding.objects.create(office=self.county.bureau, kind=Kind.MEETING, year=2026, facts=f"便函 {number}")
        answer = self.client.get(PAGE)
        self.assertContains(answer, "9 件事待定")
        self.assertContains(answer, "另有 2 件")


class LeaderTests(SheetCase):
    def test_the_bar_leads_to_the_overview_the_sheet_the_briefs_and_the_items(self):
        labels = [entry.label for entry in self.client.get(PAGE).context["navigation"]]
        self.assertEqual(labels[:4], ["总览", "一页看", "月报", "事项"])

    def test_supervisors_and_auditors_find_the_briefs_in_the_bar_and_clerks_do_not(self):
        for role, office in ((Post.Role.SUPERVISOR, self.county.county), (Post.Role.AUDITOR, self.county.county)):
            self.client.force_login(make_user(role, office))
            self.assertIn("月报", [entry.label for entry in self.client.get("/items/").context["navigation"]])
        self.client.force_login(make_user(Post.Role.CLERK, self.county.town))
        self.assertNotIn("月报", [entry.label for entry in self.client.get("/items/").context["navigation"]])

    def test_completeness_is_told_with_the_figures(self):
        self.assertContains(self.client.get(PAGE), "不能判定")
        tell_the_rest(*self.county.towns)
        self.assertContains(self.client.get(PAGE), "没有设目标")
