from datetime import date
from decimal import Decimal

from django.test import TestCase

from tests.county import County, log, unsaved_item
from tracker.actions.deliveries import Landing
from tracker.actions.items import change_item, log_item
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.norms import Norm
from tracker.models.offices import Office
from tracker.models.staffing import Staffing
from tracker.periods import Span, month_span, year_to_date
from tracker.queries.capacity import capacity_of
from tracker.queries.overview import matrix_offices

FIRST = date(2026, 1, 1)
MARCH = month_span(202603)  # 22 working days of 480 minutes


def staff(office, people, since=FIRST):
    return Staffing.objects.create(office=office, people=people, valid_from=since)


class CapacityRowTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()

    def asked(self, area, span=MARCH):
        return capacity_of(area, matrix_offices(area, span.last), span)

    def costing(self, office, minutes, day=date(2026, 3, 5)):
        item = unsaved_item(Kind.MEETING, self.county.bureau, day)
        told = Landing(office, people=1, minutes=minutes, travel_minutes=0, preparation_minutes=0)
        return log_item(item, [told], logged_for=office, by=None)

    def test_staff_times_working_days_times_hours(self):
        staff(self.county.village, 5)
        row = self.asked(self.county.village).area
        self.assertEqual((row.staff, row.capacity), (5, 5 * 22 * 480))

    def test_the_share_of_working_time_taken(self):
        staff(self.county.village, 1)
        self.costing(self.county.village, 22 * 48)
        self.assertEqual(self.asked(self.county.village).area.share, Decimal("0.1"))

    def test_a_town_adds_the_staff_of_its_villages(self):
        for office, people in ((self.county.town, 30), (self.county.village, 5), (self.county.other_village, 4)):
            staff(office, people)
        row = self.asked(self.county.town).area
        self.assertEqual((row.staff, row.missing), (39, ()))

    def test_an_unknown_staff_is_named_and_neither_its_time_nor_its_load_is_counted(self):
        staff(self.county.town, 30)
        staff(self.county.village, 5)
        self.costing(self.county.town, 100)
        self.costing(self.county.village, 20)
        self.costing(self.county.other_village, 7)
        row = self.asked(self.county.town).area
        self.assertEqual(row.missing, (self.county.other_village,))
        self.assertEqual((row.minutes, row.capacity), (120, 35 * 22 * 480))

    def test_a_town_whose_own_staff_is_unknown_leaves_its_villages_counted(self):
        staff(self.county.village, 5)
        staff(self.county.other_village, 4)
        self.costing(self.county.town, 100)
        self.costing(self.county.village, 20)
        row = self.asked(self.county.town).area
        self.assertEqual((row.staff, row.minutes), (9, 20))
        self.assertEqual(row.missing, (self.county.town,))

    def test_nothing_known_is_no_share_and_no_zero(self):
        self.costing(self.county.town, 100)
        row = self.asked(self.county.county).area
        self.assertEqual((row.staff, row.capacity, row.share), (None, None, None))
        self.assertEqual(row.minutes, 100)

    def test_whoever_else_received_something_is_expected_to_tell_its_staff(self):
        staff(self.county.town, 30)
        self.assertNotIn(self.county.bureau, self.asked(self.county.county).area.missing)
        log(Kind.MEETING, self.county.county_office, date(2026, 3, 5), [self.county.bureau])
        self.assertIn(self.county.bureau, self.asked(self.county.county).area.missing)

    def test_staff_holds_from_its_day_on_and_the_past_keeps_what_held_then(self):
        staff(self.county.village, 4)
        staff(self.county.village, 6, date(2026, 3, 16))
        row = self.asked(self.county.village).area
        self.assertEqual((row.staff, row.capacity), (6, (4 * 10 + 6 * 12) * 480))

    def test_staff_known_only_from_a_later_day_is_unknown_before(self):
        staff(self.county.village, 4, date(2026, 3, 2))
        self.assertIsNone(self.asked(self.county.village).area.staff)
        self.assertEqual(self.asked(self.county.village, Span(date(2026, 3, 2), MARCH.last)).area.staff, 4)

    def test_an_office_counts_only_while_it_exists(self):
        Office.objects.filter(pk=self.county.village.pk).update(valid_from=date(2026, 3, 16))
        village = Office.objects.get(pk=self.county.village.pk)
        staff(village, 5, date(2026, 3, 16))
        self.assertEqual(self.asked(village).area.capacity, 5 * 12 * 480)

    def test_shorter_hours_hold_from_their_day_on(self):
        staff(self.county.village, 1)
        Norm.objects.create(code=Norm.Code.WORKING_HOURS, value=420, valid_from=date(2026, 3, 16), source="测试")
        self.assertEqual(self.asked(self.county.village).area.capacity, 10 * 480 + 12 * 420)

    def test_months_add_up_to_the_year(self):
        for office in (self.county.town, self.county.village):
            staff(office, 3)
        for month in (1, 2, 3):
            self.costing(self.county.town, 10 * month, date(2026, month, 5))
            self.costing(self.county.other_village, 100, date(2026, month, 6))
        row = self.asked(self.county.county, year_to_date(2026, date(2026, 3, 18))).area
        self.assertEqual([month.minutes for month in row.months], [10, 20, 30])
        self.assertEqual(sum(month.capacity for month in row.months), row.capacity)

    def test_minutes_stand_apart_by_their_source(self):
        staff(self.county.town, 3)
        log(Kind.MEETING, self.county.bureau, date(2026, 3, 5), [self.county.town])
        self.costing(self.county.town, 50)
        row = self.asked(self.county.town).area
        self.assertEqual(row.measured + row.estimated + row.default, row.minutes)

    def test_a_year_without_a_calendar_is_named(self):
        self.assertEqual(self.asked(self.county.town, month_span(203001)).plain_years, [2030])

    def test_costs_no_query_for_each_office(self):
        for office in (self.county.town, self.county.village, self.county.far_village):
            staff(office, 3)
        log(Kind.MEETING, self.county.bureau, date(2026, 3, 5), self.county.towns)
        offices = matrix_offices(self.county.county, MARCH.last)
        with self.assertNumQueries(8):
            capacity_of(self.county.county, offices, MARCH)


class ChangedNormTests(TestCase):
    def test_a_new_norm_costs_only_what_happens_from_its_day_on(self):
        county = County()
        before = log(Kind.INSPECTION, county.bureau, date(2026, 3, 5), [county.town])
        cost = before.deliveries.get().cost
        Norm.objects.create(code=Norm.Code.INSPECTION_PEOPLE, value=30, valid_from=date(2026, 4, 1), source="测试")
        change_item(Item.objects.get(pk=before.pk), [Landing(county.town)], by=None)
        after = log(Kind.INSPECTION, county.bureau, date(2026, 4, 1), [county.town])
        self.assertEqual(before.deliveries.get().cost, cost)
        self.assertGreater(after.deliveries.get().cost, cost)
