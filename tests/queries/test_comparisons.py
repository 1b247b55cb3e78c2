import random
from datetime import date, timedelta

from django.test import TestCase

from tests.county import County, log, tell_the_rest
from tracker.actions.counting_rules import adopt, draft_from
from tracker.actions.offices import merge_offices
from tracker.models.counting_rules import CountingRule
from tracker.models.kinds import Kind
from tracker.models.nil_reports import NilReport
from tracker.models.offices import Office
from tracker.periods import month_span, year_to_date
from tracker.queries.comparisons import compare
from tracker.queries.overview import overview

TODAY = date(2026, 8, 20)
NOW = year_to_date(2026, TODAY)
THEN = NOW.in_year(2025)


class ComparisonTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        for year in (2025, 2026):
            tell_the_rest(*cls.county.towns, year=year)

    def compare(self, offices=None, kind=Kind.MEETING, now=NOW, then=THEN, **asked):
        return compare(offices or self.county.towns, kind, now, then, TODAY, **asked)

    def log(self, day, offices=None, kind=Kind.MEETING, **fields):
        return log(kind, fields.pop("issuer", self.county.bureau), day, offices or self.county.towns, **fields)


class FigureTests(ComparisonTests):
    def test_the_same_figures_as_the_overviews_of_both_years_in_both_counts_and_hours(self):
        chance = random.Random(20_260_820)
        for _number in range(60):
            day = date(2025, 1, 1) + timedelta(days=chance.randrange(597))
            offices = chance.sample([*self.county.towns, self.county.village], chance.randint(1, 3))
            self.log(day, offices, chance.choice(Kind.values), emergency=chance.random() < 0.3)
        draft = draft_from(CountingRule.objects.get(), CountingRule(name="试算", valid_from=TODAY, source="测试"))
        draft.clauses.filter(kind=Kind.DOCUMENT).update(counts=False)
        for under in (None, draft):
            pages = [overview(self.county.county, span.last.year, span.last, under) for span in (NOW, THEN)]
            for kind in Kind.values:
                for row in self.compare(kind=kind, under=under).rows:
                    expected = tuple(page.matrix[row.office.pk, kind].landed for page in pages)
                    self.assertEqual((row.now, row.then), expected)

    def test_together_an_item_counts_once(self):
        self.log(TODAY)
        found = self.compare()
        self.assertEqual([row.now.full for row in found.rows], [1, 1])
        self.assertEqual((found.total.now.full, found.total.now.full_landings), (1, 2))

    def test_only_what_one_issuer_sent(self):
        self.log(TODAY)
        self.log(TODAY, issuer=self.county.other_bureau)
        found = self.compare(issuer=self.county.bureau)
        self.assertEqual([row.now.full for row in [*found.rows, found.total]], [1, 1, 1])

    def test_nothing_is_empty(self):
        self.assertTrue(self.compare().is_empty)
        self.assertTrue(compare([], Kind.MEETING, NOW, THEN, TODAY).is_empty)


class DoubtTests(ComparisonTests):
    def test_months_of_unlike_length_are_told_by_days_and_working_days(self):
        found = self.compare(now=month_span(202603), then=month_span(202602))
        self.assertFalse(found.same_length)
        self.assertEqual((found.now.working_days, found.then.working_days), (22, 16))

    def test_versions_that_differ_are_told(self):
        draft = draft_from(CountingRule.objects.get(), CountingRule(name="新版", valid_from=NOW.first, source="测试"))
        self.assertTrue(self.compare().same_rules)
        adopt(draft, by=None)
        self.assertFalse(self.compare().same_rules)
        self.assertTrue(self.compare(under=draft).same_rules)

    def test_who_was_not_there_has_no_figure_and_no_zero(self):
        merge_offices(self.county.other_town, self.county.town, date(2026, 1, 1))
        gone = Office.objects.get(pk=self.county.other_town.pk)
        self.log(date(2025, 3, 5), [gone])
        found = self.compare([self.county.town, gone])
        self.assertEqual((found.rows[1].now, found.rows[1].then.full), (None, 1))
        self.assertEqual(found.changed_offices, [gone])

    def test_months_nobody_told_of_are_named_in_either_period(self):
        NilReport.objects.filter(office=self.county.town, month__in=[202504, 202605], kind=Kind.MEETING).delete()
        row = self.compare().rows[0]
        self.assertEqual((row.now_untold, row.then_untold), ((202605,), (202504,)))
        self.assertEqual(self.compare().untold_offices, [self.county.town])
        self.assertEqual(self.compare(kind=Kind.DOCUMENT).untold_offices, [])


class CostTests(ComparisonTests):
    def test_many_offices_cost_as_many_queries_as_two(self):
        self.log(TODAY)
        towns = [
            Office.objects.add_child(
                Office.objects.get(pk=self.county.county.pk),
                instance=Office(code=f"N{number}", name=f"{number}镇", kind=Office.Kind.TOWN, level=Office.Level.TOWN),
            )
            for number in range(60)
        ]
        with self.assertNumQueries(19):
            self.compare(towns)
        with self.assertNumQueries(19):
            self.compare(towns[:21])
