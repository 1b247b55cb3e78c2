from django.test import SimpleTestCase

from tracker.measures.person_minutes import attendance, reading, reading_minutes


class AttendanceTests(SimpleTestCase):
    def test_everyone_sits_and_travels_and_preparation_is_done_once(self):
        cost = attendance(people=4, minutes=60, travel=30, preparation=30)
        self.assertEqual((cost.spent, cost.travel, cost.preparation, cost.total), (240, 120, 30, 390))

    def test_refuses_negative_minutes(self):
        with self.assertRaisesMessage(ValueError, "Time cannot be negative"):
            attendance(people=4, minutes=-60, travel=0, preparation=0)

    def test_refuses_negative_people(self):
        with self.assertRaises(ValueError):
            attendance(people=-4, minutes=-60, travel=0, preparation=0)


class ReadingTests(SimpleTestCase):
    def test_demands_are_answered_once(self):
        self.assertEqual(reading(readers=3, minutes=10, demands=120).total, 150)

    def test_part_of_a_minute_is_a_minute(self):
        self.assertEqual(reading_minutes(401, 400), 2)

    def test_an_empty_text_takes_no_time(self):
        self.assertEqual(reading_minutes(0, 400), 0)
