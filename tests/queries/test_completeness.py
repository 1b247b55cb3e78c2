from datetime import date

from django.test import TestCase

from tests.county import County, log, make_office, tell_the_rest
from tracker.models.baselines import Side
from tracker.models.kinds import Kind
from tracker.models.nil_reports import NilReport
from tracker.models.norms import Norm
from tracker.models.offices import Office
from tracker.periods import year_span
from tracker.queries.completeness import due_months, gaps

AS_OF = date(2026, 4, 15)  # January to March are due: March ended fifteen days ago


class GapTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.town = cls.county.town

    def months(self, office=None, kind=Kind.MEETING, side=Side.RECEIVED, as_of=AS_OF):
        office = office or self.town
        gap = gaps([office], side, as_of.year, as_of).get((office.pk, kind))
        return gap.months if gap else ()

    def report(self, month, kind=Kind.MEETING, office=None):
        NilReport.objects.create(office=office or self.town, kind=kind, month=month)


class DueTests(GapTests):
    def test_a_month_is_due_ten_days_after_its_end(self):
        self.assertEqual(self.months(as_of=date(2026, 4, 9)), (202601, 202602))
        self.assertEqual(self.months(as_of=date(2026, 4, 10)), (202601, 202602, 202603))

    def test_of_a_year_that_is_over_december_is_due_in_january(self):
        year = year_span(2025)
        self.assertEqual(len(due_months(year, date(2026, 1, 9), 10)), 11)
        self.assertEqual(len(due_months(year, date(2026, 1, 10), 10)), 12)

    def test_the_days_are_those_in_force_then(self):
        Norm.objects.create(code=Norm.Code.COMPLETE_DAYS, value=20, valid_from=date(2026, 4, 1), source="测试")
        self.assertEqual(self.months(), (202601, 202602))
        self.assertEqual(self.months(as_of=date(2026, 3, 31)), (202601, 202602))

    def test_no_month_before_it_was_founded_and_none_after_it_was_merged(self):
        self.town.valid_from, self.town.valid_to = date(2026, 2, 20), date(2026, 3, 1)
        self.assertEqual(self.months(), (202602,))


class ToldTests(GapTests):
    def test_a_record_tells_of_its_own_kind_alone(self):
        log(Kind.MEETING, self.county.bureau, date(2026, 2, 3), [self.town])
        self.assertEqual(self.months(), (202601, 202603))
        self.assertEqual(self.months(kind=Kind.DOCUMENT), (202601, 202602, 202603))

    def test_a_record_at_a_village_tells_of_its_town(self):
        log(Kind.MEETING, self.county.bureau, date(2026, 2, 3), [self.county.village])
        self.assertEqual(self.months(), (202601, 202603))

    def test_a_nil_report_tells_of_its_own_kind_and_of_the_villages(self):
        self.report(202602)
        self.assertEqual(self.months(), (202601, 202603))
        self.assertEqual(self.months(self.county.village), (202601, 202603))
        self.assertEqual(self.months(kind=Kind.DOCUMENT), (202601, 202602, 202603))

    def test_a_village_does_not_speak_for_its_town(self):
        self.report(202602, office=self.county.village)
        self.assertEqual(self.months(), (202601, 202602, 202603))

    def test_what_lands_elsewhere_tells_nothing(self):
        log(Kind.MEETING, self.county.bureau, date(2026, 2, 3), [self.county.other_town])
        self.assertEqual(self.months(), (202601, 202602, 202603))


class SenderTests(GapTests):
    def test_it_tells_by_sending_or_by_saying_that_it_sent_nothing(self):
        log(Kind.MEETING, self.county.bureau, date(2026, 1, 5), [self.town])
        self.report(202603, office=self.county.bureau)
        self.assertEqual(self.months(self.county.bureau, side=Side.SENT), (202602,))

    def test_what_it_received_and_what_others_report_is_nothing_of_the_sort(self):
        log(Kind.MEETING, self.county.county_office, date(2026, 1, 5), [self.county.bureau])
        self.report(202602, office=self.county.other_bureau)
        self.assertEqual(self.months(self.county.bureau, side=Side.SENT), (202601, 202602, 202603))

    def test_that_it_sent_nothing_says_nothing_of_what_it_received(self):
        self.report(202602, office=self.county.bureau)
        self.assertEqual(self.months(self.county.bureau), (202601, 202602, 202603))


class RegionTests(GapTests):
    def gap(self):
        county = self.county.county
        return gaps([county], Side.RECEIVED, 2026, AS_OF).get((county.pk, Kind.MEETING))

    def test_is_complete_when_all_its_towns_are(self):
        tell_the_rest(*self.county.towns)
        self.assertIsNone(self.gap())

    def test_names_the_towns_that_lack_a_month(self):
        tell_the_rest(*self.county.towns)
        NilReport.objects.filter(office=self.county.other_town, month=202602).delete()
        self.assertEqual((self.gap().months, self.gap().offices), ((202602,), (self.county.other_town,)))

    def test_a_town_that_has_merged_since_still_answers_for_its_own_time(self):
        tell_the_rest(*self.county.towns)
        Office.objects.filter(pk=self.county.other_town.pk).update(valid_to=date(2026, 2, 15))
        NilReport.objects.filter(office=self.county.other_town, month=202603).delete()
        self.assertIsNone(self.gap())
        NilReport.objects.filter(office=self.county.other_town, month=202601).delete()
        self.assertEqual(self.gap().months, (202601,))


class CostTests(GapTests):
    def test_thirty_offices_ask_no_more_queries_than_two(self):
        towns = self.county.towns
        tell_the_rest(towns[0])
        more = [make_office(f"QH-X{i}", f"镇{i}", Office.Kind.TOWN, "T", self.county.county) for i in range(28)]
        tell_the_rest(*more)
        for offices in (towns, [*towns, *more]):
            with self.subTest(offices=len(offices)), self.assertNumQueries(6):
                gaps(offices, Side.RECEIVED, 2026, AS_OF)
