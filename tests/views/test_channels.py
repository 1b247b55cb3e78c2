import random
from datetime import date

from django.test import TestCase
from django.urls import reverse

from tests.charts.pictures import negative_sizes, parsed
from tests.county import County, log, make_office, make_user
from tests.queries.test_channels import log_anything
from tests.views.listed import listed
from tracker.actions.counting_rules import draft_from
from tracker.figures import count_text, hours_text
from tracker.models.counting_rules import CountingRule
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.models.posts import Post
from tracker.rules.channels import Way, way_clauses

BACKEND = "django.contrib.auth.backends.ModelBackend"
AS_OF = date(2026, 8, 20)
MEMO = {"document_format": Item.DocumentFormat.MEMO}
RED_HEAD = {"document_format": Item.DocumentFormat.RED_HEAD, "channel": Item.Channel.OA}


class ChannelsPage(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.supervisor = make_user(Post.Role.SUPERVISOR, cls.county.county)

    def setUp(self):
        self.client.force_login(self.supervisor, BACKEND)

    def page(self, office=None, **asked):
        code = (office or self.county.county).code
        return self.client.get(reverse("channels", args=[code, 2026]), {"as_of": AS_OF.isoformat()} | asked)

    def sums(self, address):
        return listed(self.supervisor, address)


class OneNumberTests(ChannelsPage):
    """Every figure is what the list behind it states, in both counts and in hours."""

    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        log_anything(cls.county, random.Random(13), 120)

    def assert_lists_agree(self, **asked):
        context = self.page(**asked).context
        lines = [line for name in ("ways", "forms") for _label, lines in context[name] for line in lines]
        self.assertGreater(len(lines), 20)
        for line in lines:
            for place, cell in enumerate(line.cells):
                if place != 4:  # the difference of the two before it
                    sums = self.sums(cell.address)
                    expected = hours_text(sums.minutes) if place > 4 else count_text(sums.number)
                    self.assertEqual(cell.text, expected, (line.name, place))
        return context

    def test_ways_kinds_and_forms(self):
        self.assert_lists_agree()

    def test_of_one_town(self):
        self.assert_lists_agree(office=self.county.town)

    def test_replayed_under_a_draft(self):
        version = CountingRule(name="从严版", valid_from=date(2026, 1, 1), source="测试")
        draft = draft_from(CountingRule.objects.get(), version)
        draft.clauses.filter(kind=Kind.DOCUMENT).update(counts=True)
        replayed = self.assert_lists_agree(under=draft.pk)["figures"].whole.now
        decided = self.page().context["figures"].whole.now
        self.assertGreater(replayed.official_items, decided.official_items)
        self.assertEqual(replayed.full_items, decided.full_items)

    def test_issuers(self):
        for line in self.page().context["shifts"]:
            for cell in line.cells:
                self.assertEqual(cell.text, count_text(self.sums(cell.address).number))

    def test_each_column_and_each_unknown_number_opens_its_items(self):
        for by, text in (("count", self.count), ("hours", self.hours)):
            picture = parsed(self.page(by=by).context["frame"].picture)
            self.assertEqual(negative_sizes(picture), [])
            links = list(picture.iter("a"))
            self.assertGreaterEqual(len(links), 12 * 2 + 8 * 2)
            for node in links:
                self.assertIn("：" + text(self.sums(node.attrib["href"])), node.attrib["aria-label"])

    def test_the_table_of_the_chart_says_the_same(self):
        figures, frame = (self.page().context[name] for name in ("figures", "frame"))
        march = figures.months[2]
        expected = [count_text(side[way].full_items) for way in Way for side in (march.now, march.before)]
        self.assertEqual(list(frame.twin.rows[2]), ["3月", *expected])

    @staticmethod
    def count(sums):
        return count_text(sums.number)

    @staticmethod
    def hours(sums):
        return hours_text(sums.minutes)


class ChannelsPageTests(ChannelsPage):
    def log(self, day=date(2026, 3, 5), issuer=None, **fields):
        return log(Kind.DOCUMENT, issuer or self.county.bureau, day, [self.county.town], **fields)

    def test_an_empty_year_says_what_is_missing_and_what_would_be_formal(self):
        page = self.page()
        self.assertContains(page, "这段时间没有登记任何事项")
        self.assertContains(page, way_clauses()[0].reason)

    def test_less_formal_and_more_informal_asks_to_be_checked_and_is_no_verdict(self):
        for day in (1, 2, 3):
            self.log(date(2025, 3, day), **RED_HEAD)
        self.log(**RED_HEAD)
        self.log(**MEMO)
        page = self.page()
        self.assertContains(page, "正式渠道比上年同期少 2 项，非正式渠道多 1 项，需要核对是不是换了形式")
        self.assertContains(page, "非正式渠道里增加最多的是便函、便笺（多 1 项）。")
        self.assertNotContains(page, "违规")

    def test_less_of_both_asks_nothing(self):
        for fields in (RED_HEAD, MEMO):
            self.log(date(2025, 3, 5), **fields)
        self.log(**RED_HEAD)
        page = self.page()
        self.assertContains(page, "正式渠道比上年同期持平，非正式渠道少 1 项")
        self.assertNotContains(page, "需要核对是不是换了形式")

    def test_without_a_year_before_nothing_is_called_more_or_less(self):
        self.log(**MEMO)
        page = self.page()
        self.assertContains(page, "正式渠道 0 项，非正式渠道 1 项；上年没有台账，看不出增减")
        self.assertEqual(page.context["ways"][0][1][0].cells[1].text, "—")

    def test_what_nobody_recorded_is_told_and_belongs_to_neither(self):
        self.log(channel="")
        page = self.page()
        self.assertContains(page, "另有 1 项没有登记渠道，不算在哪一边。")
        self.assertIn("3月渠道不明：1", page.context["frame"].picture)

    def test_every_clause_of_the_mapping_stands_on_the_page_with_its_source(self):
        page = self.page()
        for clause in way_clauses():
            self.assertContains(page, clause.reason)
            self.assertContains(page, clause.source)

    def test_an_unknown_switch_means_items(self):
        self.log()
        self.assertIn("每月的项数", self.page(by="evil").context["frame"].sub)


class ManyIssuersTests(ChannelsPage):
    def test_issuers_are_turned_in_pages(self):
        department = (Office.Kind.GOVERNMENT_DEPARTMENT, Office.Level.COUNTY, self.county.county)
        for number in range(45):
            issuer = make_office(f"QH-X{number}", f"第{number}局", *department)
            log(Kind.MEETING, issuer, date(2026, 3, 5), [self.county.town])
        page = self.page()
        self.assertEqual(len(page.context["shifts"]), 20)
        self.assertContains(page, "共 45 项")
