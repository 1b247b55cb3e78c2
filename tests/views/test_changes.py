from datetime import date
from urllib.parse import parse_qs, urlsplit

from django.test import TestCase
from django.urls import reverse

from tests.county import County, log, make_user, tell_the_rest
from tracker.actions.counting_rules import draft_from
from tracker.models.baselines import Baseline
from tracker.models.counting_rules import CountingRule
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.nil_reports import NilReport
from tracker.models.posts import Post
from tracker.models.targets import Target

AS_OF = "2026-08-20"


class ChangesPageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        tell_the_rest(*cls.county.towns)
        cls.supervisor = make_user(Post.Role.SUPERVISOR, cls.county.county)

    def setUp(self):
        self.client.force_login(self.supervisor)

    def log(self, year, title, kind=Kind.DOCUMENT, **fields):
        return log(kind, self.county.bureau, date(year, 3, 5), [self.county.town], title=title, **fields)

    def history(self):
        for year, titles in ((2025, "甲乙乙丙"), (2026, "乙丙丁丁")):
            for title in titles:
                self.log(year, f"关于{title}的通知")
        self.log(2026, "关于甲的通知", document_format=Item.DocumentFormat.MEMO)

    def page(self, **asked):
        address = reverse("changes", args=[self.county.county.code, 2026])
        return self.client.get(address, {"as_of": AS_OF, "kind": Kind.DOCUMENT} | asked)

    def bars(self, response):
        """Every bar that opens rows: address and what it adds, in both counts."""
        return [
            (address, step.change)
            for line in response.context["lines"]
            for step, _text, address in line.steps
            if address
        ]

    def test_another_year_asks_the_same_of_the_same_kind(self):
        self.history()
        self.assertContains(self.page(), f'href="{reverse("changes", args=["QH", 2025])}?kind=document"')


class SayingTests(ChangesPageTests):
    def test_both_counts_stand_side_by_side_from_base_to_now(self):
        self.history()
        response = self.page()
        self.assertContains(response, "发文与2025年同期比：统计口径一样多（4 件），全口径多 1 件（4 → 5）。")
        self.assertEqual(len(response.context["frames"]), 2)

    def test_a_drop_nobody_has_told_of_is_said_in_the_first_sentence(self):
        self.log(2025, "关于甲的通知")
        NilReport.objects.filter(office=self.county.town, month=202603).delete()
        self.assertContains(self.page(), "统计口径少 1 件（1 → 0，其中 1 件缺登记，不能判定）")

    def test_suspicion_is_called_suspicion(self):
        self.history()
        self.assertContains(self.page(), "疑似换了形式、名义")
        self.assertContains(self.page(), "不等于变相")

    def test_what_titles_cannot_tell_is_said_with_the_net(self):
        self.history()
        self.assertContains(self.page(), "两者相抵：统计口径 +2，全口径 +2")

    def test_without_a_base_the_page_says_what_is_missing(self):
        self.log(2026, "关于甲的通知")
        self.assertContains(self.page(), "没有2025年的登记，也没有录入底数。")

    def test_a_typed_base_names_its_evidence(self):
        Baseline.objects.create(
            office=self.county.county, kind=Kind.DOCUMENT, year=2025, number=365, months=None, evidence="收发文登记簿"
        )
        self.assertContains(self.page(), "收发文登记簿")
        self.assertContains(self.page(), "变化不能分解")

    def test_of_a_count_without_a_base_nothing_is_said_and_no_zero(self):
        Baseline.objects.create(
            office=self.county.county, kind=Kind.DOCUMENT, year=2025, number=365, evidence="收发文登记簿"
        )
        (line,) = self.page().context["lines"]
        self.assertEqual([text for _step, text, _address in line.steps][1], "—")

    def test_the_kind_with_a_target_is_shown_first(self):
        fixed = {"type": Target.Type.FIXED, "kind": Kind.INSPECTION, "year": 2026, "number": 9}
        Target.objects.create(office=self.county.county, valid_from=date(2026, 1, 1), **fixed)
        self.assertEqual(self.page(kind="").context["changes"].kind, Kind.INSPECTION)

    def test_replayed_it_says_under_which_version(self):
        self.history()
        draft = draft_from(CountingRule.objects.get(), CountingRule(name="试算", valid_from=AS_OF, source="测试"))
        draft.clauses.filter(kind=Kind.DOCUMENT).update(counts=True)
        response = self.page(under=draft.pk)
        self.assertContains(response, "按《试算》重算")
        self.assertEqual(response.context["changes"].official.now, 5)
        self.assertTrue(all(f"under={draft.pk}" in address for address, _change in self.bars(response)))


class BarTests(ChangesPageTests):
    def setUp(self):
        super().setUp()
        self.history()
        for year, number in ((2025, 3), (2026, 2)):
            for _each in range(number):
                log(Kind.INSPECTION, self.county.bureau, date(year, 4, 1), self.county.towns, title="环保检查")

    def test_every_bar_opens_as_much_as_it_shows(self):
        for kind in (Kind.DOCUMENT, Kind.INSPECTION):
            found = self.bars(self.page(kind=kind))
            self.assertTrue(found)
            for address, change in found:
                listed = self.client.get(address).context["listed"]
                self.assertEqual((listed.shown, len(listed.rows) > 0), (change, True), address)

    def test_the_totals_open_the_list_of_items(self):
        for bridge, base, now in self.page().context["totals"]:
            for address, number in ((base, bridge.base), (now, bridge.now)):
                sums = self.client.get(address).context["sums"]
                self.assertEqual(sums.counted if "counted=yes" in address else sums.number, number)

    def test_a_number_alone_opens_its_evidence(self):
        Baseline.objects.create(
            office=self.county.county, kind=Kind.MEETING, year=2025, number=12, months=[1] * 12, evidence="会议簿"
        )
        (address,) = {address for address, change in self.bars(self.page(kind=Kind.MEETING)) if change}
        self.assertContains(self.client.get(address), "录入的全年底数：12（会议簿）")

    def test_there_are_no_rows_of_an_unknown_cause(self):
        address = reverse("change_rows", args=[self.county.county.code, 2026, "luck"])
        self.assertEqual(self.client.get(address).status_code, 404)

    def test_the_picture_is_read_from_the_keyboard(self):
        picture = self.page().context["frames"][0].picture
        self.assertIn('aria-label="减少的：−1"', picture)
        self.assertNotIn("style=", picture)

    def test_a_long_list_is_cut_by_titles(self):
        for number in range(101):
            self.log(2026, "关于" + "子丑寅卯辰巳午未申酉戌亥"[number % 12] * (number // 12 + 1) + "的通知")
        address = next(address for address, change in self.bars(self.page()) if change > 100)
        first = self.client.get(address)
        self.assertContains(first, "第 1 页，共 2 页")
        self.assertEqual(parse_qs(urlsplit(address).query)["kind"], ["document"])
        self.assertNotContains(first, "合计")
        self.assertContains(self.client.get(f"{address}&page=2"), "合计")
