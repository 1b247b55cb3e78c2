from django.test import TestCase

from tests.county import County, make_user
from tracker.actions.plans import approve_line, propose_line, submit_plan, withdraw_line
from tracker.measures.admission_numbers import admission_number, written
from tracker.models.plans import PlanLine
from tracker.models.posts import Post
from tracker.queries.admission_numbers import verify


class VerifyTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        county = County()
        cls.clerk = make_user(Post.Role.ISSUER, county.bureau)
        line = propose_line(county.bureau, 2026, PlanLine(kind="meeting", title="防汛会"), by=cls.clerk)
        submit_plan(line.plan, by=cls.clerk)
        cls.line = approve_line(line, by=make_user(Post.Role.SUPERVISOR, county.county))
        cls.number = cls.line.admission_number

    def test_a_number_in_force_tells_its_line(self):
        verdict = verify(f"　{written(self.number).lower()} ")
        self.assertEqual((verdict.answer, verdict.line), ("valid", self.line))

    def test_a_number_out_of_force_tells_nothing_of_its_line(self):
        withdraw_line(self.line, "不开了", by=self.clerk)
        self.assertEqual((verify(self.number).answer, verify(self.number).line), ("not_in_force", None))

    def test_one_that_was_never_given_is_unknown(self):
        self.assertEqual(verify(admission_number("QH-02", 2026, 999)).answer, "unknown")

    def test_one_wrong_character_is_placed(self):
        verdict = verify(self.number[:2] + "9" + self.number[3:])
        self.assertEqual((verdict.answer, 3 in verdict.places), ("miscopied", True))

    def test_anything_else_is_no_number(self):
        for text in ("清应急〔2026〕3号", "无", "1"):
            self.assertEqual(verify(text).answer, "no_number")
