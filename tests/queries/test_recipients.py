from datetime import date

from django.test import TestCase

from tests.county import County, log
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.periods import Span
from tracker.queries.recipients import recipients_of

JUNE = Span(date(2026, 6, 1), date(2026, 6, 30))


class RecipientTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()

    def rows(self, issuer=None):
        return {row.office.name: row.counts for row in recipients_of(issuer or self.county.bureau, JUNE)}

    def test_what_landed_on_a_village_is_told_at_its_town(self):
        log(Kind.MEETING, self.county.bureau, date(2026, 6, 5), [self.county.village, self.county.other_village])
        self.assertEqual(self.rows(), {"新桥镇": [1, 0, 0]})

    def test_other_issuers_and_other_days_are_left_out(self):
        log(Kind.MEETING, self.county.other_bureau, date(2026, 6, 5), [self.county.town])
        log(Kind.MEETING, self.county.bureau, date(2026, 5, 31), [self.county.town])
        self.assertEqual(self.rows(), {})

    def test_inspections_count_by_visit(self):
        log(Kind.INSPECTION, self.county.bureau, date(2026, 6, 5), [self.county.town, self.county.village])
        self.assertEqual(self.rows(), {"新桥镇": [0, 0, 2]})

    def test_a_county_that_sends_itself_sends_to_its_towns(self):
        log(Kind.MEETING, self.county.county, date(2026, 6, 5), self.county.towns)
        self.assertEqual(self.rows(Office.objects.get(code="QH")), {"新桥镇": [1, 0, 0], "柳林镇": [1, 0, 0]})
