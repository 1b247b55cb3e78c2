from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from tests.county import County, log, make_user
from tracker.actions.plans import approve_line, link_item, propose_line, submit_plan, withdraw_line
from tracker.models.kinds import Kind
from tracker.models.plans import PlanLine
from tracker.models.posts import Post
from tracker.queries.items import ItemFilter, items, sums
from tracker.queries.plan_rows import avoided, is_unplanned, plan_rows
from tracker.queries.plans import NUMBERED, UNPLANNED, WITHOUT_NUMBER, plan_of


class PlanRowCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.today = timezone.localdate()
        cls.clerk = make_user(Post.Role.ISSUER, cls.county.bureau)
        cls.supervisor = make_user(Post.Role.SUPERVISOR, cls.county.county)
        cls.line = cls.approved(cls, Kind.MEETING)

    def approved(self, kind, **fields):
        line = PlanLine(kind=kind, title="防汛会", **fields)
        line = propose_line(self.county.bureau, self.today.year, line, by=self.clerk)
        if line.plan.status == "draft":
            submit_plan(line.plan, by=self.clerk)
        return approve_line(line, by=self.supervisor)

    def log(self, kind=Kind.MEETING, issuer=None, **fields):
        return log(kind, issuer or self.county.bureau, self.today, [self.county.town], **fields)

    def row(self):
        return next(row for row in plan_rows(self.supervisor, self.today.year) if row.issuer == self.county.bureau)


class UnplannedTests(PlanRowCase):
    def test_is_of_a_kind_the_approved_plan_covers_and_of_none_of_its_lines(self):
        planned, unplanned = self.log(), self.log()
        link_item(planned, self.line, by=self.clerk)
        others = [self.log(Kind.DOCUMENT), self.log(issuer=self.county.other_bureau), planned]
        self.assertTrue(is_unplanned(unplanned))
        self.assertEqual([is_unplanned(item) for item in others], [False] * 3)

    def test_row_list_and_sums_agree(self):
        for fields in ({}, {"without_admission": True}, {"admission_number": "QH0220260001AA"}):
            self.log(**fields)
        for state, number in ((UNPLANNED, 3), (WITHOUT_NUMBER, 1), (NUMBERED, 1)):
            wanted = ItemFilter(plan=state, issuer=self.county.bureau)
            self.assertEqual(
                (items(self.supervisor, wanted).count(), sums(self.supervisor, wanted).number), (number,) * 2
            )
        self.assertEqual((self.row().unplanned, self.row().without_number), (3, 1))

    def test_nothing_is_unplanned_before_the_plan_is_approved(self):
        line = PlanLine(kind=Kind.MEETING, title="会")
        propose_line(self.county.other_bureau, self.today.year, line, by=self.supervisor)
        self.assertFalse(is_unplanned(self.log(issuer=self.county.other_bureau)))


class RowTests(PlanRowCase):
    def test_counts_what_is_approved_and_what_waits(self):
        line = PlanLine(kind=Kind.DOCUMENT, title="通知")
        propose_line(self.county.bureau, self.today.year, line, by=self.clerk)
        row = self.row()
        self.assertEqual((row.counts, row.waiting, row.additions_waiting), ([1, 0, 0], 1, 1))

    def test_whoever_sent_something_without_a_plan_is_listed(self):
        self.log(issuer=self.county.other_bureau)
        found = {row.issuer: row.plan for row in plan_rows(self.supervisor, self.today.year)}
        self.assertIsNone(found[self.county.other_bureau])

    def test_another_county_sees_nothing_of_it(self):
        stranger = make_user(Post.Role.SUPERVISOR, self.county.neighbour)
        self.assertEqual(plan_rows(stranger, self.today.year), [])


class AvoidedTests(PlanRowCase):
    def called_off_after(self, days):
        PlanLine.objects.filter(pk=self.line.pk).update(
            decided_at=timezone.now() - timedelta(days=days), person_minutes=600
        )
        withdraw_line(self.line, "并入例会", by=self.clerk)
        found = avoided(plan_of(self.county.bureau, self.today.year))
        return found.lines, found.minutes

    def test_what_stood_approved_for_a_week_and_was_called_off_is_avoided(self):
        self.assertEqual(self.called_off_after(8), (1, 600))

    def test_what_was_planned_and_called_off_the_same_week_earns_nothing(self):
        self.assertEqual(self.called_off_after(6), (0, 0))
