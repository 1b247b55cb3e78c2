from datetime import time

from django.test import SimpleTestCase

from tracker.imports.spans import understand_times


class UnderstandTimesTests(SimpleTestCase):
    def test_the_half_of_the_day_may_stand_before_or_behind(self):
        for text in ("下午2:30—4:00", "2:30—4:00下午", "14:30至16:00", "14时30分-16时"):
            self.assertEqual(understand_times(text), (time(14, 30), 90), text)
