from datetime import date

from django.test import TestCase
from django.urls import reverse

from tests.county import County, log, make_office, make_user, tell_the_rest
from tracker.models.kinds import Kind
from tracker.models.nil_reports import NilReport
from tracker.models.office_groups import OfficeGroup
from tracker.models.offices import Office
from tracker.models.posts import Post

PERIODS = {"from": "2026-01-01", "to": "2026-08-20"}


class ComparisonPageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        for year in (2025, 2026):
            tell_the_rest(*cls.county.towns, year=year)
        cls.supervisor = make_user(Post.Role.SUPERVISOR, cls.county.county)
        for year, number in ((2025, 3), (2026, 2)):
            for _each in range(number):
                log(Kind.MEETING, cls.county.bureau, date(year, 3, 5), cls.county.towns)
        log(Kind.MEETING, cls.county.other_bureau, date(2026, 3, 6), [cls.county.town], meeting_name="department")
        log(Kind.INSPECTION, cls.county.bureau, date(2026, 3, 5), cls.county.towns)

    def setUp(self):
        self.client.force_login(self.supervisor)

    def page(self, **asked):
        return self.client.get(reverse("comparisons"), PERIODS | asked)

    def offices(self, response):
        return [line.row.office for line in response.context["lines"]]


class ChoosingTests(ComparisonPageTests):
    def test_the_towns_of_the_own_county_in_official_order_and_all_together(self):
        self.assertEqual(self.offices(self.page()), [*self.county.towns, None])

    def test_ticked_offices_go_before_a_group_and_a_group_before_an_area(self):
        group = OfficeGroup.objects.create(area=self.county.county, name="沿河")
        group.members.add(self.county.other_town)
        self.assertEqual(self.offices(self.page(group=group.pk)), [self.county.other_town, None])
        ticked = self.page(group=group.pk, office=[self.county.village.code, self.county.town.code])
        self.assertEqual(self.offices(ticked), [self.county.town, self.county.village, None])

    def test_the_villages_of_a_town(self):
        log(Kind.MEETING, self.county.bureau, date(2026, 3, 5), [self.county.village])
        offices = self.offices(self.page(below=self.county.town.code))
        self.assertEqual(offices, [self.county.village, self.county.other_village, None])

    def test_an_office_with_nobody_below_is_compared_itself(self):
        self.client.force_login(make_user(Post.Role.CLERK, self.county.village))
        log(Kind.MEETING, self.county.bureau, date(2026, 3, 5), [self.county.village])
        self.assertEqual(self.offices(self.page()), [self.county.village, None])

    def test_what_lies_beyond_scope_is_not_there(self):
        group = OfficeGroup.objects.create(area=self.county.neighbour, name="山区")
        beyond = self.county.foreign_town.code
        for asked in ({"office": beyond}, {"below": beyond}, {"group": group.pk}, {"group": "9" * 30}, {"under": "7"}):
            for name in ("comparisons", "comparison_rows"):
                self.assertEqual(self.client.get(reverse(name), asked).status_code, 404, asked)

    def test_every_way_to_name_the_other_period(self):
        told = {
            "year": "2025年3月", "month": "2026年2月", "quarter": "2025年12月", "whole": "2025年",
        }  # fmt: skip
        for against, words in told.items():
            response = self.page(**{"from": "2026-03-01", "to": "2026-03-31", "against": against})
            self.assertEqual(response.context["then_words"], words)
        other = self.page(against="other", from2="2024-01-01", to2="2024-01-31")
        self.assertEqual(other.context["then_words"], "2024年1月")


class MistakeTests(ComparisonPageTests):
    def test_wrong_days_are_told_at_their_field_and_the_rest_holds(self):
        self.assertContains(self.page(**{"from": "2026-13-01"}), "没有这一天")
        self.assertContains(self.page(to="2025-01-01"), "止日早于起日")
        self.assertContains(self.page(against="other"), "要填起日和止日")
        self.assertContains(self.page(**{"from": "2999-01-01"}), "这一天没有用上")
        self.assertContains(self.page(kind="luck"), "没有这个选项")

    def test_no_period_lies_before_the_ledger(self):
        response = self.page(**{"from": "1990-01-01", "to": "1990-05-01"})
        self.assertContains(response, "对比期会早于 1990 年", count=2)
        self.assertEqual(response.context["found"].then.span.last.year, date.today().year - 1)

    def test_nothing_in_either_period_leads_back(self):
        self.assertContains(self.page(kind=Kind.DOCUMENT), "两期都没有登记。")


class SayingTests(ComparisonPageTests):
    def test_the_finding_holds_both_counts_and_hours(self):
        self.assertContains(self.page(), "2 个单位的会议：统计口径 2 次，少 1 次（−33.3%），全口径 3 次，一样多")

    def test_pictures_tell_how_many_have_less_and_name_nobody(self):
        titles = [frame.title for frame in self.page().context["frames"]]
        self.assertEqual(titles[0], "统计口径：2 个单位少了，0 个多了，0 个一样")
        self.assertEqual(len(self.page(shown="hours").context["frames"]), 1)

    def test_more_offices_than_can_be_drawn_are_drawn_by_kind(self):
        for number in range(41):
            make_office(f"N{number}", f"{number}镇", Office.Kind.TOWN, Office.Level.TOWN, self.county.county)
        (title, _full) = (frame.title for frame in self.page().context["frames"])
        self.assertEqual(title, "统计口径：会议 −1，发文 0，督检考 +1")

    def test_unlike_lengths_and_missing_months_are_said_above_the_figures(self):
        response = self.page(**{"from": "2026-03-01", "to": "2026-03-31", "against": "month"})
        self.assertContains(response, "本期 31 天（工作日 22 天），对比期 28 天（工作日 16 天）")
        NilReport.objects.filter(office=self.county.town, month=202604).delete()
        self.assertContains(self.page(), "新桥镇有到期未登记的月份")
        self.assertContains(self.page(), "≥2")
        first = self.page().context["lines"][0].pairs[0]
        self.assertTrue(first.unsure)
        self.assertContains(self.page(), f"? </span>{first.percent}</td>")


class RowsTests(ComparisonPageTests):
    def test_every_figure_opens_as_many_rows(self):
        for kind in (Kind.MEETING, Kind.INSPECTION):
            for line in self.page(kind=kind).context["lines"]:
                for pair in line.pairs[:2]:
                    for cell in (pair.now, pair.then):
                        sums = self.client.get(cell.address).context["sums"]
                        shown = sums.counted if pair is line.pairs[0] else sums.visits or sums.number
                        self.assertEqual(str(shown), cell.text, cell.address)

    def test_so_do_the_bars_of_all_kinds(self):
        response = self.client.get(
            reverse("comparison_rows"), PERIODS | {"period": "now", "count": "full", "of": Kind.INSPECTION}
        )
        self.assertEqual((response.context["sums"].number, response.context["sums"].visits), (1, 2))

    def test_rows_lead_back_to_the_same_comparison(self):
        total = self.page(kind=Kind.MEETING, issuer=self.county.bureau.code).context["lines"][-1]
        address = total.pairs[1].now.address
        self.assertEqual(self.client.get(address).context["sums"].number, 2)
        self.assertIn(f"issuer={self.county.bureau.code}", self.client.get(address).context["back"])
