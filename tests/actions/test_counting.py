import random
from datetime import date, timedelta

import time_machine
from django.test import TestCase
from django.utils import timezone

from tests.county import County, log, make_user
from tracker.actions.counting_rules import (
    AdoptedError,
    adopt,
    discard_draft,
    draft_from,
    move_clause,
    remove_clause,
    save_clause,
    save_draft,
)
from tracker.actions.emergencies import end_emergency, save_emergency
from tracker.actions.items import withdraw_item
from tracker.actions.loads import differences, stale_copies
from tracker.models.counting_rules import CountingClause, CountingRule
from tracker.models.emergencies import Emergency
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.posts import Post
from tracker.rules.counting import clauses_on, count_officially

DAY = date(2026, 3, 5)


def draft_of(name="草案", valid_from=DAY, base=None):
    base = base or CountingRule.objects.adopted().first()
    return draft_from(base, CountingRule(name=name, valid_from=valid_from, source="测试"))


def exact(case):
    """Every stored decision is that of the versions and responses in force, and the loads follow it."""
    for item in Item.objects.select_related("issuer", "official_clause"):
        stored = item.official, item.official_clause
        count_officially(item, clauses_on(item.day))
        case.assertEqual(stored, (item.official, item.official_clause), item)
    case.assertEqual((list(differences()), stale_copies()), ([], 0))


class DraftTests(TestCase):
    def test_a_draft_begins_as_a_copy(self):
        base, draft = CountingRule.objects.get(), draft_of()
        told = ("kind", "position", "conditions", "counts", "reason", "reason_en")
        self.assertEqual(list(draft.clauses.values_list(*told)), list(base.clauses.values_list(*told)))
        self.assertEqual((draft.based_on, draft.is_draft), (base, True))

    def test_a_draft_decides_nothing(self):
        draft_of().clauses.update(counts=True)
        memo = log(Kind.DOCUMENT, County().bureau, DAY, [], document_format=Item.DocumentFormat.MEMO)
        self.assertFalse(memo.official)

    def test_a_new_clause_stands_before_the_closing_one(self):
        draft = draft_of()
        clause = CountingClause(rule=draft, kind=Kind.DOCUMENT, counts=True, reason="群通知", reason_en="Chat")
        clause.conditions = {"channel": ["chat"]}
        save_clause(clause)
        reasons = list(draft.clauses.filter(kind=Kind.DOCUMENT).order_by("position").values_list("reason", "position"))
        self.assertEqual((reasons[-2], reasons[-1][1]), (("群通知", 5), 6))

    def test_clauses_are_moved_and_numbered_from_one(self):
        draft = draft_of()
        rows = draft.clauses.filter(kind=Kind.INSPECTION).order_by("position")
        first, second, third, last = rows
        move_clause(third, -1)
        move_clause(first, -1)
        self.assertEqual(list(rows.all()), [first, third, second, last])
        remove_clause(first)
        self.assertEqual(list(rows.all().values_list("position", flat=True)), [1, 2, 3])

    def test_a_discarded_draft_is_gone_with_its_clauses(self):
        before = CountingClause.objects.count()
        discard_draft(draft_of())
        self.assertEqual(CountingClause.objects.count(), before)

    def test_an_adopted_version_is_never_edited(self):
        rule = CountingRule.objects.get()
        clause = rule.clauses.first()
        for write in (
            lambda: save_draft(rule),
            lambda: save_clause(clause),
            lambda: remove_clause(clause),
            lambda: move_clause(clause, 1),
            lambda: discard_draft(rule),
            lambda: adopt(rule, by=None),
        ):
            with self.assertRaises(AdoptedError):
                write()


class AdoptTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = county = County()
        cls.by = make_user(Post.Role.SUPERVISOR, county.city)
        memo = {"document_format": Item.DocumentFormat.MEMO}
        cls.before = log(Kind.DOCUMENT, county.bureau, DAY - timedelta(days=1), county.towns, **memo)
        cls.memo = log(Kind.DOCUMENT, county.bureau, DAY, county.towns, **memo)
        said = {"official_override": False, "official_reason": "核对原件"}
        cls.overruled = log(Kind.DOCUMENT, county.bureau, DAY, county.towns, **memo, **said)
        cls.red_head = log(Kind.DOCUMENT, county.bureau, DAY, [county.town])

    def adopt_counting_memos(self):
        draft = draft_of()
        draft.clauses.filter(kind=Kind.DOCUMENT, conditions={}).update(counts=True)
        return draft, adopt(draft, by=self.by)

    def counts(self, item):
        item.refresh_from_db()
        return item.official

    def test_decides_the_items_of_its_time_anew(self):
        _draft, redecided = self.adopt_counting_memos()
        self.assertEqual(redecided, (1, 0))
        self.assertEqual([self.counts(item) for item in (self.before, self.memo, self.red_head)], [False, True, True])

    def test_a_persons_word_stands_above_every_version(self):
        self.adopt_counting_memos()
        self.assertFalse(self.counts(self.overruled))

    def test_every_item_names_its_clause_of_the_new_version(self):
        draft, _redecided = self.adopt_counting_memos()
        for item in (self.memo, self.overruled, self.red_head):
            item.refresh_from_db()
            self.assertEqual(item.official_clause.rule, draft)

    def test_the_history_says_who_and_why(self):
        self.adopt_counting_memos()
        record = self.memo.history.latest()
        self.assertEqual((record.history_user, record.history_change_reason), (self.by, "采用口径“草案”"))
        self.assertEqual(self.before.history.count(), 1)

    def test_who_adopted_it_and_when_is_kept(self):
        draft, _redecided = self.adopt_counting_memos()
        draft.refresh_from_db()
        self.assertEqual((draft.is_draft, draft.adopted_by), (False, self.by))
        self.assertLessEqual(draft.adopted_at, timezone.now())

    def test_withdrawn_items_are_decided_too(self):
        withdraw_item(self.memo, "重复登记", by=self.by)
        self.adopt_counting_memos()
        self.assertTrue(self.counts(self.memo))

    def test_the_time_of_a_version_ends_where_the_next_begins(self):
        self.adopt_counting_memos()
        early = draft_of("更早的", DAY - timedelta(days=1))
        early.clauses.update(counts=False)
        adopt(early, by=self.by)
        self.assertEqual([self.counts(item) for item in (self.before, self.memo, self.red_head)], [False, True, True])

    def test_loads_and_decisions_are_exact_after_any_adoption(self):
        rng = random.Random(11)
        for _number in range(60):
            day = DAY + timedelta(days=rng.randrange(-40, 40))
            log(
                rng.choice(Kind.values), self.county.bureau, day, rng.sample(self.county.towns, rng.randint(1, 2)),
                channel=rng.choice(["oa", "chat", ""]), emergency=rng.random() < 0.3,
            )  # fmt: skip
        for number in range(4):
            draft = draft_of(f"草案{number}", DAY + timedelta(days=rng.randrange(-30, 30)))
            for clause in draft.clauses.all():
                clause.counts = rng.random() < 0.5
                clause.save()
            adopt(draft, by=self.by)
            exact(self)


class EmergencyTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = county = County()
        cls.by = make_user(Post.Role.SUPERVISOR, county.county)
        cls.items = [
            log(Kind.DOCUMENT, issuer, DAY + timedelta(days=days), county.towns, emergency=True)
            for days in range(10)
            for issuer in (county.bureau, county.other_bureau)
        ]
        cls.plain = log(Kind.DOCUMENT, county.bureau, DAY, county.towns)

    def response(self, area=None, first=0, last=4):
        told = {"name": "防汛四级应急响应", "reason": "连日暴雨"}
        days = {"first": DAY + timedelta(days=first), "last": DAY + timedelta(days=last)}
        return Emergency(area=area or self.county.county, **told, **days)

    def outside(self):
        """How many of the items do not count."""
        return Item.objects.filter(official=False).count()

    def test_without_a_response_the_tick_counts_for_nothing(self):
        self.assertEqual(self.outside(), 0)

    def test_declaring_takes_what_is_marked_out_of_the_quota(self):
        self.assertEqual(save_emergency(self.response(), by=self.by), (0, 10))
        self.assertEqual(self.outside(), 10)
        exact(self)

    def test_the_load_stays(self):
        before = self.county.towns[0].deliveries.values_list("cost", flat=True)
        costs = list(before)
        save_emergency(self.response(), by=self.by)
        self.assertEqual(list(before.all()), costs)

    def test_a_response_of_the_city_covers_the_bureaus_of_the_county(self):
        save_emergency(self.response(self.county.city), by=self.by)
        self.assertEqual(self.outside(), 10)

    def test_a_response_of_a_neighbour_or_of_one_town_covers_no_bureau(self):
        save_emergency(self.response(self.county.neighbour), by=self.by)
        save_emergency(self.response(self.county.town), by=self.by)
        self.assertEqual(self.outside(), 0)

    def test_a_response_of_one_bureau_covers_that_bureau(self):
        save_emergency(self.response(self.county.bureau), by=self.by)
        self.assertEqual(self.outside(), 5)

    def test_shortening_moving_and_extending_are_exact(self):
        response = self.response()
        save_emergency(response, by=self.by)
        for area, first, last in ((self.county.bureau, 2, 7), (self.county.city, 6, 9), (self.county.county, 0, 0)):
            response.area, response.first = area, DAY + timedelta(days=first)
            response.last = DAY + timedelta(days=last)
            save_emergency(response, by=self.by)
            exact(self)
        self.assertEqual(self.outside(), 2)

    def test_ending_early_lets_the_days_after_count_again(self):
        response = self.response(last=9)
        save_emergency(response, by=self.by)
        self.assertEqual(end_emergency(response, DAY + timedelta(days=2), by=self.by), (14, 0))
        self.assertEqual((response.last, self.outside()), (DAY + timedelta(days=2), 6))
        exact(self)

    def test_what_is_logged_while_it_runs_leaves_the_quota_and_ends_by_itself(self):
        save_emergency(self.response(), by=self.by)
        during = log(Kind.MEETING, self.county.bureau, DAY, self.county.towns, emergency=True)
        after = log(Kind.MEETING, self.county.bureau, DAY + timedelta(days=5), self.county.towns, emergency=True)
        self.assertEqual((during.official, after.official), (False, True))

    @time_machine.travel("2026-06-01")
    def test_who_declared_it_is_kept(self):
        response = self.response()
        save_emergency(response, by=self.by)
        self.assertEqual((response.declared_by, response.history.get().history_user), (self.by, self.by))
