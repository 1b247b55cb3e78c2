from datetime import date, time, timedelta

from django.test import TestCase
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as PropertyTestCase

from tests.county import County, log, make_user, tell_the_rest
from tracker.measures.half_days import HalfDay
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.plans import Plan, PlanLine
from tracker.models.posts import Post
from tracker.models.presets import Preset, PresetAdoption
from tracker.queries.occasions import taken_up
from tracker.queries.weeks import area_weeks, office_week

TODAY = date(2026, 3, 4)  # a Wednesday
MONDAY = date(2026, 3, 2)
PRINCIPAL = Item.RequiredRank.PRINCIPAL


def plan(county, day, number=0, **fields):
    issuer = county.bureau if number % 2 else county.other_bureau
    made, _new = Plan.objects.get_or_create(issuer=issuer, year=2026)
    usual = {"kind": Kind.MEETING, "title": "秋收会", "day": day, "recipients": "各乡镇（街道）"}
    return PlanLine.objects.create(
        plan=made, status=PlanLine.Status.APPROVED, admission_number=f"准{day}{number}", **usual | fields
    )


class Weeks(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.head = make_user(Post.Role.HEAD, cls.county.town)

    def meet(self, day=TODAY, hour=9, office=None, issuer=None, **fields):
        told = {"starts_at": time(hour), "minutes": 60} | fields
        return log(Kind.MEETING, issuer or self.county.bureau, day, [office or self.county.town], **told)

    def inspect(self, day, issuer=None):
        return log(Kind.INSPECTION, issuer or self.county.bureau, day, [self.county.town])

    def week(self, day=TODAY, today=TODAY, user=None):
        return office_week(self.county.town, day, today, user or self.head)


class CollisionTests(Weeks):
    def test_two_things_in_one_half_day_collide(self):
        self.meet(hour=9)
        self.meet(hour=11)
        self.meet(hour=15)
        (collision,) = self.week().collisions
        self.assertEqual((collision.halves, len(collision.occasions)), ((HalfDay(TODAY, False),), 2))

    def test_the_same_things_all_day_are_one_collision(self):
        self.inspect(TODAY)
        self.inspect(TODAY, self.county.other_bureau)
        (collision,) = self.week().collisions
        self.assertEqual([half.is_afternoon for half in collision.halves], [False, True])

    def test_what_falls_due_collides_with_nothing(self):
        self.meet()
        log(Kind.DOCUMENT, self.county.bureau, TODAY, [self.county.town], deadline=TODAY)
        week = self.week()
        self.assertEqual((week.collisions, len(week.due_on(TODAY))), ((), 1))

    def test_what_lands_on_a_village_does_not_take_up_its_town(self):
        self.meet()
        self.meet(office=self.county.village)
        self.assertEqual(self.week().collisions, ())

    def test_is_grave_where_two_want_the_principal(self):
        self.meet(required_rank=PRINCIPAL)
        self.meet(hour=10)
        self.assertFalse(self.week().collisions[0].is_grave)
        self.meet(hour=10, required_rank=PRINCIPAL)
        week = self.week()
        self.assertTrue(week.collisions[0].is_grave)
        self.assertEqual((week.grave, len(week.wanting_principal)), (1, 2))

    def test_days_that_are_over_are_not_moved(self):
        self.meet(MONDAY)
        self.meet(MONDAY)
        self.assertEqual(self.week().collisions[0].moves, ())


class MoveTests(Weeks):
    def test_all_but_the_first_go_to_the_nearest_free_half_day(self):
        self.meet(hour=9)
        self.meet(hour=10)
        (move,) = self.week().collisions[0].moves
        self.assertEqual((move.to, move.occasion.starts_at), (HalfDay(date(2026, 3, 5), False), time(10)))

    def test_never_on_a_day_that_rules_keep_free(self):
        preset = Preset.objects.get(code="Zhangjiajie-2022")  # Mondays and second weeks
        PresetAdoption.objects.create(area=self.county.county, preset=preset, valid_from=MONDAY)
        for number in range(2):
            plan(self.county, date(2026, 3, 6), number, title=f"会{number}")
        plan(self.county, date(2026, 3, 5))
        collision = next(one for one in self.week().collisions if one.day == date(2026, 3, 6))
        self.assertEqual(collision.moves[0].to.day, date(2026, 3, 17))

    def test_a_plan_that_was_not_carried_out_takes_nothing_once_its_day_is_over(self):
        plan(self.county, MONDAY)
        plan(self.county, TODAY)
        self.assertEqual([one.day for one in self.week().found], [TODAY])

    def test_of_other_peoples_plans_no_title_is_told(self):
        plan(self.county, TODAY)
        self.assertEqual([one.title for one in self.week().found], [""])


class MoveProperties(PropertyTestCase):
    """What is proposed never collides: not with anything known, nor with what else is proposed."""

    @settings(max_examples=25, deadline=None)
    @given(
        landed=st.lists(st.tuples(st.integers(0, 3), st.sampled_from([None, time(9), time(10), time(15)])), max_size=8),
        planned=st.lists(st.integers(0, 9), max_size=8),
    )
    def test_never_collides(self, landed, planned):
        county = County()
        head = make_user(Post.Role.HEAD, county.town)
        for back, hour in landed:
            log(Kind.MEETING, county.bureau, TODAY - timedelta(back), [county.town], starts_at=hour)
        for number, ahead in enumerate(planned):
            plan(county, TODAY + timedelta(ahead), number, title=f"会{number}")
        for day in (TODAY, TODAY + timedelta(7)):
            week = office_week(county.town, day, TODAY, head)
            busy = taken_up(
                one for ahead in range(0, 43, 7)
                for one in office_week(county.town, TODAY + timedelta(ahead), TODAY, head).found
            )  # fmt: skip
            moves = [move for collision in week.collisions for move in collision.moves]
            halves = [HalfDay(move.to.day, half) for move in moves for half in (False, True)
                      if move.whole_day or half == move.to.is_afternoon]  # fmt: skip
            self.assertFalse(set(halves) & busy)
            self.assertEqual(len(halves), len(set(halves)))
            self.assertTrue(all(half.day > TODAY and half.day.weekday() < 5 for half in halves))
            due_for_moving = [one for one in week.collisions if one.day >= TODAY]
            self.assertEqual(bool(moves), bool(due_for_moving))

    @settings(max_examples=15, deadline=None)
    @given(st.lists(st.tuples(st.integers(0, 2), st.sampled_from([None, time(9), time(15)])), max_size=6))
    def test_moving_what_collides_leaves_fewer_half_days_with_two_things(self, planned):
        county = County()
        head = make_user(Post.Role.HEAD, county.town)
        for number, (ahead, _hour) in enumerate(planned):
            plan(county, TODAY + timedelta(1 + ahead), number, title=f"会{number}")
        lines = {line.pk: line for line in PlanLine.objects.all()}
        before = office_week(county.town, TODAY, TODAY, head)
        for collision in before.collisions:
            for move in collision.moves:
                line = next(each for each in lines.values() if each.day == move.occasion.day)
                PlanLine.objects.filter(pk=line.pk).update(day=move.to.day)
                del lines[line.pk]
        after = office_week(county.town, TODAY, TODAY, head)
        self.assertLessEqual(len(after.collisions), len(before.collisions))


class FreeTests(Weeks):
    def test_working_half_days_that_nothing_takes_up(self):
        self.meet(hour=9)
        self.inspect(MONDAY)
        week = self.week()
        self.assertEqual((len(week.working_halves), len(week.free)), (10, 7))
        self.assertNotIn(HalfDay(TODAY, False), week.free)

    def test_nobody_told_of_the_week_so_free_is_not_known(self):
        self.assertTrue(self.week(day=date(2026, 1, 7)).gaps)
        tell_the_rest(self.county.town)
        self.assertFalse(self.week(day=date(2026, 1, 7)).gaps)


class JointTests(Weeks):
    def test_inspections_of_two_issuers_in_a_week_could_be_one(self):
        self.inspect(MONDAY)
        self.assertEqual(self.week().joint, [])
        self.inspect(TODAY, self.county.other_bureau)
        self.assertEqual(len(self.week().joint), 2)

    def test_two_of_one_issuer_are_not_asked_to_join(self):
        self.inspect(MONDAY)
        self.inspect(TODAY)
        self.assertEqual(self.week().joint, [])


class CountTests(Weeks):
    def test_both_counts_of_what_landed_with_everything_below(self):
        self.meet()
        self.meet(office=self.county.village, meeting_name=Item.MeetingName.DEPARTMENT)
        self.meet(date(2026, 2, 27))
        landed = self.week().landed[Kind.MEETING]
        self.assertEqual((landed.official, landed.full), (1, 2))


class AreaTests(Weeks):
    def test_a_row_is_the_week_of_the_office(self):
        self.meet(MONDAY)
        self.meet(MONDAY, hour=10, required_rank=PRINCIPAL)
        self.meet(MONDAY, hour=11, required_rank=PRINCIPAL)
        self.inspect(TODAY)
        row = next(row for row in area_weeks(self.county.county, TODAY, TODAY) if row.office == self.county.town)
        week = self.week()
        self.assertEqual((row.found, row.collisions), (week.found, tuple(one for one in week.collisions)))
        self.assertEqual((row.on(MONDAY), row.grave), (1, week.grave))

    def test_stands_in_official_order_and_says_who_told_nothing(self):
        rows = area_weeks(self.county.county, date(2026, 1, 7), TODAY)
        self.assertEqual([row.office for row in rows], self.county.towns)
        self.assertEqual([row.is_known for row in rows], [False, False])

    def test_of_a_week_ahead_nothing_has_landed(self):
        self.assertEqual([row.found for row in area_weeks(self.county.county, TODAY + timedelta(9), TODAY)], [(), ()])
