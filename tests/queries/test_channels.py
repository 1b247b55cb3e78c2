import random
from datetime import date, timedelta

from django.test import TestCase

from tests.county import County, log
from tracker.models.deliveries import Delivery
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.queries.causes import Amount
from tracker.queries.channels import channels
from tracker.rules.channels import Way, way_of

AS_OF = date(2026, 8, 20)
Format, Channel = Item.DocumentFormat, Item.Channel


def log_anything(county, chance, number):
    """Items of every kind, form and channel, also of none that was recorded, over two years."""
    offices = [county.town, county.village, county.other_town]
    for _ in range(number):
        kind = chance.choice(Kind.values)
        fields = {"channel": chance.choice(["", *Channel.values])}
        if kind == Kind.DOCUMENT:
            fields["document_format"] = chance.choice(Format.values)
        day = date(2025, 1, 1) + timedelta(days=chance.randrange(620))
        issuer = chance.choice([county.bureau, county.other_bureau])
        log(kind, issuer, day, chance.sample(offices, chance.randint(1, 3)), **fields)


class RecountTests(TestCase):
    """Random items, counted again in plain Python."""

    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        log_anything(cls.county, random.Random(11), 160)
        cls.figures = channels(cls.county.county, 2026, AS_OF)
        cls.landings = list(Delivery.objects.select_related("item"))

    def by_hand(self, first, last, **wanted):
        rows = [row for row in self.landings if first <= row.item.day <= last and self.fits(row.item, wanted)]
        official = [row for row in rows if row.item.official]
        sizes = (len({row.item_id for row in part}) for part in (official, rows))
        return Amount(*sizes, *(sum(row.cost for row in part) for part in (official, rows)))

    def fits(self, item, wanted):
        told = {"way": way_of(item.document_format, item.channel), "kind": item.kind, "issuer": item.issuer}
        return all(told[name] == value for name, value in wanted.items())

    def years(self):
        return {"now": (date(2026, 1, 1), AS_OF), "before": (date(2025, 1, 1), date(2025, 8, 20))}.items()

    def test_ways_and_kinds(self):
        for side, days in self.years():
            for way in Way:
                self.assertEqual(getattr(self.figures.ways[way], side), self.by_hand(*days, way=way))
                for kind in Kind:
                    versus = self.figures.kinds[kind, way]
                    self.assertEqual(getattr(versus, side), self.by_hand(*days, way=way, kind=kind))

    def test_issuers(self):
        for row in self.figures.issuers:
            for side, days in self.years():
                for way in Way:
                    expected = self.by_hand(*days, way=way, issuer=row.issuer)
                    self.assertEqual(getattr(row.ways[way], side), expected)

    def test_months_hold_whole_months_of_the_year_before(self):
        for month in self.figures.months:
            number = month.month % 100
            first = date(2025, number, 1)
            last = (date(2025, number + 1, 1) if number < 12 else date(2026, 1, 1)) - timedelta(days=1)
            for way in Way:
                self.assertEqual(month.before[way], self.by_hand(first, last, way=way))
                if month.now is not None:
                    this = (first.replace(year=2026), min(last.replace(year=2026), AS_OF))
                    self.assertEqual(month.now[way], self.by_hand(*this, way=way))
        self.assertEqual([month.now is None for month in self.figures.months], [False] * 8 + [True] * 4)

    def test_forms_add_up_to_their_way_and_drop_nothing(self):
        for way in Way:
            rows = [row.versus for row in self.figures.forms if row.way == way]
            self.assertEqual(sum((row.now for row in rows), Amount()), self.figures.ways[way].now)
            self.assertEqual(sum((row.before for row in rows), Amount()), self.figures.ways[way].before)
        self.assertEqual(self.figures.whole.now, self.by_hand(date(2026, 1, 1), AS_OF))

    def test_of_one_village(self):
        figures = channels(self.county.village, 2026, AS_OF)
        landed = [row for row in self.landings if row.office_id == self.county.village.pk]
        landed = [row for row in landed if date(2026, 1, 1) <= row.item.day <= AS_OF]
        self.assertEqual(figures.whole.now.full_items, len(landed))
        self.assertEqual(figures.whole.now.full_minutes, sum(row.cost for row in landed))


class ShiftTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()

    def log(self, issuer, year, formal, informal):
        for number, document_format in ((formal, Format.RED_HEAD), (informal, Format.MEMO)):
            for day in range(number):
                when = date(year, 1, 5) + timedelta(days=day)
                log(
                    Kind.DOCUMENT, issuer, when, [self.county.town], document_format=document_format, channel=Channel.OA
                )

    def rows(self):
        return channels(self.county.county, 2026, AS_OF).issuers

    def test_fewer_formal_and_more_informal_ask_to_be_checked_and_come_first(self):
        self.log(self.county.bureau, 2025, 20, 2)
        self.log(self.county.bureau, 2026, 20, 9)
        self.log(self.county.other_bureau, 2025, 20, 0)
        self.log(self.county.other_bureau, 2026, 10, 10)
        first, second = self.rows()
        self.assertEqual((first.issuer, first.is_worth_checking), (self.county.other_bureau, True))
        self.assertEqual(second.is_worth_checking, False)
        self.assertEqual((first.informal_share_before, first.informal_share), (0, 0.5))

    def test_a_few_on_either_side_are_no_reason_to_check(self):
        self.log(self.county.bureau, 2025, 20, 0)
        self.log(self.county.bureau, 2026, 11, 30)
        self.assertFalse(self.rows()[0].is_worth_checking)

    def test_without_a_year_before_no_shift_is_known(self):
        self.log(self.county.bureau, 2026, 3, 2)
        row = self.rows()[0]
        self.assertEqual((row.shift, row.informal_share_before, row.is_worth_checking), (None, None, False))
        self.assertEqual(float(row.informal_share), 0.4)

    def test_what_came_by_an_unknown_way_is_in_no_share(self):
        log(Kind.MEETING, self.county.bureau, date(2026, 3, 5), [self.county.town])
        row = self.rows()[0]
        self.assertEqual((row.informal_share, row.ways[Way.UNKNOWN].now.full_items), (None, 1))
