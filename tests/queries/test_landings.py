"""Every figure equals a recount in plain Python, under random ledgers and spans."""

from collections import Counter
from datetime import date, timedelta

from django.test import TestCase
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as PropertyTestCase

from tests.county import County, log, make_user
from tracker.models.deliveries import Delivery
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.periods import Span, year_to_date
from tracker.queries.items import ItemFilter, items, totals
from tracker.queries.landings import Landed, received, sent
from tracker.queries.overview import overview

FIRST = date(2025, 1, 1)


class LandedTests(TestCase):
    def test_inspections_count_visits_in_the_full_count(self):
        self.assertEqual(Landed(Kind.INSPECTION, full_items=2, full_landings=7).full, 7)

    def test_documents_count_items_in_both(self):
        self.assertEqual(Landed(Kind.DOCUMENT, full_items=2, full_landings=7).full, 2)

    def test_kinds_do_not_add_up(self):
        with self.assertRaises(ValueError):
            Landed(Kind.DOCUMENT) + Landed(Kind.MEETING)


class RecountTests(PropertyTestCase):
    @settings(max_examples=6, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(st.randoms(use_true_random=False))
    def test_page_list_and_recount_agree(self, random):
        county = County()
        self._fill(county, random)
        span = year_to_date(2026, date(2026, 1, 1) + timedelta(days=random.randrange(365)))
        for area in (county.county, county.town, county.village, county.city):
            self._check_area(area, span)
        self._check_lists(county, span)
        self._check_issuers(county, span)

    def _fill(self, county, random):
        offices = [county.town, county.village, county.other_village, county.other_town, county.foreign_town]
        for _ in range(40):
            day = FIRST + timedelta(days=random.randrange(730))
            fields = {"emergency": random.random() < 0.2, "channel": random.choice(["", "oa", "chat"])}
            issuer = random.choice([county.bureau, county.other_bureau])
            log(random.choice(Kind.values), issuer, day, random.sample(offices, random.randint(1, 4)), **fields)

    def _check_area(self, area, span):
        figures = received([area], span)
        for kind in Kind.values:
            landed = figures.get((area.pk, kind), Landed(kind))
            self.assertEqual((landed.official, landed.full, landed.full_minutes), self._by_hand(area, kind, span))

    def _by_hand(self, area, kind, span):
        """The recount: every row read, nothing shared with the queries."""
        official, items_seen, visits, minutes = set(), set(), 0, 0
        for delivery in Delivery.objects.select_related("item", "office"):
            item = delivery.item
            inside = delivery.office.path.startswith(area.path) and span.first <= item.day <= span.last
            if item.kind == kind and inside and not delivery.withdrawn:
                visits += 1
                minutes += delivery.cost_spent + delivery.cost_travel + delivery.cost_preparation
                items_seen.add(item.pk)
                official |= {item.pk} if item.official else set()
        return len(official), visits if kind == Kind.INSPECTION else len(items_seen), minutes

    def _check_lists(self, county, span):
        user = make_user("supervisor", county.county)
        page = overview(county.county, 2026, span.last)
        for card in page.cards:
            wanted = ItemFilter(county.county, kind=card.kind, first=span.first, last=span.last)
            self.assertEqual(totals(user, wanted)[card.kind].full, card.landed.full)
            listed = list(items(user, wanted))
            self.assertEqual(len(listed), card.landed.full_items)
            self.assertEqual(sum(item.landings for item in listed), card.landed.full_landings)
            self.assertEqual(sum(item.minutes_of_landings for item in listed), card.landed.full_minutes)

    def _check_issuers(self, county, span):
        expected = Counter()
        for item in Item.objects.filter(day__range=(span.first, span.last)):
            expected[item.issuer_id, item.kind] += 1
        found = {key: landed.full_items for key, landed in sent(None, span).items()}
        self.assertEqual(found, dict(expected))
        rows = overview(county.city, 2026, span.last).issuers
        self.assertEqual(sum(row.minutes for row in rows), overview(county.city, 2026, span.last).minutes)


class SpanEdgeTests(TestCase):
    def test_the_last_day_belongs_to_the_span(self):
        county = County()
        log(Kind.MEETING, county.bureau, date(2026, 3, 18), [county.town])
        on_the_day = received([county.town], Span(date(2026, 1, 1), date(2026, 3, 18)))
        the_day_before = received([county.town], Span(date(2026, 1, 1), date(2026, 3, 17)))
        self.assertEqual(on_the_day[county.town.pk, Kind.MEETING].full, 1)
        self.assertEqual(the_day_before, {})
