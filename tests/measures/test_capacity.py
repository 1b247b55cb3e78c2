from django.test import SimpleTestCase

from tracker.measures.capacity import capacity


class CapacityTests(SimpleTestCase):
    def test_is_people_times_days_times_minutes_a_day(self):
        self.assertEqual(capacity(people=40, days=10, minutes_a_day=480), 192_000)

    def test_is_none_where_nobody_told_the_staff(self):
        self.assertIsNone(capacity(people=None, days=10, minutes_a_day=480))

    def test_is_zero_on_days_off(self):
        self.assertEqual(capacity(people=40, days=0, minutes_a_day=480), 0)

    def test_refuses_negative_amounts(self):
        with self.assertRaisesMessage(ValueError, "Capacity cannot be negative"):
            capacity(people=-1, days=10, minutes_a_day=480)
