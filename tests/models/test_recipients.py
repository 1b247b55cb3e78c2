from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.test import TestCase

from tests.county import County, make_user
from tracker.models.offices import Office
from tracker.models.posts import Post, recipients_open_to

DAY = date(2026, 3, 5)
Role = Post.Role


class RecipientTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()

    def codes(self, role, office, day=DAY):
        return [found.code for found in recipients_open_to(make_user(role, office), day)]

    def test_a_clerk_logs_for_the_town_and_its_villages(self):
        self.assertEqual(self.codes(Role.CLERK, self.county.town), ["QH-T1", "QH-T1-1", "QH-T1-2"])

    def test_a_village_logs_for_itself(self):
        self.assertEqual(self.codes(Role.CLERK, self.county.village), ["QH-T1-1"])

    def test_a_clerk_of_a_bureau_logs_for_the_bureau(self):
        self.assertEqual(self.codes(Role.CLERK, self.county.bureau), ["QH-02"])

    def test_a_bureau_sends_to_the_towns_and_villages_of_its_county(self):
        self.assertEqual(
            self.codes(Role.ISSUER, self.county.bureau),
            ["QH-T1", "QH-T1-1", "QH-T1-2", "QH-T2", "QH-T2-1"],
        )

    def test_a_town_sends_to_its_own_villages(self):
        self.assertEqual(self.codes(Role.ISSUER, self.county.town), ["QH-T1-1", "QH-T1-2"])

    def test_a_supervisor_logs_for_the_grassroots_of_the_area(self):
        self.assertEqual(len(self.codes(Role.SUPERVISOR, self.county.county)), 5)
        self.assertIn("BS-T1", self.codes(Role.SUPERVISOR, self.county.city))

    def test_those_who_only_look_log_for_nobody(self):
        self.assertEqual(self.codes(Role.AUDITOR, self.county.county), [])
        self.assertFalse(recipients_open_to(AnonymousUser(), DAY).exists())

    def test_a_town_that_was_merged_away_receives_nothing_more(self):
        Office.objects.filter(pk=self.county.other_town.pk).update(valid_to=DAY)
        self.assertNotIn("QH-T2", self.codes(Role.ISSUER, self.county.bureau))
