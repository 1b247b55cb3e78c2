from datetime import date, timedelta

from django.test import TestCase

from tests.county import County, log
from tracker.actions.items import withdraw_item
from tracker.models.baselines import Side
from tracker.models.kinds import Kind
from tracker.models.nil_reports import NilReport
from tracker.queries.silence import known_of, silent_kinds, silent_window

AS_OF = date(2026, 4, 10)  # the last 45 days begin on 25 February; February and March ended in them


class SilenceTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.town = cls.county.town

    def report(self, *months, kinds=tuple(Kind), office=None):
        NilReport.objects.bulk_create(
            NilReport(office=office or self.town, kind=kind, month=month) for month in months for kind in kinds
        )

    def land(self, day, office=None, kind=Kind.MEETING):
        return log(kind, self.county.bureau, day, [office or self.town])

    def is_silent(self, as_of=AS_OF, office=None, kind=Kind.MEETING):
        office = office or self.town
        return (office.pk, kind) in self.silent(office, Side.RECEIVED, as_of)

    def silent(self, office, side, as_of):
        window = silent_window(45, as_of)
        months = range(202601, as_of.year * 100 + as_of.month + 1)
        return silent_kinds([office], side, window, known_of([office], side, [202512, *months]))


class LandingTests(SilenceTests):
    def test_something_that_landed_in_the_last_days_is_heard(self):
        self.land(date(2026, 2, 25))
        self.assertFalse(self.is_silent())

    def test_a_day_earlier_is_too_long_ago(self):
        self.land(date(2026, 2, 24))
        self.assertTrue(self.is_silent())


class NilTests(SilenceTests):
    def test_every_month_so_far_is_heard(self):
        self.report(202601, 202602, 202603)
        self.assertFalse(self.is_silent())

    def test_the_month_before_last_suffices_while_its_end_is_near(self):
        self.report(202601, 202602)
        self.assertFalse(self.is_silent())
        self.assertTrue(self.is_silent(AS_OF + timedelta(days=5)))

    def test_two_kinds_of_three_say_nothing_of_the_third(self):
        for missing in Kind:
            with self.subTest(missing=missing):
                NilReport.objects.all().delete()
                self.report(202601, 202602)
                self.report(202603, kinds=[kind for kind in Kind if kind != missing])
                silent = [kind for kind in Kind if self.is_silent(date(2026, 4, 20), kind=kind)]
                self.assertEqual(silent, [missing])

    def test_a_kind_recorded_in_the_last_month_is_heard_where_the_office_goes_on_with_another(self):
        self.land(date(2026, 3, 1), kind=Kind.DOCUMENT)
        late = date(2026, 4, 20)
        self.assertTrue(self.is_silent(late, kind=Kind.DOCUMENT))
        self.land(date(2026, 4, 18))
        self.assertFalse(self.is_silent(late, kind=Kind.DOCUMENT))
        self.assertTrue(self.is_silent(late, kind=Kind.INSPECTION))

    def test_an_issuer_tells_of_what_it_sent(self):
        bureau = self.county.bureau
        self.report(202601, 202602, 202603, office=bureau)
        self.assertEqual(self.silent(bureau, Side.SENT, AS_OF), set())
        self.land(date(2026, 3, 3), kind=Kind.DOCUMENT)
        NilReport.objects.exclude(kind=Kind.DOCUMENT).delete()
        late = self.silent(bureau, Side.SENT, date(2026, 4, 20))
        self.assertEqual(late, {(bureau.pk, kind) for kind in Kind})

    def test_one_report_does_not_cover_for_the_silence_before_it(self):
        self.report(202603)
        self.assertTrue(self.is_silent())

    def test_from_the_last_record_on_every_month_must_be_told(self):
        self.land(date(2026, 1, 7))
        self.report(202603)
        self.assertTrue(self.is_silent())
        self.report(202602)
        self.assertFalse(self.is_silent())

    def test_in_january_last_december_suffices(self):
        self.report(202512)
        self.assertFalse(self.is_silent(date(2026, 1, 20)))

    def test_an_office_owes_nothing_for_the_time_before_it_was_founded(self):
        self.town.valid_from = date(2026, 3, 1)
        self.report(202603)
        self.assertFalse(self.is_silent())

    def test_a_record_outweighs_it_wherever_it_landed_below(self):
        self.report(202601, 202602, 202603)
        item = self.land(date(2026, 2, 3), self.county.village)
        self.assertFalse(self.is_silent())  # the record is heard of, and March is still told
        NilReport.objects.filter(month=202603).delete()
        self.assertTrue(self.is_silent())
        withdraw_item(item, "重复", by=None)
        self.assertFalse(self.is_silent())

    def test_what_a_town_reports_holds_for_its_villages_and_not_the_other_way_round(self):
        self.report(202601, 202602, 202603)
        self.assertFalse(self.is_silent(office=self.county.village))
        self.report(202601, 202602, 202603, office=self.county.far_village)
        self.assertTrue(self.is_silent(office=self.county.other_town))

    def test_a_later_record_does_not_hide_an_earlier_gap(self):
        self.report(202603)
        self.land(date(2026, 4, 20))
        self.assertTrue(self.is_silent())
