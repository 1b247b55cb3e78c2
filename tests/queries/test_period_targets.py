from datetime import date
from decimal import Decimal

from django.test import TestCase

from tests.county import County, log
from tracker.measures.standing import Standing
from tracker.models.baselines import Side
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.nil_reports import NilReport
from tracker.models.targets import Target
from tracker.periods import Span
from tracker.queries.period_targets import BesideReason, beside_rows

AS_OF = date(2026, 3, 18)


class Beside(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.town = cls.county.town

    def meet(self, *days, month=3, form=Item.MeetingForm.VIDEO, towns=None):
        for day in days:
            log(Kind.MEETING, self.county.bureau, date(2026, month, day), towns or [self.town], meeting_form=form)

    def promise(self, office=None, **fields):
        return Target.objects.create(office=office or self.town, kind=Kind.MEETING, year=2026, **fields)

    def per(self, period, number, **fields):
        return self.promise(type=Target.Type.PER_PERIOD, period=period, number=number, **fields)

    def row(self, office=None, side=Side.RECEIVED):
        [row] = beside_rows([office or self.town], 2026, AS_OF, side)
        return row


class PeriodTests(Beside):
    def test_weeks_begin_on_monday(self):
        self.per("week", 2)
        self.meet(9, 15)
        self.meet(2, 3, 8)
        row = self.row()
        self.assertEqual(
            [(week.span, week.count) for week in row.passed], [(Span(date(2026, 3, 2), date(2026, 3, 8)), 3)]
        )
        self.assertEqual((row.present.span.first, row.present.count), (date(2026, 3, 16), 0))

    def test_days(self):
        self.per("day", 1)
        self.meet(5, 5, 6)
        self.assertEqual([day.span.first.day for day in self.row().passed], [5])

    def test_months_and_the_running_one(self):
        self.per("month", 2)
        self.meet(3, 4, 5, month=1)
        self.meet(3, 4)
        row = self.row()
        self.assertEqual([month.count for month in row.passed], [3])
        self.assertEqual((row.present.count, row.standing), (2, Standing.OVER))

    def test_a_month_is_cut_where_the_promise_begins(self):
        self.per("month", 1, valid_from=date(2026, 3, 10))
        self.meet(3, 4, 12)
        row = self.row()
        self.assertEqual((row.passed, row.present.count), ([], 1))

    def test_a_full_count_is_held_to_the_full_count(self):
        self.per("month", 1, count="full")
        for day in (3, 4):
            log(Kind.MEETING, self.county.bureau, date(2026, 3, day), [self.town], meeting_name="department")
        self.assertEqual(self.row().present.count, 2)

    def test_an_issuer_is_held_to_what_it_sent(self):
        self.per("day", 1, side=Side.SENT, office=self.county.bureau)
        self.meet(5, 5, towns=self.county.towns)
        self.assertEqual(self.row(self.county.bureau, Side.SENT).passed[0].count, 2)

    def test_what_lands_on_villages_counts_for_their_town(self):
        self.per("day", 1)
        self.meet(5, towns=[self.county.village])
        self.meet(5)
        self.assertEqual(len(self.row().passed), 1)

    def test_nothing_passed_without_evidence_is_unknown(self):
        self.per("month", 2)
        row = self.row()
        self.assertEqual((row.standing, row.reason), (Standing.UNKNOWN, BesideReason.NO_EVIDENCE))

    def test_nothing_passed_and_all_told_is_within(self):
        self.per("month", 2)
        self.meet(5)
        for month in (202601, 202602):
            NilReport.objects.create(office=self.town, kind=Kind.MEETING, month=month)
        self.assertEqual(self.row().standing, Standing.WITHIN)


class ShareTests(Beside):
    def share(self):
        self.promise(type=Target.Type.SHARE, part=Target.Part.VIDEO, share=Decimal("0.333"))

    def test_without_meetings_nothing_can_be_said(self):
        self.share()
        self.assertEqual((self.row().standing, self.row().reason), (Standing.UNKNOWN, BesideReason.NOTHING_YET))

    def test_below_the_promise_is_near_because_it_can_still_be_made_good(self):
        self.share()
        self.meet(3)
        self.meet(4, 5, 6, form=Item.MeetingForm.IN_PERSON)
        row = self.row()
        self.assertEqual((row.part, row.whole, row.standing), (1, 4, Standing.NEAR))

    def test_reached_and_all_told_is_within(self):
        self.share()
        self.meet(3)
        self.meet(4, 5, form=Item.MeetingForm.IN_PERSON)
        self.assertEqual(self.row().standing, Standing.UNKNOWN)
        for month in (202601, 202602):
            NilReport.objects.create(office=self.town, kind=Kind.MEETING, month=month)
        self.assertEqual((self.row().standing, self.row().reason), (Standing.WITHIN, BesideReason.KEPT))
