from datetime import date
from decimal import Decimal

from django.test import TestCase

from tests.county import County
from tracker.models.baselines import Side
from tracker.models.kinds import Kind
from tracker.models.office_groups import OfficeGroup
from tracker.models.targets import Target
from tracker.queries.targets import promises_beside, targets_in_force

DAY = date(2026, 6, 30)


class Promised(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()

    def fixed(self, office, number, **fields):
        usual = {"kind": Kind.MEETING, "year": 2026, "type": Target.Type.FIXED, "number": number}
        return Target.objects.create(office=office, **usual | fields)

    def group(self, *members, area=None):
        area = area or self.county.county
        group = OfficeGroup.objects.create(area=area, name=f"沿河乡镇{OfficeGroup.objects.count()}")
        group.members.set(members)
        return group

    def number(self, office, day=DAY, side=Side.RECEIVED):
        target = targets_in_force([office], side, "official", day).get((office.pk, Kind.MEETING))
        return target and target.number


class NearestTests(Promised):
    def test_a_level_of_the_nearest_area_wins(self):
        self.fixed(self.county.city, 1, level="T")
        self.fixed(self.county.county, 2, level="T")
        self.assertEqual(self.number(self.county.town), 2)

    def test_a_group_stands_above_every_level(self):
        self.fixed(self.county.county, 1, level="T")
        self.fixed(self.county.city, 2, group=self.group(self.county.town, area=self.county.city))
        self.assertEqual((self.number(self.county.town), self.number(self.county.other_town)), (2, 1))

    def test_its_own_stands_above_its_groups(self):
        self.fixed(self.county.county, 1, group=self.group(self.county.town))
        self.fixed(self.county.town, 2)
        self.assertEqual(self.number(self.county.town), 2)

    def test_a_group_does_not_bind_its_area(self):
        self.fixed(self.county.county, 1, group=self.group(self.county.town))
        self.assertIsNone(self.number(self.county.county))


class LevelTests(Promised):
    def test_a_level_of_senders_means_the_bureaus_and_not_the_county(self):
        self.fixed(self.county.county, 9, level="K", side=Side.SENT)
        numbers = [self.number(office, side=Side.SENT) for office in (self.county.bureau, self.county.county)]
        self.assertEqual(numbers, [9, None])

    def test_a_citys_level_binds_counties_as_receivers_but_never_as_senders(self):
        for side in Side:
            self.fixed(self.county.city, 9, level="K", side=side)
        self.assertEqual(self.number(self.county.county), 9)
        self.assertIsNone(self.number(self.county.county, side=Side.SENT))

    def test_the_county_as_a_whole_may_be_meant(self):
        self.fixed(self.county.county, 9, side=Side.SENT)
        self.assertEqual(self.number(self.county.county, side=Side.SENT), 9)


class EffectiveDateTests(Promised):
    def test_a_day_is_judged_by_what_was_in_force_then(self):
        self.fixed(self.county.town, 10, valid_to=date(2026, 6, 30))
        self.fixed(self.county.town, 7, valid_from=date(2026, 7, 1))
        numbers = [self.number(self.county.town, day) for day in (DAY, date(2026, 7, 1), date(2026, 12, 31))]
        self.assertEqual(numbers, [10, 7, 7])

    def test_nothing_is_promised_before_it_begins_and_after_it_ends(self):
        self.fixed(self.county.town, 10, valid_from=date(2026, 3, 1), valid_to=date(2026, 5, 31))
        self.assertIsNone(self.number(self.county.town, date(2026, 2, 28)))
        self.assertIsNone(self.number(self.county.town))


class BesideTests(Promised):
    def beside(self, office):
        return [target.number for target, _bound in promises_beside([office], Side.RECEIVED, DAY)]

    def per_month(self, office, number, **fields):
        return self.fixed(office, number, type=Target.Type.PER_PERIOD, period="month", **fields)

    def test_a_number_per_period_gives_no_yearly_ceiling(self):
        self.per_month(self.county.town, 3)
        self.assertIsNone(self.number(self.county.town))
        self.assertEqual(self.beside(self.county.town), [3])

    def test_the_nearest_wins_for_each_period(self):
        self.per_month(self.county.county, 3, level="T")
        self.per_month(self.county.town, 4)
        self.per_month(self.county.county, 1, level="T", kind=Kind.DOCUMENT)
        self.assertEqual(sorted(self.beside(self.county.town)), [1, 4])
        self.assertEqual(sorted(self.beside(self.county.other_town)), [1, 3])

    def test_a_share_and_a_yearly_ceiling_stand_side_by_side(self):
        self.fixed(self.county.town, 10)
        self.fixed(self.county.town, None, type=Target.Type.SHARE, share=Decimal("0.333"), part="video")
        self.assertEqual(self.number(self.county.town), 10)
        self.assertEqual(self.beside(self.county.town), [None])
