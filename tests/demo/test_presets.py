"""The demo's rules, explanations and overruns: found on whatever figures the seeding made."""

from datetime import date

from django.test import TestCase

from tests.county import County, log, make_user
from tracker.demo.presets import make_adoptions, make_explanations
from tracker.models.explanations import Explanation
from tracker.models.kinds import Kind
from tracker.models.posts import Post
from tracker.models.presets import PresetAdoption
from tracker.queries.explanations import explanation_rows

TODAY = date(2026, 11, 19)


class DemoTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.supervisor = make_user(Post.Role.SUPERVISOR, cls.county.county)

    def test_those_who_passed_first_have_explained(self):
        for day in (date(2025, 5, 1), date(2026, 1, 5), date(2026, 2, 5)):
            log(Kind.DOCUMENT, self.county.bureau, day, self.county.towns)
        self.assertEqual(make_explanations(self.county.county, TODAY, self.supervisor), 1)
        explanation = Explanation.objects.get()
        self.assertEqual((explanation.passed_on, explanation.status), (date(2026, 2, 5), "accepted"))
        self.assertEqual([row.is_owed for row in explanation_rows(self.county.county, 2026, TODAY)], [False])

    def test_presets_are_adopted_from_the_day_they_took_effect(self):
        self.county.city.code = "JB"
        self.county.city.save()
        make_adoptions(2026)
        found = PresetAdoption.objects.get(preset__code="CN-2024")
        self.assertEqual((found.area, found.valid_from), (self.county.city, date(2024, 8, 6)))
