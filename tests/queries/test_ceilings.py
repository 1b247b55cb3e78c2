from datetime import date
from decimal import Decimal

from django.test import TestCase

from tests.county import County, log
from tracker.measures.standing import Reason, Standing
from tracker.models.baselines import Baseline
from tracker.models.kinds import Kind
from tracker.models.targets import Target
from tracker.queries.ceilings import Ceiling, Missing
from tracker.queries.standings import standings

AS_OF = date(2026, 6, 30)
CHAINED = {"mode": Target.Mode.CHAINED}


class Ceilings(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.town = cls.county.town

    def cut(self, share, base_year=None, year=2026, **fields):
        usual = {"kind": Kind.MEETING, "type": Target.Type.BELOW_BASELINE, "share": Decimal(share)}
        return Target.objects.create(office=self.town, year=year, base_year=base_year, **usual | fields)

    def baseline(self, year, number, months=None):
        return Baseline.objects.create(
            office=self.town, kind=Kind.MEETING, year=year, number=number, months=months, evidence="会议登记簿"
        )

    def meet(self, times, year=2026, month=6):
        for day in range(1, times + 1):
            log(Kind.MEETING, self.county.bureau, date(year, month, day), [self.town])

    def row(self, as_of=AS_OF):
        return standings([self.town], as_of.year, as_of)[self.town.pk, Kind.MEETING]

    def made_of(self):
        return self.row().made_of


class ChainedTests(Ceilings):
    """Ningxia: 32.2 % below 2018, then a further 20 % of what that allowed: 0.678 × 0.8 = 0.542 of 2018."""

    def test_a_further_share_off_what_the_base_year_allowed(self):
        self.baseline(2018, 1000)
        self.cut("0.322", 2018, year=2019)
        self.cut("0.2", 2019, **CHAINED)
        self.assertEqual(self.made_of(), Ceiling(542, cut_from=678))

    def test_a_chain_of_three(self):
        self.baseline(2018, 1000)
        self.cut("0.322", 2018, year=2019)
        self.cut("0.2", 2019, year=2020, **CHAINED)
        self.cut("0.5", 2020, **CHAINED)
        self.assertEqual(self.made_of(), Ceiling(271, cut_from=542))

    def test_what_was_in_force_at_the_end_of_the_base_year_is_the_link(self):
        self.baseline(2024, 100)
        self.cut("0.5", 2024, year=2025, valid_to=date(2025, 6, 30))
        self.cut("0.6", 2024, year=2025, valid_from=date(2025, 7, 1))
        self.cut("0.25", 2025, **CHAINED)
        self.assertEqual(self.made_of(), Ceiling(30, cut_from=40))

    def test_a_level_of_the_base_year_is_a_link_too(self):
        Target.objects.create(
            office=self.county.county, level="T", kind=Kind.MEETING, year=2025, type=Target.Type.FIXED, number=40
        )
        self.cut("0.25", 2025, **CHAINED)
        self.assertEqual(self.made_of().number, 30)

    def test_a_missing_link_is_told_as_such(self):
        self.baseline(2025, 100)
        self.cut("0.2", 2025, **CHAINED)
        self.assertEqual(self.made_of(), Ceiling(missing=Missing.LINK))
        self.assertEqual(self.row().judgement.reason, Reason.NO_BASELINE)

    def test_a_link_without_a_baseline_is_told_as_such(self):
        self.cut("0.3", 2018, year=2019)
        self.cut("0.2", 2019, **CHAINED)
        self.assertEqual(self.made_of(), Ceiling(missing=Missing.LINK_CEILING))

    def test_a_chain_cannot_go_in_a_circle(self):
        self.cut("0.2", 2026, **CHAINED)
        self.assertEqual(self.made_of(), Ceiling(missing=Missing.CIRCLE))
        self.cut("0.2", 2027, year=2025, **CHAINED)
        Target.objects.filter(year=2026).update(base_year=2025)
        self.assertEqual(self.made_of(), Ceiling(missing=Missing.CIRCLE))


class SamePeriodTests(Ceilings):
    """Changde compares January to October with the same months of the year before."""

    def same_period(self, share="0.3"):
        return self.cut(share, mode=Target.Mode.SAME_PERIOD)

    def test_allows_by_now_a_share_of_the_same_span_and_in_all_one_of_the_whole_year(self):
        self.meet(10, 2025, 3)
        self.meet(10, 2025, 9)
        self.same_period()
        self.assertEqual(self.made_of(), Ceiling(14, cut_from=20, by_now=7))

    def test_more_than_the_same_span_allows_is_over(self):
        self.meet(10, 2025, 3)
        self.meet(10, 2025, 9)
        self.same_period()
        self.meet(8)
        judgement = self.row().judgement
        self.assertEqual((judgement.standing, judgement.reason), (Standing.OVER, Reason.PERIOD_PASSED))

    def test_the_months_of_a_typed_baseline_give_the_span(self):
        self.baseline(2025, 120, [20] * 6 + [0] * 6)
        self.same_period("0.5")
        self.assertEqual(self.made_of(), Ceiling(60, cut_from=120, by_now=60))

    def test_a_sum_alone_is_never_green(self):
        self.baseline(2025, 120)
        self.same_period()
        self.meet(1)
        self.assertEqual(self.row().judgement.standing, Standing.UNKNOWN)


class PreviousYearTests(Ceilings):
    def test_needs_no_base_year(self):
        self.baseline(2025, 154)
        self.cut("0.3", mode=Target.Mode.PREVIOUS_YEAR)
        self.assertEqual(self.made_of(), Ceiling(107, cut_from=154))


class SeasonTests(Ceilings):
    def test_typed_months_give_the_season_by_days_within_the_month(self):
        self.baseline(2025, 120, [0, 0, 0, 0, 0, 60] + [10] * 6)
        self.cut("0.5", 2025)
        self.assertEqual(self.row(date(2026, 6, 15)).season, Decimal("0.25"))

    def test_the_ledger_gives_it_where_it_reaches_that_year(self):
        self.baseline(2025, 120, [10] * 12)
        self.meet(4, 2025, 9)
        self.cut("0.5", 2025)
        self.assertEqual(self.row().season, 0)
