import random
from datetime import date, timedelta

from django.db.models import F
from django.test import TestCase

from tests.county import County, log
from tracker.actions.counting_rules import adopt, draft_from
from tracker.actions.emergencies import save_emergency
from tracker.actions.items import withdraw_delivery, withdraw_item
from tracker.actions.loads import differences
from tracker.models.counting_rules import CountingRule
from tracker.models.emergencies import Emergency
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.periods import Span
from tracker.queries.counting import effect
from tracker.queries.landings import received
from tracker.queries.overview import overview
from tracker.rules.counting import official_under

FIRST, TODAY = date(2026, 1, 1), date(2026, 8, 20)


def figures(area, under=None):
    """The official counts of a page: of the cards, the matrix, the months and the issuers."""
    found = overview(area, TODAY.year, TODAY, under)
    return {
        "kinds": {card.kind: card.landed.official for card in found.cards},
        "offices": {(pk, kind): row.landed.official for (pk, kind), row in found.matrix.items()},
        "months": {
            (kind, row.month): row.landed.official
            for kind, year in found.months.items()
            for row in year.rows
            if row.landed
        },
        "issuers": {(row.issuer.pk, kind): row.of(kind).official for row in found.issuers for kind in Kind.values},
    }


def foretold(area, rule, moment):
    """The same counts as the preview states them. moment: before or after."""
    found = effect(area, rule, TODAY)

    def of_offices(rows):
        return {
            (row.office.pk, kind): getattr(change, moment)
            for row in rows
            for kind, change in zip(Kind.values, row.kinds, strict=True)
        }

    return {
        "kinds": {kind: getattr(change, moment) for kind, change in found.kinds},
        "offices": of_offices(found.offices),
        "months": {
            (kind, month): getattr(change, moment)
            for month, changes in found.months
            for kind, change in zip(Kind.values, changes, strict=True)
        },
        "issuers": of_offices(found.issuers),
    }


class ReplayTests(TestCase):
    """The difference between two versions on every figure of the pages equals its preview."""

    @classmethod
    def setUpTestData(cls):
        cls.county = county = County()
        rng = random.Random(17)
        last = FIRST + timedelta(days=40)
        save_emergency(Emergency(area=county.city, name="防汛", reason="暴雨", first=FIRST, last=last), by=None)
        offices = [*county.towns, county.village, county.other_village, county.far_village]
        for number in range(160):
            item = log(
                rng.choice(Kind.values),
                rng.choice([county.bureau, county.other_bureau, county.county_office]),
                FIRST + timedelta(days=rng.randrange(-60, (TODAY - FIRST).days + 1)),
                rng.sample(offices, rng.randint(1, 4)),
                emergency=rng.random() < 0.3,
                channel=rng.choice(["oa", "chat", "paper"]),
                required_rank=rng.choice(["principal", "deputy"]),
                **rng.choice([{}, {}, {}, {"official_override": rng.random() < 0.5, "official_reason": "核对原件"}]),
            )
            if number % 20 == 0:
                withdraw_item(item, "重复登记", by=None)
        cls.draft = draft_from(
            CountingRule.objects.get(), CountingRule(name="修订", valid_from=FIRST, source="测试", change_note="从严")
        )
        for clause in cls.draft.clauses.all():
            clause.counts = rng.random() < 0.5
            if rng.random() < 0.5:
                clause.conditions = {"channel": ["oa"]} | ({"in_emergency": [False]} if rng.random() < 0.5 else {})
            clause.save()

    def assert_foretold(self, found, told):
        for part, counts in told.items():
            self.assertTrue(counts, part)
            self.assertEqual({key: found[part][key] for key in counts}, counts, part)

    def test_before_is_what_the_pages_say(self):
        self.assert_foretold(figures(self.county.county), foretold(self.county.county, self.draft, "before"))

    def test_after_is_what_the_pages_say_when_replayed(self):
        self.assert_foretold(figures(self.county.county, self.draft), foretold(self.county.county, self.draft, "after"))

    def test_after_is_what_the_pages_say_once_it_is_adopted(self):
        told = foretold(self.county.county, self.draft, "after")
        replayed = figures(self.county.county, self.draft)
        adopt(self.draft, by=None)
        self.assert_foretold(figures(self.county.county), told)
        self.assertEqual(figures(self.county.county), replayed)
        self.assertEqual(list(differences()), [])

    def test_issuers_left_out_of_the_preview_do_not_change(self):
        told = foretold(self.county.county, self.draft, "after")
        now, then = figures(self.county.county), figures(self.county.county, self.draft)
        changed = {key for key, number in then["issuers"].items() if number != now["issuers"][key]}
        self.assertTrue(changed)
        self.assertLessEqual(changed, set(told["issuers"]))

    def test_once_adopted_it_still_tells_what_it_changed(self):
        before = foretold(self.county.county, self.draft, "before")
        after = foretold(self.county.county, self.draft, "after")
        adopt(self.draft, by=None)
        self.assertEqual(foretold(self.county.county, self.draft, "before"), before)
        self.assertEqual(foretold(self.county.county, self.draft, "after"), after)

    def test_replaying_the_version_before_gives_the_figures_before(self):
        before = figures(self.county.county)
        base = self.draft.based_on
        adopt(self.draft, by=None)
        self.assertEqual(figures(self.county.county, base), before)

    def test_the_full_count_and_the_hours_never_change(self):
        cells = [overview(self.county.county, TODAY.year, TODAY, under).cards for under in (None, self.draft)]
        told = [[(card.landed.full, card.landed.full_minutes) for card in cards] for cards in cells]
        self.assertEqual(*told)

    def test_nothing_landed_in_its_time_yet(self):
        later = draft_from(self.draft, CountingRule(name="以后", valid_from=date(2026, 9, 1), source="测试"))
        self.assertIsNone(effect(self.county.county, later, TODAY))

    def test_a_town_sees_what_changes_for_itself(self):
        told = foretold(self.county.town, self.draft, "before")["kinds"]
        stored = received([self.county.town], overview(self.county.town, TODAY.year, TODAY).span)
        self.assertEqual(told, {kind: stored[self.county.town.pk, kind].official for kind in Kind.values})

    def test_what_was_withdrawn_moves_nothing(self):
        differing = Item.objects.standing().annotate(under=official_under(self.draft)).exclude(official=F("under"))
        whole, recalled = differing.during(Span(FIRST, TODAY)).order_by("pk")[:2]
        before = self.moved()
        withdraw_item(whole, "重复登记", by=None)
        self.assertEqual(self.moved(), before - 1)
        for delivery in recalled.deliveries.all():
            withdraw_delivery(delivery, "没有收到", by=None)
        self.assertEqual(self.moved(), before - 2)

    def moved(self):
        kinds = effect(self.county.county, self.draft, TODAY).kinds
        return sum(change.came_in + change.went_out for _kind, change in kinds)

    def test_a_persons_word_moves_nothing(self):
        Item.objects.update(official_override=True, official_reason="核对原件", official=True)
        found = effect(self.county.county, self.draft, TODAY)
        self.assertTrue(found.is_nothing)
