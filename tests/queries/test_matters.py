from datetime import date, timedelta

from django.test import TestCase

from tests.county import County, log
from tracker.models.findings import Finding
from tracker.models.kinds import Kind
from tracker.models.overruns import Overrun
from tracker.models.plans import Plan, PlanLine
from tracker.queries.matters import matters

TODAY = date(2026, 11, 18)


class MatterTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()

    def of_the_county(self):
        return matters(self.county.county, TODAY)

    def test_nothing_is_open_in_an_empty_ledger(self):
        self.assertTrue(self.of_the_county().is_empty)

    def test_findings_count_until_they_are_settled_and_only_in_the_area(self):
        about = {"kind": Kind.MEETING, "year": 2026, "facts": "便函增多", "decision_reason": "没有增多"}
        for office, status in (
            (self.county.town, Finding.Status.OPEN),
            (self.county.town, Finding.Status.DISMISSED),
            (self.county.foreign_town, Finding.Status.OPEN),
        ):
            Finding.objects.create(office=office, status=status, **about)
        self.assertEqual(self.of_the_county().findings, 1)

    def test_an_issuer_that_passed_last_years_count_owes_an_explanation_and_may_be_late(self):
        for day in (date(2025, 3, 5), date(2026, 3, 5), date(2026, 3, 6)):
            log(Kind.DOCUMENT, self.county.bureau, day, [self.county.town])
        found = self.of_the_county()
        self.assertEqual((found.owed, found.late, found.submitted), (1, 1, 0))

    def test_lines_of_a_plan_wait_once_it_was_submitted(self):
        for issuer, status in ((self.county.bureau, "submitted"), (self.county.other_bureau, "draft")):
            plan = Plan.objects.create(issuer=issuer, year=2026, status=status)
            PlanLine.objects.create(plan=plan, kind=Kind.MEETING, title="防汛会")
        self.assertEqual(self.of_the_county().plan_lines, 1)

    def test_an_accepted_overrun_counts_until_its_last_day(self):
        accepted = {"kind": Kind.MEETING, "year": 2026, "accepted_up_to": 9}
        for days in (0, -1):
            Overrun.objects.create(office=self.county.town, ends_on=TODAY + timedelta(days), **accepted)
        self.assertEqual(self.of_the_county().overruns, 1)
