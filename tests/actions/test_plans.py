from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import TestCase

from tests.county import County, log, make_user
from tracker.actions.items import withdraw_item
from tracker.actions.plans import (
    approve_all,
    approve_line,
    change_line,
    decline_line,
    link_item,
    propose_line,
    propose_lines,
    submit_plan,
    withdraw_line,
)
from tracker.measures.admission_numbers import is_genuine
from tracker.models.kinds import Kind
from tracker.models.plans import Plan, PlanLine
from tracker.models.posts import Post
from tracker.queries.plans import plan_of

YEAR = 2026
Status = PlanLine.Status


class PlanCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.clerk = make_user(Post.Role.ISSUER, cls.county.bureau)
        cls.supervisor = make_user(Post.Role.SUPERVISOR, cls.county.county)
        cls.colleague = make_user(Post.Role.SUPERVISOR, cls.county.city)

    def propose(self, by=None, issuer=None, **fields):
        line = PlanLine(**{"kind": Kind.MEETING, "title": "全县防汛工作会"} | fields)
        return propose_line(issuer or self.county.bureau, YEAR, line, by=by or self.clerk)

    def plan(self):
        return plan_of(self.county.bureau, YEAR)

    def submitted(self, **fields):
        line = self.propose(**fields)
        submit_plan(line.plan, by=self.clerk)
        return line

    def approved(self, **fields):
        return approve_line(self.submitted(**fields), by=self.supervisor)


class ProposeTests(PlanCase):
    def test_the_first_line_opens_the_plan(self):
        self.assertIsNone(self.plan())
        line = self.propose()
        self.assertEqual((self.plan().status, line.status, line.is_addition), ("draft", "proposed", False))
        self.assertEqual(line.history.get().history_user, self.clerk)

    def test_reckons_what_a_line_costs_all_its_receivers(self):
        """Two towns: 2 people x (90 + 60 minutes of road) + 30 to prepare each."""
        self.assertEqual(self.propose(recipient_count=2, people=2, minutes=90).person_minutes, 2 * (2 * 150 + 30))
        self.assertIsNone(self.propose(minutes=90).person_minutes)

    def test_what_somebody_reckoned_stands(self):
        self.assertEqual(self.propose(recipient_count=2, person_minutes=77).person_minutes, 77)

    def test_several_are_proposed_together_or_none(self):
        lines = [PlanLine(kind=Kind.MEETING, title="一"), PlanLine(kind=Kind.MEETING, title="二", month=13)]
        with self.assertRaises(IntegrityError), transaction.atomic():
            propose_lines(self.county.bureau, YEAR, lines, by=self.clerk)
        self.assertIsNone(self.plan())


class SubmitTests(PlanCase):
    def test_an_empty_plan_is_not_submitted(self):
        plan = Plan.objects.create(issuer=self.county.bureau, year=YEAR)
        with self.assertRaisesMessage(ValidationError, "不能报审"):
            submit_plan(plan, by=self.clerk)

    def test_a_plan_is_submitted_once(self):
        line = self.submitted()
        with self.assertRaisesMessage(ValidationError, "已经报审"):
            submit_plan(line.plan, by=self.clerk)

    def test_nothing_is_decided_before_it_was_submitted(self):
        with self.assertRaisesMessage(ValidationError, "还没有报审"):
            approve_line(self.propose(), by=self.supervisor)


class DecideTests(PlanCase):
    def test_an_approved_line_has_a_genuine_number_of_its_own(self):
        first, second = self.propose(), self.propose()
        submit_plan(first.plan, by=self.clerk)
        numbers = [line.admission_number for line in approve_all(first.plan, by=self.supervisor).approved]
        self.assertTrue(all(map(is_genuine, numbers)))
        self.assertEqual([number[:-2] for number in numbers], ["QH0220260001", "QH0220260002"])
        self.assertEqual(second.history.filter(history_user=self.supervisor).count(), 1)

    def test_a_plan_is_approved_when_its_last_line_is_decided(self):
        first, second = self.propose(), self.propose()
        submit_plan(first.plan, by=self.clerk)
        approve_line(first, by=self.supervisor)
        self.assertEqual(self.plan().status, "submitted")
        decline_line(second, "与防汛会合并", by=self.supervisor)
        self.assertEqual((self.plan().status, self.plan().approved_by), ("approved", self.supervisor))

    def test_a_plan_none_of_which_was_approved_is_its_issuers_again(self):
        decline_line(self.submitted(), "请压减后再报", by=self.supervisor)
        self.assertEqual(self.plan().status, "draft")

    def test_what_was_declined_may_be_mended_and_asked_for_again(self):
        line = decline_line(self.submitted(), "请压减", by=self.supervisor)
        line.minutes = 60
        line = change_line(line, by=self.clerk)
        self.assertEqual((line.status, line.decided_by, line.decision_reason), ("proposed", None, ""))

    def test_a_second_click_decides_nothing(self):
        line = self.approved()
        with self.assertRaisesMessage(ValidationError, "已经处理过"):
            decline_line(line, "手滑", by=self.supervisor)

    def test_what_was_approved_is_not_changed(self):
        with self.assertRaisesMessage(ValidationError, "不能改"):
            change_line(self.approved(), by=self.clerk)


class AnotherPersonTests(PlanCase):
    def test_even_a_supervisor_does_not_approve_what_they_typed(self):
        line = self.submitted(by=self.supervisor)
        with self.assertRaisesMessage(ValidationError, "申请人不能批准自己的申请"):
            approve_line(line, by=self.supervisor)
        self.assertEqual(approve_line(line, by=self.colleague).status, "approved")

    def test_nor_once_somebody_else_has_touched_it(self):
        line = self.submitted(by=self.supervisor)
        change_line(line, by=self.clerk)
        with self.assertRaisesMessage(ValidationError, "申请人不能批准自己的申请"):
            approve_line(line, by=self.supervisor)

    def test_nor_a_plan_they_submitted_for_the_issuer(self):
        line = self.propose()
        submit_plan(line.plan, by=self.supervisor)
        with self.assertRaisesMessage(ValidationError, "申请人不能批准自己的申请"):
            approve_line(line, by=self.supervisor)
        self.assertEqual(len(approve_all(line.plan, by=self.supervisor).approved), 0)

    def test_the_database_refuses_it_too(self):
        line = self.propose()
        with self.assertRaises(IntegrityError), transaction.atomic():
            PlanLine.objects.filter(pk=line.pk).update(decided_by=self.clerk)


class AdditionTests(PlanCase):
    def test_after_approval_a_line_is_an_addition_and_waits_for_its_own(self):
        self.approved()
        line = self.propose(title="临时调度会")
        self.assertTrue(line.is_addition)
        self.assertEqual(self.plan().status, "approved")
        self.assertEqual(approve_line(line, by=self.supervisor).admission_number[:-2], "QH0220260002")


class WithdrawTests(PlanCase):
    def test_a_withdrawn_line_keeps_its_number_and_its_reason(self):
        line = withdraw_line(self.approved(), "并入月度例会", by=self.clerk)
        self.assertEqual(line.status, "withdrawn")
        self.assertIsNotNone(line.admission_number)
        self.assertEqual(line.history.first().history_change_reason, "并入月度例会")

    def test_its_number_is_not_given_again(self):
        withdraw_line(self.approved(), "并入月度例会", by=self.clerk)
        again = approve_line(self.propose(), by=self.supervisor)
        self.assertEqual(again.admission_number[:-2], "QH0220260002")

    def test_when_the_last_line_that_waits_is_withdrawn_the_plan_is_approved_by_who_approved_the_others(self):
        waiting = self.propose(title="春季防火会")
        self.approved()
        self.assertEqual(self.plan().status, "submitted")
        withdraw_line(waiting, "不开了", by=self.clerk)
        self.assertEqual((self.plan().status, self.plan().approved_by), ("approved", self.supervisor))

    def test_when_the_only_line_is_withdrawn_the_plan_is_the_issuers_again(self):
        withdraw_line(self.submitted(), "不开了", by=self.clerk)
        self.assertEqual(self.plan().status, "draft")

    def test_what_has_been_held_is_not_withdrawn(self):
        line = self.approved()
        item = log(Kind.MEETING, self.county.bureau, date(YEAR, 3, 5), [self.county.town])
        link_item(item, line, by=self.clerk)
        with self.assertRaisesMessage(ValidationError, "不能撤回"):
            withdraw_line(line, "不开了", by=self.clerk)
        item.refresh_from_db()
        withdraw_item(item, "登记错了", by=self.clerk)
        self.assertEqual(withdraw_line(line, "不开了", by=self.clerk).status, "withdrawn")


class LinkTests(PlanCase):
    def test_an_item_is_tied_to_a_line_and_untied(self):
        line = self.approved()
        item = log(Kind.MEETING, self.county.bureau, date(YEAR, 3, 5), [self.county.town])
        self.assertEqual(link_item(item, line, by=self.clerk).plan_line, line)
        self.assertEqual(item.history.first().history_user, self.clerk)
        self.assertIsNone(link_item(item, None, by=self.clerk).plan_line)

    def test_another_kind_or_issuer_is_refused(self):
        line = self.approved()
        document = log(Kind.DOCUMENT, self.county.bureau, date(YEAR, 3, 5), [self.county.town])
        foreign = log(Kind.MEETING, self.county.other_bureau, date(YEAR, 3, 5), [self.county.town])
        for item, message in ((document, "类别不符"), (foreign, "不是本条的来文单位")):
            with self.assertRaisesMessage(ValidationError, message):
                link_item(item, line, by=self.clerk)
