from datetime import date

from django.test import SimpleTestCase

from tracker.periods import Span
from tracker.queries.prices import Week
from tracker.sentences.prices import week_finding


class WeekTests(SimpleTestCase):
    def test_a_week_in_which_nothing_falls_due_is_said_to_be_free(self):
        days = Span(date(2026, 12, 14), date(2026, 12, 20))
        week = Week(days, [], wanted=(), clashes=[], free=None, whole_day=False, bundles=False)
        self.assertEqual(week_finding(week), "12月14日至12月20日没有已知的安排")
