from datetime import date
from decimal import Decimal

from django.test import TestCase

from tests.county import County, log, tell_the_rest
from tracker.actions.offices import merge_offices
from tracker.measures.allowance import Allowance
from tracker.measures.pace import straight_share
from tracker.measures.standing import Reason, Standing
from tracker.models.baselines import Baseline, Side
from tracker.models.counting_rules import CountingRule
from tracker.models.findings import Finding
from tracker.models.kinds import Kind
from tracker.models.nil_reports import NilReport
from tracker.models.norms import Norm
from tracker.models.targets import Target
from tracker.periods import Span, year_span
from tracker.queries.overview import matrix_offices
from tracker.queries.standings import standings
from tracker.queries.workdays import working_days

AS_OF = date(2026, 6, 30)
CUT_A_HALF = {"type": Target.Type.BELOW_BASELINE, "share": Decimal("0.5"), "base_year": 2025}


def add_target(office, kind=Kind.MEETING, **fields):
    return Target.objects.create(office=office, kind=kind, year=2026, **(CUT_A_HALF | fields))


class StandingTests(TestCase):
    """Last year 24 meetings in the town, two a month; this year as each test says."""

    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.town = cls.county.town
        for month in range(1, 13):
            for day in (5, 20):
                log(Kind.MEETING, cls.county.bureau, date(2025, month, day), [cls.town])
        tell_the_rest(cls.town)

    def meet(self, times, month=6):
        for day in range(1, times + 1):
            log(Kind.MEETING, self.county.bureau, date(2026, month, day), [self.town])

    def row(self, as_of=AS_OF, office=None):
        office = office or self.town
        return standings([office], as_of.year, as_of)[office.pk, Kind.MEETING]

    def test_the_ceiling_comes_from_last_years_ledger(self):
        add_target(self.town)
        self.assertEqual(self.row().ceiling, 12)

    def test_a_typed_baseline_stands_above_the_ledger(self):
        add_target(self.town)
        Baseline.objects.create(office=self.town, kind=Kind.MEETING, year=2025, number=31, evidence="2025年登记簿")
        self.assertEqual(self.row().ceiling, 15)

    def test_half_the_year_allows_half_the_ceiling(self):
        add_target(self.town)
        self.meet(3)
        row = self.row()
        self.assertEqual((row.judgement.expected, row.judgement.standing), (6, Standing.WITHIN))

    def test_on_pace_but_likely_to_end_above_the_ceiling_is_near(self):
        """Six of twelve in half a year, but two a month were usual."""
        add_target(self.town)
        self.meet(6)
        row = self.row()
        self.assertEqual((row.judgement.standing, row.judgement.reason), (Standing.NEAR, Reason.LIKELY_BREACH))
        Norm.objects.filter(code=Norm.Code.LIKELY_BREACH).update(value=100)
        self.assertEqual(self.row().judgement.standing, Standing.WITHIN)

    def test_a_merger_does_not_silence_that_warning(self):
        """The successor's own half year is foretold against what the other left of the ceiling."""
        other = self.county.other_town
        for year in (2025, 2026):
            log(Kind.MEETING, self.county.bureau, date(year, 1, 8), [other])
        tell_the_rest(other)
        add_target(self.town)
        self.meet(5)
        merge_offices(other, self.town, date(2026, 3, 1))
        self.town.refresh_from_db()
        row = self.row()
        self.assertEqual((row.ceiling, row.counted, row.forecast), (12, 6, None))
        self.assertEqual(row.judgement.reason, Reason.LIKELY_BREACH)

    def test_the_month_may_use_what_the_season_allows_by_its_end(self):
        add_target(self.town)
        self.meet(3)
        self.assertEqual(self.row().allowance, Allowance(month=3, year=9))
        self.assertEqual(self.row(date(2026, 6, 10)).allowance, Allowance(month=3, year=9))

    def test_a_number_alone_is_paced_by_working_days(self):
        town = self.county.other_town
        add_target(town, type=Target.Type.FIXED, share=None, base_year=None, number=100)
        year = working_days(year_span(2026))
        by_now = working_days(Span(date(2026, 1, 1), AS_OF))
        season = self.row(office=town).season
        self.assertEqual(season, Decimal(by_now) / Decimal(year))
        self.assertNotEqual(season, straight_share(2026, AS_OF))

    def test_a_replay_foresees_no_less(self):
        """Else a count that will probably pass its ceiling would be within as soon as it is replayed."""
        add_target(self.town)
        self.meet(2)
        rule = CountingRule.objects.on(AS_OF)
        self.assertIsNotNone(self.row().forecast)
        replayed = standings([self.town], 2026, AS_OF, under=rule)[self.town.pk, Kind.MEETING]
        self.assertEqual((replayed.forecast, replayed.judgement), (self.row().forecast, self.row().judgement))

    def test_ahead_of_the_season_is_near(self):
        add_target(self.town)
        self.meet(7)
        self.assertEqual(self.row().judgement.standing, Standing.NEAR)

    def test_past_the_ceiling_is_over(self):
        add_target(self.town)
        self.meet(13)
        row = self.row()
        self.assertEqual((row.judgement.standing, row.remaining), (Standing.OVER, 0))

    def test_no_target_is_unknown(self):
        self.meet(1)
        self.assertEqual(self.row().judgement.reason, Reason.NO_TARGET)

    def test_no_baseline_is_unknown(self):
        add_target(self.county.other_town)
        log(Kind.MEETING, self.county.bureau, date(2026, 6, 1), [self.county.other_town])
        self.assertEqual(self.row(office=self.county.other_town).judgement.reason, Reason.NO_BASELINE)

    def test_a_silent_office_is_unknown(self):
        add_target(self.town)
        NilReport.objects.filter(month__gte=202604).delete()
        self.meet(2, month=1)
        Norm.objects.filter(code=Norm.Code.COMPLETE_DAYS).update(value=200)
        self.assertEqual(self.row().judgement.reason, Reason.SILENT)

    def test_a_month_that_nobody_told_of_makes_it_unknown(self):
        add_target(self.town)
        self.meet(2)
        NilReport.objects.filter(month=202603, kind=Kind.MEETING).delete()
        row = self.row()
        self.assertEqual((row.judgement.reason, row.gap.months), (Reason.INCOMPLETE, (202603,)))

    def test_a_finding_that_nobody_settled_makes_it_unknown(self):
        add_target(self.town)
        self.meet(2)
        finding = Finding.objects.create(
            office=self.town, side=Side.RECEIVED, kind=Kind.MEETING, year=2026, facts="疑似"
        )
        self.assertEqual(self.row().judgement.reason, Reason.SUSPECTED)
        finding.status, finding.decision_reason = Finding.Status.DISMISSED, "查无此事"
        finding.save()
        self.assertEqual(self.row().judgement.standing, Standing.WITHIN)

    def test_a_level_target_binds_every_office_of_the_level(self):
        add_target(self.county.county, level="T")
        self.assertEqual(self.row().ceiling, 12)

    def test_an_offices_own_target_stands_above_that_of_its_level(self):
        add_target(self.county.county, level="T")
        add_target(self.town, type=Target.Type.FIXED, number=5, share=None, base_year=None)
        self.assertEqual(self.row().ceiling, 5)

    def test_a_level_target_does_not_bind_the_area_itself(self):
        add_target(self.county.county, level="T")
        self.assertIsNone(self.row(office=self.county.county).target)

    def test_not_above_last_year_allows_last_years_number(self):
        add_target(self.town, type=Target.Type.NOT_ABOVE_LAST_YEAR, share=None, base_year=None)
        self.assertEqual(self.row().ceiling, 24)

    def test_the_same_span_of_the_baseline_ends_on_the_same_day(self):
        row = self.row(date(2026, 6, 10))
        self.assertEqual(row.before.official, 11)

    def test_an_issuers_quota_counts_what_it_sent(self):
        self.meet(3)
        add_target(self.county.bureau, side=Side.SENT, type=Target.Type.FIXED, number=4, share=None, base_year=None)
        row = standings([self.county.bureau], 2026, AS_OF, Side.SENT)[self.county.bureau.pk, Kind.MEETING]
        self.assertEqual((row.counted, row.remaining), (3, 1))


class PastDayTests(TestCase):
    """A day in the past knows the targets and the offices of that day."""

    @classmethod
    def setUpTestData(cls):
        cls.county = County()

    def test_a_target_that_began_later_is_not_known(self):
        add_target(self.county.town, type=Target.Type.FIXED, number=5, share=None, base_year=None,
                   valid_from=date(2026, 5, 1))  # fmt: skip
        reasons = [
            standings([self.county.town], 2026, day)[self.county.town.pk, Kind.MEETING].judgement.reason
            for day in (date(2026, 4, 30), date(2026, 5, 1))
        ]
        self.assertEqual(reasons[0], Reason.NO_TARGET)
        self.assertNotEqual(reasons[1], Reason.NO_TARGET)

    def test_a_village_that_was_merged_stands_in_the_matrix_before_and_not_after(self):
        merge_offices(self.county.other_village, self.county.village, date(2026, 5, 1))
        before, after = (matrix_offices(self.county.town, day) for day in (date(2026, 4, 30), date(2026, 5, 1)))
        self.assertEqual((before, after), ([self.county.village, self.county.other_village], [self.county.village]))
