import random
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

from django.test import TestCase

from tests.county import County, log
from tracker.models.deliveries import Delivery
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.queries.causes import By, causes

AS_OF = date(2026, 8, 20)
UNCOUNTED = {
    Kind.MEETING: {"meeting_name": Item.MeetingName.DEPARTMENT},
    Kind.DOCUMENT: {"document_format": Item.DocumentFormat.MEMO},
    Kind.INSPECTION: {"plan_status": Item.PlanStatus.UNPLANNED},
}


class CausesTests(TestCase):
    """Random items of three issuers of two levels over two years, recounted in plain Python."""

    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.bodies = [cls.county.bureau, cls.county.other_bureau, cls.county.city]
        offices = [cls.county.town, cls.county.village, cls.county.other_town]
        chance = random.Random(5)
        for _ in range(120):
            day = date(2025, 1, 1) + timedelta(days=chance.randrange(620))
            kind, chosen = chance.choice(Kind.values), chance.sample(offices, chance.randint(1, 3))
            log(kind, chance.choice(cls.bodies), day, chosen, **(UNCOUNTED[kind] if chance.random() < 0.4 else {}))

    def figures(self, by=By.HOURS, office=None):
        return causes(office or self.county.county, 2026, AS_OF, by)

    def landings(self, year=2026):
        rows = Delivery.objects.select_related("item")
        return [row for row in rows if date(year, 1, 1) <= row.item.day <= AS_OF.replace(year=year)]

    def test_every_cell_is_a_recount_by_hand(self):
        for row in self.figures().rows:
            for kind in Kind.values:
                landed = [one for one in self.landings() if (one.issuer_id, one.kind) == (row.issuer.pk, kind)]
                found = row.of(kind)
                self.assertEqual(found.full_minutes, sum(one.cost for one in landed))
                self.assertEqual(found.official_minutes, sum(one.cost for one in landed if one.item.official))
                self.assertEqual(found.full_items, len({one.item_id for one in landed}))
                self.assertEqual(found.official_items, len({one.item_id for one in landed if one.item.official}))

    def test_last_year_is_that_of_the_same_days(self):
        before = Counter()
        for one in self.landings(2025):
            before[one.issuer_id] += one.cost
        for row in self.figures().rows:
            self.assertEqual(row.amount_before.full_minutes, before[row.issuer.pk])

    def test_are_in_the_order_of_what_is_weighed(self):
        weigh = {
            By.HOURS: lambda one: one.full_minutes,
            By.COUNT: lambda one: one.full_items,
            By.UNCOUNTED: lambda one: one.full_minutes - one.official_minutes,
        }
        for by, weight in weigh.items():
            found = [weight(row.amount) for row in self.figures(by).rows]
            self.assertEqual(found, sorted(found, reverse=True))

    def test_shares_add_up_and_run_to_the_whole(self):
        for by in By:
            rows = self.figures(by).rows
            self.assertAlmostEqual(sum(row.share for row in rows), Decimal(1))
            self.assertEqual(rows[-1].running, Decimal(1))

    def test_levels_add_up_to_the_whole(self):
        figures = self.figures()
        self.assertEqual([row.level for row in figures.levels], [Office.Level.CITY, Office.Level.COUNTY])
        self.assertEqual(sum(row.amount.full_items for row in figures.levels), figures.whole.full_items)
        self.assertEqual(sum(row.issuers for row in figures.levels), len(figures.rows))

    def test_an_office_below_knows_only_what_landed_on_it(self):
        landed = [one for one in self.landings() if one.office_path.startswith(self.county.other_town.path)]
        figures = self.figures(office=self.county.other_town)
        self.assertEqual(figures.whole.full_minutes, sum(one.cost for one in landed))


class EdgeTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()

    def figures(self, **asked):
        return causes(self.county.county, 2026, AS_OF, **asked)

    def test_nothing_at_all(self):
        figures = self.figures()
        self.assertEqual((figures.rows, figures.half, figures.most, figures.levels), ([], None, None, []))
        self.assertIsNone(figures.before)

    def test_one_issuer_is_all_of_it(self):
        log(Kind.MEETING, self.county.bureau, date(2026, 3, 5), [self.county.town])
        figures = self.figures()
        self.assertEqual((figures.half, figures.most, figures.rows[0].running), (1, 1, Decimal(1)))

    def test_whoever_fell_silent_is_numbered_and_kept_in_last_years_sum(self):
        log(Kind.MEETING, self.county.bureau, date(2025, 3, 5), [self.county.town])
        log(Kind.MEETING, self.county.other_bureau, date(2026, 3, 5), [self.county.town])
        figures = self.figures()
        self.assertEqual((figures.silent, figures.before.full_items, len(figures.rows)), (1, 1, 1))

    def test_a_year_with_a_ledger_and_nothing_on_these_days_is_nothing_and_not_unknown(self):
        log(Kind.MEETING, self.county.bureau, date(2025, 12, 5), [self.county.town])
        figures = self.figures()
        self.assertEqual((figures.before.full_items, figures.change), (0, None))

    def test_where_everything_counts_nothing_is_weighed_that_does_not(self):
        log(Kind.MEETING, self.county.bureau, date(2026, 3, 5), [self.county.town])
        figures = self.figures(by=By.UNCOUNTED)
        self.assertEqual((figures.half, figures.rows[0].share), (None, None))
