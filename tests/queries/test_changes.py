import random
from datetime import date, timedelta

from django.test import TestCase
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as PropertyTestCase

from tests.county import County, log, make_user
from tracker.actions.counting_rules import adopt, draft_from
from tracker.actions.emergencies import save_emergency
from tracker.actions.items import withdraw_delivery, withdraw_item
from tracker.actions.offices import merge_offices
from tracker.measures.changes import Cause
from tracker.models.baselines import Baseline, Count
from tracker.models.counting_rules import CountingRule
from tracker.models.emergencies import Emergency
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.nil_reports import NilReport
from tracker.models.offices import Office
from tracker.models.posts import Post
from tracker.models.targets import Target
from tracker.periods import months_of_year, year_to_date
from tracker.queries.changes import changes_of, rows_of, usual_kind
from tracker.queries.landings import received
from tracker.queries.overview import overview

AS_OF = date(2026, 8, 20)
SPAN = year_to_date(2026, AS_OF)
TITLES = ("防汛调度会", "{}月份防汛调度会", "第{}次安全生产会", "关于春耕的通知", "环保检查")
# The machine of a test run is often busy; slow is not wrong.
few = settings(deadline=None, max_examples=12, phases=(Phase.generate,), suppress_health_check=[HealthCheck.too_slow])


def narrower(rule, valid_from):
    """A version after it by which letters and bundled meetings, or nothing at all of a kind, counts otherwise."""
    draft = draft_from(rule, CountingRule(name=f"自{valid_from}", valid_from=valid_from, source="测试"))
    for clause in draft.clauses.all():
        if clause.pk % 3 == 0:
            clause.counts = not clause.counts
            clause.save()
    return draft


class History:
    """Two years of a county by chance: everything that may happen to a record."""

    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.county = County()
        self.issuers = [self.county.bureau, self.county.other_bureau, self.county.county_office]
        self.offices = [
            self.county.town, self.county.village, self.county.other_village, self.county.other_town,
            self.county.far_village,
        ]  # fmt: skip
        self.happen()

    def happen(self):
        chance = self.chance
        items = [self.log() for _number in range(chance.randint(0, 45))]
        for item in items:
            if chance.random() < 0.1:
                withdraw_item(item, "重复", by=None)
            elif chance.random() < 0.1:
                withdraw_delivery(item.deliveries.first(), "没有收到", by=None)
        if chance.random() < 0.6:
            self.respond()
        if chance.random() < 0.6:
            self.merge()
        if chance.random() < 0.5:
            adopt(narrower(CountingRule.objects.on(AS_OF), date(2026, chance.randint(1, 7), 10)), by=None)
        for kind in Kind:
            for count in Count:
                if chance.random() < 0.4:
                    self.type_in(kind, count)

    def log(self):
        chance = self.chance
        kind = chance.choice(Kind.values)
        fields = {"title": chance.choice(TITLES).format(chance.randint(1, 12)), "emergency": chance.random() < 0.4}
        if kind == Kind.DOCUMENT:
            fields["document_format"] = chance.choice(Item.DocumentFormat.values)
        if kind == Kind.MEETING:
            fields["meeting_name"] = chance.choice(Item.MeetingName.values)
        if chance.random() < 0.1:
            fields |= {"official_override": chance.random() < 0.5, "official_reason": "核对原件"}
        day = date(2025, 1, 1) + timedelta(days=chance.randrange(596))
        offices = chance.sample(self.offices, chance.randint(1, 3))
        return log(kind, chance.choice(self.issuers), day, offices, **fields)

    def respond(self):
        first = date(self.chance.choice([2025, 2026]), 2, 1)
        area = self.chance.choice([self.county.county, self.county.city])
        flood = Emergency(area=area, name="防汛", reason="暴雨", first=first, last=first + timedelta(days=120))
        save_emergency(flood, by=None)

    def merge(self):
        old, new = self.chance.choice(
            [(self.county.other_village, self.county.village), (self.county.other_town, self.county.town)]
        )
        merge_offices(old, new, AS_OF)

    def type_in(self, kind, count):
        months = [self.chance.randint(0, 4) for _number in range(12)] if self.chance.random() < 0.5 else None
        number = sum(months) if months else self.chance.randint(0, 30)
        Baseline.objects.create(
            office=self.county.county,
            kind=kind,
            count=count,
            year=2025,
            number=number,
            months=months,
            evidence="登记簿",
        )


class ExactnessTests(PropertyTestCase):
    @few
    @given(st.integers(0, 10**6), st.booleans())
    def test_base_and_causes_make_today_whatever_happened(self, seed, replayed):
        history = History(seed)
        rule = CountingRule.objects.on(AS_OF)
        under = narrower(rule, date(2026, 8, 1)) if replayed else None
        supervisor = make_user(Post.Role.SUPERVISOR, history.county.city)
        for area in (history.county.county, Office.objects.get(pk=history.county.town.pk), history.county.village):
            figures = overview(area, 2026, AS_OF, under)
            for kind, card in zip(Kind.values, figures.cards, strict=True):
                found = changes_of(area, kind, SPAN, under)
                self.assertEqual((found.official.now, found.full.now), (card.whole.official, card.whole.full))
                for bridge in found.bridges:
                    self.check(bridge, supervisor)

    def check(self, bridge, reader):
        if bridge.base is None:
            self.assertEqual(bridge.steps, ())
            return
        self.assertEqual(bridge.base + sum(step.change for step in bridge.steps), bridge.now)
        for step in bridge.steps:
            listed = rows_of(reader, bridge, step.cause)
            self.assertEqual(len(listed.rows), step.rows)
            if step.rows:
                self.assertEqual((listed.shown, listed.hidden), (step.change, 0))


class ChangesTests(TestCase):
    """A county whose months are all told of; each test says what came last year and this year."""

    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.area = cls.county.county
        NilReport.objects.bulk_create(
            NilReport(office=town, kind=kind, month=month)
            for town in cls.county.towns for kind in Kind for month in months_of_year(2026)
        )  # fmt: skip

    def log(self, year, month=3, kind=Kind.DOCUMENT, offices=None, title="关于防汛的通知", **fields):
        return log(kind, self.county.bureau, date(year, month, 5), offices or [self.county.town], title=title, **fields)

    def steps(self, kind=Kind.DOCUMENT, area=None, count=Count.OFFICIAL, under=None):
        found = changes_of(area or self.area, kind, SPAN, under)
        bridge = found.official if count == Count.OFFICIAL else found.full
        return bridge, {step.cause: step.change for step in bridge.steps if step.change}


class CauseTests(ChangesTests):
    def test_titles_differ_only_in_what_is_said(self):
        self.log(2025, title="2025年第3次防汛通知")
        self.log(2026, title="2026年第1次防汛通知（2）")
        self.assertEqual(self.steps()[1], {})

    def test_stopped_and_new(self):
        self.log(2025)
        self.log(2026, title="关于抗旱的通知")
        self.assertEqual(self.steps()[1], {Cause.STOPPED: -1, Cause.NEW: 1})

    def test_a_memo_for_a_red_head_is_told_apart_and_nothing_in_the_full_count(self):
        self.log(2025)
        self.log(2026, document_format=Item.DocumentFormat.MEMO)
        self.assertEqual(self.steps()[1], {Cause.FORM: -1})
        self.assertEqual(self.steps(count=Count.FULL)[1], {})

    def test_what_an_emergency_takes_out_this_year(self):
        self.log(2025)
        self.log(2026, emergency=True)
        flood = {"name": "防汛", "reason": "暴雨", "first": date(2026, 3, 1), "last": date(2026, 3, 31)}
        save_emergency(Emergency(area=self.area, **flood), by=None)
        self.assertEqual(self.steps()[1], {Cause.EMERGENCY: -1})
        self.assertEqual(self.steps(count=Count.FULL)[1], {})

    def test_what_a_person_overruled(self):
        self.log(2025)
        self.log(2026, official_override=False, official_reason="转发件")
        self.assertEqual(self.steps()[1], {Cause.OVERRULED: -1})

    def test_a_month_nobody_told_of_is_no_cut(self):
        self.log(2025, month=4)
        NilReport.objects.filter(office=self.county.town, month=202604).delete()
        self.assertEqual(self.steps()[1], {Cause.UNTOLD: -1})

    def test_but_what_others_received_too_would_have_been_told(self):
        self.log(2025, month=4, offices=self.county.towns)
        NilReport.objects.filter(office=self.county.town, month=202604).delete()
        self.assertEqual(self.steps()[1], {Cause.STOPPED: -1})

    def test_visits_to_two_villages_that_have_become_one(self):
        villages = [self.county.village, self.county.other_village]
        self.log(2025, kind=Kind.INSPECTION, offices=villages)
        self.log(2026, month=8, kind=Kind.INSPECTION, offices=villages[:1])
        merge_offices(villages[1], villages[0], date(2026, 7, 1))
        self.assertEqual(self.steps(Kind.INSPECTION, count=Count.FULL)[1], {Cause.UNITS: -1})

    def test_a_town_answers_for_the_one_it_took_over(self):
        for town in self.county.towns:
            self.log(2025, offices=[town])
        merge_offices(self.county.other_town, self.county.town, date(2026, 2, 1))
        bridge, steps = self.steps(area=self.county.town)
        self.assertEqual((bridge.base, steps), (2, {Cause.STOPPED: -2}))


class VersionTests(ChangesTests):
    def setUp(self):
        self.log(2025, document_format=Item.DocumentFormat.LETTER)
        self.log(2025, title="关于春耕的通知")
        self.log(2026, title="关于春耕的通知")
        self.rule = CountingRule.objects.on(AS_OF)
        self.draft = draft_from(self.rule, CountingRule(name="新版", valid_from=date(2026, 1, 1), source="测试"))
        self.draft.clauses.filter(kind=Kind.DOCUMENT).update(counts=True)

    def test_the_rules_part_is_what_a_replay_of_the_base_year_differs_by(self):
        adopt(self.draft, by=None)
        bridge, steps = self.steps()
        base = SPAN.in_year(2025)
        cell = self.area.pk, Kind.DOCUMENT
        replayed, decided = (received([self.area], base, under)[cell].official for under in (self.draft, None))
        self.assertEqual((bridge.base, steps), (1, {Cause.RULE: replayed - decided, Cause.STOPPED: -1}))
        self.assertEqual(replayed - decided, 1)

    def test_replayed_under_one_version_none_makes_a_difference(self):
        self.assertEqual(self.steps(under=self.draft)[1], {Cause.STOPPED: -1})


class BaseTests(ChangesTests):
    def type_in(self, number, **fields):
        told = {"office": self.area, "kind": Kind.DOCUMENT, "year": 2025, "evidence": "发文登记簿"}
        return Baseline.objects.create(number=number, **(told | fields))

    def test_without_ledger_or_number_there_is_no_way(self):
        self.log(2026)
        bridge, steps = self.steps()
        self.assertEqual((bridge.base, bridge.now, steps), (None, 1, {}))

    def test_of_a_number_alone_nothing_can_be_taken_apart(self):
        self.type_in(12, months=[1] * 12)
        self.log(2026)
        bridge, steps = self.steps()
        self.assertEqual((bridge.base, bridge.ledger), (8, None))
        self.assertEqual(steps, {Cause.UNKNOWN: -7})

    def test_a_number_without_months_goes_by_working_days_and_says_so(self):
        self.type_in(1000)
        bridge, _steps = self.steps()
        self.assertTrue(bridge.by_working_days)
        self.assertTrue(600 < bridge.base < 660)

    def test_a_typed_number_beside_the_ledger(self):
        self.type_in(10)
        self.log(2025)
        self.log(2026)
        bridge, steps = self.steps()
        self.assertEqual((bridge.base, bridge.ledger, steps), (10, 1, {Cause.TYPED: -9}))

    def test_the_base_year_is_the_targets(self):
        self.log(2024)
        Target.objects.create(
            office=self.area, kind=Kind.DOCUMENT, year=2026, type=Target.Type.BELOW_BASELINE, base_year=2024,
            share="0.3", mode=Target.Mode.FIXED_YEAR, valid_from=date(2026, 1, 1),
        )  # fmt: skip
        self.assertEqual(changes_of(self.area, Kind.DOCUMENT, SPAN).base, SPAN.in_year(2024))
        self.assertEqual(usual_kind(self.area, SPAN), Kind.DOCUMENT)


class ScopeTests(ChangesTests):
    def test_what_landed_on_a_predecessor_beyond_scope_is_counted_and_not_shown(self):
        for town in self.county.towns:
            self.log(2025, offices=[town])
        merge_offices(self.county.other_town, self.county.town, date(2026, 2, 1))
        town = Office.objects.get(pk=self.county.town.pk)
        clerk = make_user(Post.Role.CLERK, town)
        listed = rows_of(clerk, changes_of(town, Kind.DOCUMENT, SPAN).official, Cause.STOPPED)
        self.assertEqual((len(listed.rows), listed.hidden, listed.hidden_amount), (1, 1, -1))


class CostTests(ChangesTests):
    def test_costs_no_query_for_each_item(self):
        for number in range(20):
            self.log(2025 + number % 2, title=f"事由{'甲乙丙丁'[number % 4]}", emergency=number % 3 == 0)
        with self.assertNumQueries(28):
            changes_of(self.area, Kind.DOCUMENT, SPAN)
