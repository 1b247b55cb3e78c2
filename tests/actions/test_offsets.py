from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from random import Random

from django.core.exceptions import ValidationError
from django.db import connection
from django.test import TestCase, TransactionTestCase, skipUnlessDBFeature
from django.utils import timezone

from tests.county import County, log, make_user
from tracker.actions.items import withdraw_item
from tracker.actions.offsets import give_verdicts, offer_burden, reopen_recurring, take_offset, withdraw_offset
from tracker.actions.plans import approve_all, approve_line, propose_line, submit_plan, withdraw_line
from tracker.models.baselines import Side
from tracker.models.kinds import Kind
from tracker.models.offsets import Offset, OffsetUse
from tracker.models.plans import PlanLine
from tracker.models.posts import Post
from tracker.models.targets import Target
from tracker.queries.offsets import balance, beside, burdens, offset_rows


class OffsetWorld:
    """The bureau held a monthly call in two towns: 2 x 2 meetings of 2 people, an hour each with nothing else."""

    def __init__(self, today):
        self.today = today
        self.county = County()
        self.clerk = make_user(Post.Role.ISSUER, self.county.bureau)
        self.supervisor = make_user(Post.Role.SUPERVISOR, self.county.county)
        self.towns = [make_user(Post.Role.CLERK, town) for town in self.county.towns]
        for back in (70, 30):
            self.call(today - timedelta(days=back))

    def call(self, day, title="防汛调度会"):
        return log(Kind.MEETING, self.county.bureau, day, self.county.towns, title=f"{day.month}月份{title}")

    def offer(self):
        [burden] = burdens(self.county.bureau, self.today)
        return offer_burden(burden, "改为书面调度", by=self.clerk)

    def verified(self):
        offset = self.offer()
        give_verdicts(offset.verdicts.all(), agrees=True, reason="", by=self.towns[0])
        offset.refresh_from_db()
        return offset

    def another(self, minutes):
        """A second offset that was confirmed and lasts longer than the first."""
        told = {"title": "简报", "reason": "停办", "status": Offset.Status.VERIFIED, "person_minutes": minutes}
        expires_on = self.today + timedelta(days=2_000)
        return Offset.objects.create(issuer=self.county.bureau, expires_on=expires_on, **told)

    def rows(self):
        return offset_rows(self.county.bureau, self.today)

    def balance(self):
        return balance(self.rows())

    def line(self, minutes, **fields):
        line = PlanLine(kind=Kind.MEETING, title="新增会议", person_minutes=minutes, **fields)
        return propose_line(self.county.bureau, self.today.year, line, by=self.clerk)

    def full_plan(self):
        """A plan that was submitted, of one meeting of an hour, under a ceiling of none."""
        Target.objects.create(
            office=self.county.bureau, kind=Kind.MEETING, side=Side.SENT, year=self.today.year, type="fixed", number=0,
            valid_from=date(self.today.year, 1, 1),
        )  # fmt: skip
        first = self.line(60)
        submit_plan(first.plan, by=self.clerk)
        return first


class OffsetCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.world = OffsetWorld(timezone.localdate())
        cls.worth = burdens(cls.world.county.bureau, cls.world.today)[0].minutes


class OfferTests(OffsetCase):
    def test_is_worth_what_its_receivers_spent_in_twelve_months(self):
        """Four landings of 2 people x 60 minutes and 30 to prepare."""
        self.assertEqual(self.worth, 4 * (2 * 60 + 30))
        offset = self.world.offer()
        self.assertEqual((offset.person_minutes, offset.verdicts.count()), (self.worth, 2))

    def test_what_came_in_one_month_only_is_not_offered(self):
        log(Kind.MEETING, self.world.county.bureau, self.world.today, self.world.county.towns, title="一次性会议")
        self.assertEqual(len(burdens(self.world.county.bureau, self.world.today)), 1)

    def test_is_offered_once(self):
        [burden] = burdens(self.world.county.bureau, self.world.today)
        offer_burden(burden, "改为书面调度", by=self.world.clerk)
        with self.assertRaisesMessage(ValidationError, "已经申报过"):
            offer_burden(burden, "再报一次", by=self.world.clerk)
        self.assertEqual(burdens(self.world.county.bureau, self.world.today), [])


class VerdictTests(OffsetCase):
    def test_counts_once_half_agreed_and_none_objects(self):
        offset = self.world.offer()
        self.assertEqual(self.world.balance(), 0)
        give_verdicts(offset.verdicts.all()[:1], agrees=True, reason="", by=self.world.towns[0])
        self.assertEqual(self.world.balance(), self.worth)

    def test_an_objection_closes_it_and_taking_it_back_opens_it(self):
        offset = self.world.verified()
        give_verdicts(offset.verdicts.all()[:1], agrees=False, reason="上周还在开", by=self.world.towns[0])
        self.assertEqual((self.world.balance(), self.world.rows()[0].offset.status), (0, "disputed"))
        self.assertEqual([said.reason for said in self.world.rows()[0].objections], ["上周还在开"])
        give_verdicts(offset.verdicts.all()[:1], agrees=True, reason="", by=self.world.towns[0])
        self.assertEqual(self.world.balance(), self.worth)

    def test_an_expired_one_is_worth_nothing_and_is_not_asked_about(self):
        offset = self.world.verified()
        Offset.objects.update(expires_on=self.world.today - timedelta(days=1))
        self.assertEqual(self.world.balance(), 0)
        with self.assertRaisesMessage(ValidationError, "到期"):
            give_verdicts(offset.verdicts.all(), agrees=True, reason="", by=self.world.towns[0])
        with self.assertRaisesMessage(ValidationError, "减一件"):
            take_offset(self.world.line(1), by=self.world.supervisor)


class UseTests(OffsetCase):
    def test_a_line_over_the_ceiling_is_approved_only_with_enough(self):
        line = self.world.full_plan()
        with self.assertRaisesMessage(ValidationError, "这一条约 1 人时，可用的减去工时只有 0 人时"):
            approve_line(line, by=self.world.supervisor)
        self.world.verified()
        approve_line(line, by=self.world.supervisor)
        self.assertEqual(self.world.balance(), self.worth - 60)

    def test_approving_all_leaves_what_is_over_waiting(self):
        line = self.world.full_plan()
        self.world.verified()
        self.world.line(self.worth)
        decided = approve_all(line.plan, by=self.world.supervisor)
        self.assertEqual((len(decided.approved), len(decided.waiting)), (1, 1))

    def test_a_line_that_nobody_reckoned_takes_nothing(self):
        line = self.world.full_plan()
        self.world.verified()
        PlanLine.objects.filter(pk=line.pk).update(person_minutes=None)
        with self.assertRaisesMessage(ValidationError, "没有测算工时"):
            approve_line(line, by=self.world.supervisor)

    def test_without_a_ceiling_nothing_is_taken(self):
        self.world.verified()
        line = self.world.line(60)
        submit_plan(line.plan, by=self.world.clerk)
        approve_line(line, by=self.world.supervisor)
        self.assertFalse(OffsetUse.objects.exists())

    def test_what_the_first_to_expire_does_not_hold_is_taken_of_the_next(self):
        first, second = self.world.verified(), self.world.another(100)
        uses = take_offset(self.world.line(self.worth + 40), by=self.world.supervisor)
        self.assertEqual([(use.offset, use.person_minutes) for use in uses], [(first, self.worth), (second, 40)])
        self.assertEqual(self.world.balance(), 60)

    def test_withdrawing_the_line_gives_it_back(self):
        line = self.world.full_plan()
        self.world.verified()
        line = approve_line(line, by=self.world.supervisor)
        withdraw_line(line, "不开了", by=self.world.clerk)
        self.assertEqual(self.world.balance(), self.worth)

    def test_what_is_in_use_is_not_withdrawn(self):
        line = self.world.full_plan()
        offset = self.world.verified()
        approve_line(line, by=self.world.supervisor)
        with self.assertRaisesMessage(ValidationError, "不能撤回"):
            withdraw_offset(offset, by=self.world.clerk)


class ReopenTests(OffsetCase):
    def leaning(self):
        line = self.world.full_plan()
        offset = self.world.verified()
        return offset, approve_line(line, by=self.world.supervisor)

    def test_an_objection_sends_the_line_that_leaned_on_it_back(self):
        offset, line = self.leaning()
        give_verdicts(offset.verdicts.all()[:1], agrees=False, reason="还在开", by=self.world.towns[0])
        line.refresh_from_db()
        self.assertEqual((line.status, line.decided_by), ("proposed", None))
        self.assertIsNotNone(line.offset_uses.get().released_at)
        with self.assertRaisesMessage(ValidationError, "减一件"):
            approve_line(line, by=self.world.supervisor)

    def test_what_is_retired_and_still_comes_is_open_again(self):
        offset, line = self.leaning()
        Offset.objects.update(offered_at=timezone.now() - timedelta(days=3))
        item = self.world.call(self.world.today)
        offset.refresh_from_db()
        line.refresh_from_db()
        self.assertEqual((offset.status, line.status), ("disputed", "proposed"))
        self.assertEqual(self.world.rows()[0].recurring, [item])
        withdraw_item(item, "登记错了", by=self.world.clerk)
        give_verdicts(offset.verdicts.all(), agrees=True, reason="", by=self.world.towns[0])
        self.assertEqual(self.world.balance(), self.worth)

    def test_what_was_held_before_the_offer_may_be_logged_later(self):
        offset = self.world.verified()
        reopen_recurring([self.world.call(self.world.today)], by=None)
        offset.refresh_from_db()
        self.assertEqual(offset.status, "verified")


class BesideTests(OffsetCase):
    def test_emergency_and_uncounted_items_are_printed_beside(self):
        bureau, towns, year = self.world.county.bureau, self.world.county.towns, self.world.today.year
        log(Kind.MEETING, bureau, self.world.today, towns, emergency=True)
        found = beside(bureau, year)
        self.assertEqual((found.emergency, found.emergency_minutes), (1, 2 * 150))


class NeverNegativeTests(OffsetCase):
    def test_whatever_is_done_in_whatever_order(self):
        chance = Random(11)
        offset = self.world.verified()
        self.world.another(150)
        lines = [self.world.line(minutes) for minutes in (40, 90, 200, 350, 600, 1)]
        acts = (self.take, self.release, self.object, self.agree)
        for _step in range(200):
            chance.choice(acts)(offset, chance.choice(lines))
            for row in self.world.rows():
                self.assertLessEqual(0, row.used)
                self.assertLessEqual(row.used, row.offset.person_minutes)
                self.assertTrue(row.offset.status == "verified" or row.used == 0)

    def take(self, offset, line):
        try:
            take_offset(line, by=self.world.supervisor)
        except ValidationError as refused:
            self.assertIn("减一件", refused.messages[0])

    def release(self, offset, line):
        line.offset_uses.filter(released_at__isnull=True).update(released_at=timezone.now())

    def object(self, offset, line):
        give_verdicts(offset.verdicts.all()[:1], agrees=False, reason="还在开", by=self.world.towns[0])

    def agree(self, offset, line):
        give_verdicts(offset.verdicts.all(), agrees=True, reason="", by=self.world.towns[0])


@skipUnlessDBFeature("has_select_for_update")
class AtTheSameMomentTests(TransactionTestCase):
    """SQLite lets one writer in at a time, so this needs a server that lets in many."""

    fixtures = ["norms", "counting_rules"]

    def test_ten_who_take_at_once_never_take_more_than_there_is(self):
        world = OffsetWorld(timezone.localdate())
        offset = world.verified()
        lines = [world.line(offset.person_minutes // 3) for _number in range(10)]

        def take(line):
            try:
                take_offset(line, by=world.supervisor)
            except ValidationError:
                return 0
            finally:
                connection.close()
            return 1

        with ThreadPoolExecutor(max_workers=6) as pool:
            taken = sum(pool.map(take, lines))
        self.assertEqual((taken, world.balance()), (3, 0))
