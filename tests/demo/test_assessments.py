from django.test import TestCase
from django.utils import timezone

from tracker.demo.assessments import make_assessments
from tracker.demo.county import make_county
from tracker.demo.people import Role, make_people
from tracker.models.assessments import Assessment


class AssessmentTests(TestCase):
    def test_the_bureau_has_reckoned_before_sending(self):
        make_county()
        issuer = make_people()[Role.ISSUER]
        number = make_assessments(issuer)
        kept = list(Assessment.objects.all())
        self.assertEqual(len(kept), number)
        for assessment in kept:
            self.assertEqual(assessment.issuer, issuer.post.office)
            self.assertGreater(assessment.person_minutes, 0)
            self.assertGreater(assessment.draft["fields"]["day"], timezone.localdate().isoformat())
        self.assertEqual([bool(assessment.plan_line) for assessment in kept].count(True), 1)
