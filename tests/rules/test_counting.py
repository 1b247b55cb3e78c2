import random
from datetime import date, timedelta

from django.test import TestCase

from tests.county import County, log, unsaved_item
from tracker.models.counting_rules import CountingClause, CountingRule
from tracker.models.deliveries import Delivery
from tracker.models.emergencies import Emergency
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.rules.counting import (
    clause_under,
    clauses_on,
    count_officially,
    deciding_clause,
    official_under,
    time_of,
    times_in_force,
)
from tracker.rules.emergencies import covered_by_day

DAY = date(2026, 3, 5)


class CountingTests(TestCase):
    """The defaults of DOMAIN 2.2, as shipped in fixtures/counting_rules.json."""

    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.clauses = clauses_on(DAY)

    def counts(self, kind, **fields):
        item = unsaved_item(kind, self.county.bureau, DAY, **fields)
        count_officially(item, self.clauses)
        return item.official

    def test_a_numbered_red_head_document_counts(self):
        self.assertTrue(self.counts(Kind.DOCUMENT))

    def test_a_red_head_document_without_a_number_does_not(self):
        self.assertFalse(self.counts(Kind.DOCUMENT, document_number=""))

    def test_a_letter_does_not(self):
        self.assertFalse(self.counts(Kind.DOCUMENT, document_format=Item.DocumentFormat.LETTER))

    def test_a_meeting_notice_belongs_to_its_meeting(self):
        self.assertFalse(self.counts(Kind.DOCUMENT, genre=Item.Genre.MEETING_NOTICE))

    def test_an_emergency_leaves_the_quota_while_a_response_runs(self):
        Emergency.objects.create(area=self.county.county, name="防汛", reason="连日暴雨", first=DAY, last=DAY)
        self.assertFalse(self.counts(Kind.DOCUMENT, emergency=True))

    def test_a_bare_tick_counts_like_anything_else(self):
        self.assertTrue(self.counts(Kind.DOCUMENT, emergency=True))

    def test_a_bundled_meeting_counts_once_by_a_clause_of_its_own(self):
        bundled = unsaved_item(Kind.MEETING, self.county.bureau, DAY, meeting_form=Item.MeetingForm.BUNDLED, topics=3)
        count_officially(bundled, self.clauses)
        self.assertTrue(bundled.official)
        self.assertIn("套开计 1 次", bundled.official_clause.reason)

    def test_bundling_changes_nothing_about_what_counts(self):
        for name in Item.MeetingName.values:
            for rank in Item.RequiredRank.values:
                told = {"meeting_name": name, "required_rank": rank}
                bundled = self.counts(Kind.MEETING, **told, meeting_form=Item.MeetingForm.BUNDLED)
                self.assertEqual(bundled, self.counts(Kind.MEETING, **told), told)

    def test_a_meeting_in_the_name_of_the_committee_counts(self):
        self.assertTrue(self.counts(Kind.MEETING))

    def test_a_statutory_meeting_does_not(self):
        self.assertFalse(self.counts(Kind.MEETING, meeting_category=Item.MeetingCategory.STATUTORY))

    def test_a_department_meeting_counts_when_it_requires_the_principals(self):
        department = {"meeting_name": Item.MeetingName.DEPARTMENT}
        self.assertFalse(self.counts(Kind.MEETING, **department))
        self.assertTrue(self.counts(Kind.MEETING, **department, required_rank=Item.RequiredRank.PRINCIPAL))

    def test_a_planned_inspection_counts_and_an_unplanned_one_does_not(self):
        self.assertTrue(self.counts(Kind.INSPECTION))
        self.assertFalse(self.counts(Kind.INSPECTION, plan_status=Item.PlanStatus.UNPLANNED))

    def test_a_person_may_overrule_the_clause(self):
        self.assertTrue(self.counts(Kind.DOCUMENT, document_number="", official_override=True))

    def test_every_item_meets_a_clause_that_gives_the_reason(self):
        for kind in Kind.values:
            item = unsaved_item(kind, self.county.bureau, DAY)
            count_officially(item, self.clauses)
            self.assertTrue(item.official_clause.reason and item.official_clause.reason_en)


CONDITIONS = {
    "in_emergency": [[True], [False], [True, False]],
    "emergency": [[True], [False]],
    "has_number": [[True], [False], [True, False]],
    "channel": [["oa"], ["chat", "phone"]],
    "required_rank": [["principal"], ["deputy", "staff"]],
    "asks_report": [[True]],
}


class SameDecisionTests(TestCase):
    """What Python decides on one item, the database decides on a thousand."""

    @classmethod
    def setUpTestData(cls):
        county = County()
        rng = random.Random(4)
        for area in (county.city, county.county, county.bureau, county.neighbour):
            first = DAY + timedelta(days=rng.randrange(-20, 20))
            last = first + timedelta(days=rng.randrange(15))
            Emergency.objects.create(area=area, name="防汛", reason="连日暴雨", first=first, last=last)
        for _number in range(150):
            cls.log(county, rng)
        cls.rules = [cls.version(number, rng) for number in range(8)]

    @staticmethod
    def log(county, rng):
        issuer = rng.choice([county.bureau, county.other_bureau, county.county, county.neighbour])
        kind = rng.choice(Kind.values)
        log(
            kind, issuer, DAY + timedelta(days=rng.randrange(-25, 25)), county.towns,
            emergency=rng.random() < 0.5,
            channel=rng.choice(["oa", "chat", "phone", ""]),
            document_number=rng.choice(["", f"清应急〔2026〕{rng.randrange(900)}号"]),
            required_rank=rng.choice(["principal", "deputy", "staff", ""]),
            asks_report=rng.random() < 0.5,
            **rng.choice([{}, {}, {"official_override": rng.random() < 0.5, "official_reason": "核对原件"}]),
        )  # fmt: skip

    @staticmethod
    def version(number, rng):
        rule = CountingRule.objects.create(name=f"版本{number}", valid_from=DAY, source="测试", is_draft=True)
        for kind in Kind.values:
            for position in range(rng.randrange(6)):
                fields = rng.sample(sorted(CONDITIONS), rng.randrange(3))
                conditions = {field: rng.choice(CONDITIONS[field]) for field in fields}
                CountingClause.objects.create(
                    rule=rule, kind=kind, position=position, conditions=conditions, counts=rng.random() < 0.5,
                    reason="条款", reason_en="Clause",
                )  # fmt: skip
        return rule

    def decided(self, rule):
        clauses, covered = list(rule.clauses.order_by("kind", "position")), covered_by_day()
        decided = {}
        for item in Item.objects.select_related("issuer"):
            alone = deciding_clause(item, clauses)
            count_officially(item, clauses, covered)
            self.assertEqual(item.official_clause, alone)
            decided[item.pk] = item.official, item.official_clause_id
        return decided

    def test_of_items(self):
        for rule in self.rules:
            rows = Item.objects.annotate(counts=official_under(rule), clause=clause_under(rule))
            found = {pk: (counts, clause) for pk, counts, clause in rows.values_list("pk", "counts", "clause")}
            self.assertEqual(found, self.decided(rule))

    def test_of_deliveries(self):
        for rule in self.rules:
            rows = Delivery.objects.annotate(counts=official_under(rule, "item__"))
            found = set(rows.values_list("item", "counts"))
            self.assertEqual(found, {(pk, counts) for pk, (counts, _clause) in self.decided(rule).items()})


class TimeTests(TestCase):
    def test_a_version_decides_until_the_next_begins(self):
        later = CountingRule.objects.create(name="新版", valid_from=DAY, source="测试")
        (first, before), (second, after) = times_in_force()
        self.assertEqual((before.last, after.first), (DAY - timedelta(days=1), DAY))
        self.assertEqual((time_of(first), time_of(second)), (before, after))
        self.assertEqual(second, later)

    def test_the_first_version_decides_what_lies_before_it(self):
        self.assertEqual([span.first for _rule, span in times_in_force()], [date.min])

    def test_a_draft_would_decide_until_the_next_adopted_version(self):
        CountingRule.objects.create(name="新版", valid_from=DAY, source="测试")
        draft = CountingRule.objects.create(name="草案", valid_from=date(2026, 1, 1), source="测试", is_draft=True)
        self.assertEqual(time_of(draft).last, DAY - timedelta(days=1))
        self.assertEqual(len(times_in_force()), 2)
