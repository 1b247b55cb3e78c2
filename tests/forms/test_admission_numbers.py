from datetime import date

from django.test import TestCase

from tests.county import County, make_user
from tracker.actions.plans import approve_line, propose_line, submit_plan, withdraw_line
from tracker.forms.meetings import MeetingForm
from tracker.measures.admission_numbers import admission_number, written
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.plans import PlanLine
from tracker.models.posts import Post
from tracker.queries.senders import senders_open_to

DAY = date(2026, 3, 5)


class AdmissionNumberFieldTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.issuer = make_user(Post.Role.ISSUER, cls.county.bureau)
        cls.supervisor = make_user(Post.Role.SUPERVISOR, cls.county.county)
        cls.clerk = make_user(Post.Role.CLERK, cls.county.town)
        cls.line = cls.approved(Kind.MEETING)
        cls.number = written(cls.line.admission_number)

    @classmethod
    def approved(cls, kind):
        line = propose_line(cls.county.bureau, 2026, PlanLine(kind=kind, title="防汛会"), by=cls.issuer)
        if line.plan.status == "draft":
            submit_plan(line.plan, by=cls.issuer)
        return approve_line(line, by=cls.supervisor)

    def form(self, number="", instance=None, **fields):
        usual = {
            "title": "防汛工作会", "issuer": "县应急管理局", "day": DAY, "meeting_form": "video",
            "meeting_name": "department", "admission_number": number,
        }  # fmt: skip
        senders = senders_open_to(self.clerk, DAY)
        return MeetingForm(usual | fields, instance=instance, senders=senders)

    def error(self, number, **fields):
        return " ".join(self.form(number, **fields).errors.get("admission_number", []))

    def test_a_number_in_force_ties_the_item_to_its_line(self):
        form = self.form(f" {self.number.lower()} ")
        self.assertTrue(form.is_valid(), form.errors)
        self.assertEqual(form.instance.plan_line, self.line)
        self.assertEqual(form.instance.admission_number, self.line.admission_number)

    def test_what_does_not_hold_is_told_with_the_way_out(self):
        document = self.approved(Kind.DOCUMENT)
        gone = withdraw_line(self.approved(Kind.MEETING), "不开了", by=self.issuer)
        for number, words in {
            self.number[:-1] + "*": "这不是准入号",
            admission_number("QH-02", 2026, 1)[:-1] + "0": "校验码不符",
            admission_number("QH-02", 2026, 77): "没有发过",
            document.admission_number: "与本条的类别不符",
            gone.admission_number: "已失效",
        }.items():
            self.assertIn(words, self.error(number), number)
            self.assertIn("请勾选“无号”", self.error(number), number)
            self.assertEqual(self.error(number, without_admission="on"), "", number)
        self.assertIn("不是本条的来文单位", self.error(self.number, issuer="县农业农村局"))

    def test_a_number_in_force_is_not_waived(self):
        self.assertIn("请不要勾选", self.error(self.number, without_admission="on"))

    def test_what_was_tied_by_hand_stays_tied_while_its_issuer_stays(self):
        item = Item(kind=Kind.MEETING, issuer=self.county.bureau, plan_line=self.line, day=DAY)
        kept, moved = self.form(instance=item), self.form(instance=item, issuer="县农业农村局")
        self.assertTrue(kept.is_valid(), kept.errors)
        self.assertEqual(kept.instance.plan_line, self.line)
        self.assertTrue(moved.is_valid(), moved.errors)
        self.assertIsNone(moved.instance.plan_line)
