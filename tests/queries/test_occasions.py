from datetime import date, time, timedelta

from django.test import TestCase
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as PropertyTestCase

from tests.county import County, log, make_user
from tracker.models.kinds import Kind
from tracker.models.plans import Plan, PlanLine
from tracker.models.posts import Post
from tracker.models.series import Series
from tracker.periods import Span
from tracker.queries.occasions import occasions, taken_up
from tracker.queries.prices import reckon
from tracker.queries.similarities import landed_lately
from tracker.rules.proposals import Proposal

TODAY = date(2026, 3, 4)  # a Wednesday
WEEK = Span(date(2026, 3, 2), date(2026, 3, 8))


class Occasions(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.user = make_user(Post.Role.ISSUER, cls.county.bureau)

    def found(self, *offices, span=WEEK, user=None):
        offices = offices or tuple(self.county.towns)
        return occasions(offices, landed_lately(offices, TODAY), span, TODAY, user or self.user)


class LandedTests(Occasions):
    def test_a_meeting_takes_the_half_day_in_which_it_is_held(self):
        log(Kind.MEETING, self.county.other_bureau, TODAY, self.county.towns, starts_at=time(9))
        (one,) = self.found()
        self.assertEqual((one.offices, [half.is_afternoon for half in one.half_days]), (2, [False]))

    def test_what_landed_elsewhere_is_in_nobodys_way(self):
        log(Kind.MEETING, self.county.other_bureau, TODAY, [self.county.other_town], starts_at=time(9))
        self.assertEqual(self.found(self.county.town), [])

    def test_a_document_takes_no_half_day_but_falls_due(self):
        log(Kind.DOCUMENT, self.county.bureau, TODAY, self.county.towns, deadline=TODAY + timedelta(2))
        (one,) = self.found()
        self.assertEqual((one.is_due, one.day, one.half_days), (True, TODAY + timedelta(2), ()))

    def test_the_title_of_another_issuers_item_is_not_told(self):
        log(Kind.MEETING, self.county.other_bureau, TODAY, self.county.towns, title="秋收会")
        (one,) = self.found()
        self.assertEqual((one.title, one.item, one.issuer), ("", None, "县农业农村局"))
        supervisor = make_user(Post.Role.SUPERVISOR, self.county.county)
        self.assertEqual(self.found(user=supervisor)[0].title, "秋收会")

    def test_one_meeting_logged_by_each_of_its_receivers_is_one(self):
        for town in self.county.towns:
            log(Kind.MEETING, self.county.other_bureau, TODAY, [town], title="秋收会", starts_at=time(9))
        (one,) = self.found()
        self.assertEqual(one.offices, 2)


class RecurringTests(Occasions):
    def series(self, **fields):
        first = date(2026, 2, 26)
        kept = Series.objects.create(logged_for=self.county.bureau, every=Series.Every.WEEK, first=first, **fields)
        log(Kind.MEETING, self.county.bureau, first, self.county.towns, title="调度会", starts_at=time(9), series=kept)

    def test_the_next_day_of_a_series_is_taken(self):
        self.series()
        (one,) = self.found()
        self.assertEqual((one.day, one.recurs, one.title), (date(2026, 3, 5), True, "调度会"))

    def test_not_a_day_on_which_it_was_left_out_or_is_over(self):
        self.series(left_out=["2026-03-05"])
        self.series(until=date(2026, 3, 1))
        self.assertEqual(self.found(), [])


class PlannedTests(Occasions):
    def plan(self, issuer=None, status=PlanLine.Status.APPROVED, **fields):
        plan, _new = Plan.objects.get_or_create(issuer=issuer or self.county.other_bureau, year=2026)
        usual = {"kind": Kind.MEETING, "title": "秋收会", "day": date(2026, 3, 6), "recipients": "各乡镇（街道）"}
        number = f"准{PlanLine.objects.count()}" if status == PlanLine.Status.APPROVED else None
        return PlanLine.objects.create(plan=plan, status=status, admission_number=number, **usual | fields)

    def test_an_approved_line_with_a_day_takes_the_day(self):
        self.plan()
        (one,) = self.found()
        self.assertEqual((one.is_planned, one.title, one.offices, len(one.half_days)), (True, "", 2, 2))

    def test_its_own_lines_are_told_by_title(self):
        self.plan(issuer=self.county.bureau)
        self.assertEqual(self.found()[0].title, "秋收会")

    def test_what_waits_for_approval_or_lies_in_another_county_takes_nothing(self):
        self.plan(status=PlanLine.Status.PROPOSED)
        self.plan(issuer=self.county.foreign_town)
        self.assertEqual(self.found(), [])

    def test_villages_are_concerned_where_the_line_says_so(self):
        self.plan()
        self.assertEqual(self.found(self.county.village), [])
        self.plan(recipients="各村（社区）", day=date(2026, 3, 5))
        self.assertEqual([one.day for one in self.found(self.county.village)], [date(2026, 3, 5)])

    def test_offices_that_are_named_are_those_concerned(self):
        self.plan(recipients="新桥镇")
        self.assertEqual([one.offices for one in self.found()], [1])


class FreeHalfDayTests(PropertyTestCase):
    """The half-day that is proposed is free, whatever stands in the ledger, the plans and the series."""

    @settings(max_examples=25, deadline=None)
    @given(
        landed=st.lists(st.tuples(st.integers(0, 6), st.sampled_from([None, time(9), time(15)])), max_size=6),
        planned=st.lists(st.integers(1, 12), max_size=6),
        ahead=st.integers(0, 10),
        starts_at=st.sampled_from([None, time(9), time(14)]),
        minutes=st.sampled_from([None, 60, 300]),
    )
    def test_never_collides(self, landed, planned, ahead, starts_at, minutes):
        county = County()
        user = make_user(Post.Role.ISSUER, county.bureau)
        for back, hour in landed:
            log(Kind.INSPECTION, county.other_bureau, TODAY - timedelta(back), [county.town], starts_at=hour)
        plan = Plan.objects.create(issuer=county.other_bureau, year=2026)
        for number, day in enumerate(planned):
            PlanLine.objects.create(
                plan=plan, kind=Kind.MEETING, title="会", day=TODAY + timedelta(day), recipients="各乡镇",
                status=PlanLine.Status.APPROVED, admission_number=f"准{number}",
            )  # fmt: skip
        towns = tuple(county.towns)
        told = {"starts_at": starts_at, "minutes": minutes, "day": TODAY + timedelta(ahead), "title": "防汛会"}
        week = reckon(Proposal(county.bureau, Kind.MEETING, offices=towns, **told), user, TODAY).week
        span = Span(TODAY, TODAY + timedelta(60))
        busy = taken_up(occasions(towns, landed_lately(towns, TODAY), span, TODAY, user))
        if week.clashes and week.free:
            self.assertNotIn(week.free, busy)
            self.assertLess(week.free.day.weekday(), 5)
            self.assertGreaterEqual(week.free.day, TODAY)
        self.assertEqual(bool(week.clashes), bool(set(week.wanted) & busy))
