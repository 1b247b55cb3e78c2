from datetime import date

from django.test import TestCase

from tests.county import County, log
from tracker.models.baselines import Baseline, Count, Side
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.queries.forecasts import forecasts, months_gone, peers
from tracker.queries.past_months import past_months

AS_OF = date(2026, 6, 30)
TWO_A_MONTH = [2] * 12


class ForecastTests(TestCase):
    """Last year two meetings a month in the town; nothing is known of the years before."""

    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.town = cls.county.town
        for month in range(1, 13):
            for day in (5, 20):
                log(Kind.MEETING, cls.county.bureau, date(2025, month, day), [cls.town])

    def told(self, office=None, as_of=AS_OF, ceiling=None, others=(), side=Side.RECEIVED):
        office = office or self.town
        ceilings = {(office.pk, Kind.MEETING): ceiling}
        found = forecasts([office, *others], as_of.year, as_of, side, Count.OFFICIAL, ceilings)
        return found.get((office.pk, Kind.MEETING))

    def test_a_year_that_goes_like_the_last_is_foreseen_to_end_like_it(self):
        for day in range(1, 13):
            log(Kind.MEETING, self.county.bureau, date(2026, 5, day), [self.town])
        told = self.told(ceiling=24)
        self.assertTrue(told.low < told.median < told.high)
        self.assertAlmostEqual(told.median, 24, delta=2)
        self.assertTrue(0.2 < told.breach < 0.8)

    def test_the_present_month_counts_as_far_as_it_is_over(self):
        self.assertEqual(months_gone(date(2026, 6, 15)), 5.5)
        early, late = self.told(as_of=date(2026, 6, 1)), self.told(as_of=date(2026, 6, 29))
        self.assertGreater(early.median, late.median)

    def test_a_year_that_is_over_ends_as_it_did(self):
        told = self.told(as_of=date(2025, 12, 31))
        self.assertIsNone(told)
        log(Kind.MEETING, self.county.bureau, date(2026, 5, 1), [self.town])
        told = self.told(as_of=date(2026, 12, 31), ceiling=0)
        self.assertEqual((told.low, told.median, told.high, told.breach), (1, 1, 1, 1))

    def test_says_nothing_without_a_past_year(self):
        self.assertIsNone(self.told(self.county.other_town))
        self.assertIsNone(self.told(as_of=date(2025, 6, 30)))

    def test_does_not_depend_on_who_else_is_asked_for(self):
        Baseline.objects.create(
            office=self.county.towns[1], kind=Kind.MEETING, year=2025, number=24, months=TWO_A_MONTH, evidence="登记簿"
        )
        alone = self.told()
        self.assertIsNotNone(alone)
        self.assertEqual(alone, self.told(others=[*self.county.towns[1:], self.county.county]))

    def test_an_issuer_is_told_from_what_it_sent(self):
        self.assertIsNotNone(self.told(self.county.bureau, side=Side.SENT))

    def test_a_region_without_another_beside_it_learns_from_its_towns(self):
        Office.objects.filter(kind=Office.Kind.REGION).exclude(pk=self.county.county.pk).update(kind=Office.Kind.OTHER)
        groups, everyone = peers([self.county.county], Side.RECEIVED)
        self.assertEqual(list(groups.values()), [[self.county.county.pk]])
        self.assertLessEqual({town.pk for town in self.county.towns}, {office.pk for office in everyone})


class PastMonthsTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.town = cls.county.town

    def past(self, before=2026):
        return past_months([self.town], Side.RECEIVED, Count.OFFICIAL, before).get((self.town.pk, Kind.MEETING), {})

    def meet(self, *days):
        for day in days:
            log(Kind.MEETING, self.county.bureau, day, [self.town])

    def test_a_year_that_the_ledger_only_ends_is_no_past_year(self):
        self.meet(date(2024, 9, 1), date(2025, 3, 1))
        self.assertEqual(set(self.past()), {2025})

    def test_the_year_that_is_foreseen_teaches_nothing(self):
        self.meet(date(2025, 1, 5), date(2026, 3, 1))
        for year in (2025, 2026):
            Baseline.objects.create(
                office=self.county.other_town, kind=Kind.MEETING, year=year, number=24, months=TWO_A_MONTH,
                evidence="登记簿",
            )  # fmt: skip
        past = past_months(self.county.towns, Side.RECEIVED, Count.OFFICIAL, 2026)
        self.assertEqual([set(past[town.pk, Kind.MEETING]) for town in self.county.towns], [{2025}, {2025}])

    def test_typed_months_stand_above_the_ledger(self):
        self.meet(date(2025, 1, 5))
        self.assertEqual(sum(self.past()[2025]), 1)
        Baseline.objects.create(
            office=self.town, kind=Kind.MEETING, year=2025, number=24, months=TWO_A_MONTH, evidence="登记簿"
        )
        self.assertEqual(self.past()[2025], tuple(TWO_A_MONTH))

    def test_a_typed_sum_without_months_has_no_season(self):
        Baseline.objects.create(office=self.town, kind=Kind.MEETING, year=2025, number=24, evidence="登记簿")
        self.assertEqual(self.past(), {})
