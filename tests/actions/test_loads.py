from datetime import date, timedelta
from importlib import import_module

from django.apps import apps
from django.test import TestCase
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as PropertyTestCase

from tests.county import County, log, unsaved_item
from tracker.actions.deliveries import Landing
from tracker.actions.items import change_item, log_item, restore_item, withdraw_delivery, withdraw_item
from tracker.actions.loads import Touched, differences, recount, refresh_loads, stale_copies
from tracker.actions.offices import change_kind, move_office
from tracker.models.deliveries import Delivery
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.loads import Load
from tracker.models.offices import Office
from tracker.models.sent_loads import SentLoad

DAY = date(2026, 3, 5)


class LoadTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()

    def load(self, office, kind=Kind.MEETING, month=202603):
        return Load.objects.filter(office=office, kind=kind, month=month).first()

    def test_an_item_counts_once_in_an_area_and_lands_once_per_office(self):
        log(Kind.MEETING, self.county.bureau, DAY, self.county.towns)
        cell = self.load(self.county.county)
        self.assertEqual((cell.full_items, cell.full_landings), (1, 2))

    def test_a_town_holds_what_landed_on_its_villages(self):
        log(Kind.MEETING, self.county.bureau, DAY, [self.county.village])
        self.assertEqual(self.load(self.county.town).full_items, 1)
        self.assertIsNone(self.load(self.county.other_town))

    def test_the_neighbouring_county_is_untouched(self):
        log(Kind.MEETING, self.county.bureau, DAY, [self.county.town])
        self.assertIsNone(self.load(self.county.neighbour))
        self.assertEqual(self.load(self.county.city).full_items, 1)

    def test_official_and_full_counts_stand_apart(self):
        log(Kind.DOCUMENT, self.county.bureau, DAY, [self.county.town])
        log(
            Kind.DOCUMENT,
            self.county.bureau,
            DAY,
            [self.county.town],
            document_format=Item.DocumentFormat.MEMO,
        )
        cell = self.load(self.county.town, Kind.DOCUMENT)
        self.assertEqual((cell.official_items, cell.full_items), (1, 2))

    def test_a_withdrawn_item_leaves_no_cell_and_returns_when_restored(self):
        item = log(Kind.MEETING, self.county.bureau, DAY, [self.county.town])
        withdraw_item(item, "重复登记", by=None)
        self.assertIsNone(self.load(self.county.town))
        restore_item(item, by=None)
        self.assertEqual(self.load(self.county.town).full_items, 1)

    def test_a_moved_day_empties_the_old_month(self):
        item = log(Kind.MEETING, self.county.bureau, DAY, [self.county.town])
        item.day = date(2026, 4, 1)
        change_item(item, [Landing(self.county.town)], by=None)
        self.assertIsNone(self.load(self.county.town))
        self.assertEqual(self.load(self.county.town, month=202604).full_items, 1)

    def test_one_office_may_drop_out(self):
        item = log(Kind.MEETING, self.county.bureau, DAY, self.county.towns)
        withdraw_delivery(item.deliveries.get(office=self.county.town), "没有收到", by=None)
        self.assertIsNone(self.load(self.county.town))
        self.assertEqual(self.load(self.county.county).full_landings, 1)

    def test_a_moved_town_takes_its_ledger_along(self):
        log(Kind.MEETING, self.county.bureau, DAY, [self.county.village])
        move_office(Office.objects.get(pk=self.county.town.pk), Office.objects.get(pk=self.county.neighbour.pk))
        self.assertIsNone(self.load(self.county.county))
        self.assertEqual(self.load(self.county.neighbour).full_items, 1)
        self.assertEqual((list(differences()), stale_copies()), ([], 0))

    def test_a_recount_finds_and_mends_a_wrong_cell(self):
        log(Kind.MEETING, self.county.bureau, DAY, [self.county.town])
        Load.objects.filter(office=self.county.town).update(full_items=99)
        self.assertEqual([difference.office for difference in differences()], ["新桥镇"])
        recount()
        self.assertEqual(list(differences()), [])


class ManyCellsTests(TestCase):
    """A cell of the ledger that nobody touched tells whether all of it was counted anew."""

    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        log(Kind.MEETING, cls.county.bureau, DAY, cls.county.towns)

    def refresh_other_months(self, number):
        Load.objects.filter(office=self.county.county).update(full_items=9)
        place = (self.county.town.path, self.county.bureau.pk)
        refresh_loads(Touched(Kind.DOCUMENT, month, *place) for month in range(1, number + 1))
        return len(list(differences()))

    def test_few_cells_are_counted_by_themselves(self):
        self.assertEqual(self.refresh_other_months(100), 1)

    def test_more_than_a_share_of_the_ledger_is_counted_with_all_of_it(self):
        self.assertEqual(self.refresh_other_months(1_001), 0)

    def test_what_an_issuer_caused_is_counted_too(self):
        SentLoad.objects.update(full_items=9)
        self.assertEqual(self.refresh_other_months(1_001), 0)


class SentLoadTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()

    def sent(self, issuer, area, kind=Kind.MEETING, month=202603):
        return SentLoad.objects.filter(issuer=issuer, area=area, kind=kind, month=month).first()

    def test_what_an_issuer_caused_stands_at_every_region_and_everywhere(self):
        log(Kind.MEETING, self.county.bureau, DAY, [*self.county.towns, self.county.foreign_town])
        landings = {
            area: self.sent(self.county.bureau, area).full_landings
            for area in (self.county.county, self.county.neighbour, self.county.city, None)
        }
        self.assertEqual(list(landings.values()), [2, 1, 3, 3])
        self.assertIsNone(self.sent(self.county.bureau, self.county.town))
        self.assertEqual(self.sent(self.county.bureau, None).full_items, 1)

    def test_a_change_of_issuer_touches_both(self):
        item = log(Kind.MEETING, self.county.bureau, DAY, [self.county.town])
        item.issuer = self.county.other_bureau
        change_item(item, [Landing(self.county.town)], by=None)
        self.assertIsNone(self.sent(self.county.bureau, None))
        self.assertEqual(self.sent(self.county.other_bureau, self.county.county).full_items, 1)

    def test_minutes_stand_apart_by_their_source(self):
        item = unsaved_item(Kind.MEETING, self.county.bureau, DAY)
        told = [
            Landing(self.county.town, people=3, minutes=50, travel_minutes=0, preparation_minutes=0),
            Landing(self.county.other_town),
        ]
        log_item(item, told, logged_for=self.county.bureau, by=None)
        by_source = {
            source: sum(Delivery.objects.filter(time_source=source).values_list("cost", flat=True))
            for source in Delivery.TimeSource.values
        }
        for cell in (self.sent(self.county.bureau, None), Load.objects.get(office=self.county.county)):
            self.assertEqual(cell.measured_minutes, by_source["measured"])
            self.assertEqual(cell.estimated_minutes, by_source["estimated"])
            self.assertEqual(cell.full_minutes, sum(by_source.values()))
        self.assertGreater(by_source["measured"], 0)

    def test_a_recount_finds_and_mends_a_wrong_cell(self):
        log(Kind.MEETING, self.county.bureau, DAY, [self.county.town])
        SentLoad.objects.filter(area=self.county.county).update(full_items=99)
        self.assertEqual([difference.office for difference in differences()], ["县应急管理局发到清河县"])
        recount()
        self.assertEqual(list(differences()), [])

    def test_an_office_that_becomes_a_region_or_is_one_no_more_is_counted_as_such(self):
        log(Kind.MEETING, self.county.bureau, DAY, [self.county.village])
        for kind, found in ((Office.Kind.REGION, True), (Office.Kind.TOWN, False)):
            town = Office.objects.get(pk=self.county.town.pk)
            town.kind = kind
            change_kind(town)
            self.assertEqual(self.sent(self.county.bureau, self.county.town) is not None, found)
            self.assertEqual(list(differences()), [])


class MigrationTests(TestCase):
    """An upgraded ledger shows right figures right after `migrate`."""

    def test_the_filling_of_an_older_ledger_equals_a_recount(self):
        county = County()
        log(Kind.MEETING, county.bureau, DAY, [*county.towns, county.foreign_town], minutes=90)
        log(Kind.DOCUMENT, county.other_bureau, DAY, [county.village])
        withdraw_item(log(Kind.MEETING, county.bureau, DAY, [county.village]), "测试", by=None)
        SentLoad.objects.all().delete()
        Load.objects.update(measured_minutes=0, estimated_minutes=0)
        import_module("tracker.migrations.0008_fill_sent_loads").fill(apps, None)
        self.assertEqual(list(differences()), [])
        self.assertTrue(SentLoad.objects.exists())


class RandomWritesTests(PropertyTestCase):
    """1,000 random adds, edits, moves and withdrawals leave no cell that differs from a recount."""

    @settings(max_examples=10, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(st.randoms(use_true_random=False))
    def test_loads_equal_a_recount_after_any_writes(self, random):
        county = County()
        offices = [
            county.town,
            county.village,
            county.other_village,
            county.other_town,
            county.far_village,
            county.foreign_town,
        ]
        items: list[Item] = []
        for _step in range(100):
            self._write(random, county, offices, items)
        self.assertEqual(list(differences()), [])
        self.assertEqual(stale_copies(), 0)

    def _write(self, random, county, offices, items):
        act = random.choice(["log", "log", "change", "withdraw", "restore", "move"])
        day = date(2025, 1, 1) + timedelta(days=random.randrange(730))
        chosen = random.sample(offices, random.randint(1, 4))
        if act == "log" or not items:
            items.append(
                log(
                    random.choice(Kind.values),
                    random.choice([county.bureau, county.other_bureau]),
                    day,
                    chosen,
                )
            )
        elif act == "change":
            item = Item.objects.get(pk=random.choice(items).pk)
            item.day, item.emergency = day, random.random() < 0.3
            item.issuer = random.choice([county.bureau, county.other_bureau])
            change_item(item, [Landing(office, people=random.randint(0, 9)) for office in chosen], by=None)
        elif act == "move":
            town = Office.objects.get(pk=county.town.pk)
            target = random.choice([county.county, county.neighbour])
            move_office(town, Office.objects.get(pk=target.pk))
            for office in offices:
                office.refresh_from_db()
        else:
            item = Item.objects.get(pk=random.choice(items).pk)
            if act == "withdraw":
                withdraw_item(item, "测试", by=None)
            else:
                restore_item(item, by=None)
