from datetime import date

from django.test import TestCase

from tests.county import County, unsaved_item
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.rules.counting import clauses_on, count_officially

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

    def test_an_emergency_leaves_the_quota(self):
        self.assertFalse(self.counts(Kind.DOCUMENT, emergency=True))

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
