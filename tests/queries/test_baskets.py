from datetime import date

from django.test import TestCase

from tests.county import County, log, make_office
from tracker.actions.offices import merge_offices, rename_office
from tracker.models.baselines import Baseline, Count, Side
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.periods import year_to_date
from tracker.queries.baselines import baseline_years
from tracker.queries.baskets import Change, basket

AS_OF = date(2026, 11, 30)
MERGED = date(2026, 6, 30)


class BasketTests(TestCase):
    """Every month of both years, up to November, one document to each of two villages, and to one of them alone."""

    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.kept, cls.gone, cls.other = cls.county.village, cls.county.other_village, cls.county.far_village

    def send(self, year, months, offices):
        for month in months:
            log(Kind.DOCUMENT, self.county.bureau, date(year, month, 5), offices)

    def basket(self, area=None):
        return basket(area or self.county.county, 2025, year_to_date(2026, AS_OF))

    def row(self, area=None):
        return next(row for row in self.basket(area).rows if row.kind == Kind.DOCUMENT)


class MergedTests(BasketTests):
    def setUp(self):
        self.send(2025, range(1, 12), [self.kept, self.gone, self.other])
        self.send(2026, range(1, 7), [self.kept, self.gone, self.other])
        self.send(2026, range(7, 12), [self.kept, self.other])

    def merge(self):
        merge_offices(self.gone, self.kept, MERGED)

    def test_without_a_merger_both_indices_are_one(self):
        row = self.row()
        self.assertEqual((row.full.base, row.full.now), (33, 28))
        self.assertEqual((row.full_same.base, row.full_same.now), (33, 28))

    def test_merging_two_villages_moves_the_raw_index_and_not_the_same_basket(self):
        self.merge()
        row = self.row()
        self.assertEqual((row.full.base, row.full.now), (33, 28))
        self.assertLess(row.full.index, 90)
        self.assertEqual((row.full_same.base, row.full_same.now, row.full_same.index), (22, 22, 100))

    def test_says_which_units_and_what_the_difference_comes_from(self):
        self.merge()
        (group,) = self.basket().groups
        self.assertEqual((group.change, group.heir), (Change.MERGED, self.kept))
        self.assertEqual([office.pk for office in group.offices], [self.kept.pk, self.gone.pk])
        row = self.row()
        self.assertEqual(
            group.effect[Kind.DOCUMENT], (row.full.now - row.full_same.now) - (row.full.base - row.full_same.base)
        )

    def test_the_official_count_stands_beside_it(self):
        self.merge()
        row = self.row()
        self.assertEqual((row.official_same.base, row.official_same.now), (22, 22))

    def test_before_the_merger_nothing_is_folded(self):
        self.merge()
        self.assertEqual(basket(self.county.county, 2025, year_to_date(2026, date(2026, 6, 29))).groups, [])

    def test_a_successor_outside_the_area_takes_its_unit_out_of_the_basket(self):
        merge_offices(self.gone, self.other, MERGED)
        (group,) = self.basket(self.county.town).groups
        self.assertEqual(group.change, Change.CLOSED)
        row = self.row(self.county.town)
        self.assertEqual((row.full_same.base, row.full_same.now), (11, 11))


class HalfKnownTests(BasketTests):
    """A baseline of which one part is not known is none: half a baseline would make half a ceiling."""

    def baseline(self):
        cells = baseline_years([self.kept], Side.RECEIVED, Count.OFFICIAL, 2025, year_to_date(2026, AS_OF))
        return cells.get((self.kept.pk, Kind.DOCUMENT))

    def setUp(self):
        self.send(2025, range(1, 12), [self.gone])
        merge_offices(self.gone, self.kept, MERGED)

    def test_nothing_is_known_while_one_has_no_ledger(self):
        self.assertIsNone(self.baseline())

    def test_a_typed_number_fills_the_gap(self):
        Baseline.objects.create(office=self.kept, kind=Kind.DOCUMENT, year=2025, number=9, evidence="登记簿")
        self.assertEqual(self.baseline().number, 20)

    def test_an_office_that_was_not_there_yet_has_nothing_to_know(self):
        Office.objects.filter(pk=self.kept.pk).update(valid_from=date(2026, 1, 1))
        self.kept.refresh_from_db()
        self.assertEqual(self.baseline().number, 11)

    def test_something_of_another_kind_shows_that_there_was_a_ledger(self):
        log(Kind.MEETING, self.county.bureau, date(2025, 3, 5), [self.kept])
        self.assertEqual(self.baseline().number, 11)


class SplitTests(BasketTests):
    def test_a_split_is_read_at_the_nearest_common_area(self):
        self.send(2025, range(1, 12), [self.gone])
        Office.objects.filter(pk=self.gone.pk).update(valid_to=date(2026, 1, 1))
        parts = [make_office(f"N{i}", f"新{i}村", Office.Kind.VILLAGE, "V", self.county.town) for i in (1, 2)]
        Office.objects.filter(pk__in=[part.pk for part in parts]).update(valid_from=date(2026, 1, 1))
        self.send(2026, range(1, 12), parts)
        (group,) = self.basket().groups
        row = self.row()
        self.assertEqual((group.change, group.heir), (Change.SPLIT, self.county.town))
        self.assertEqual((row.full.index, row.full_same.index), (200, 100))

    def test_a_new_village_is_left_out(self):
        self.send(2025, range(1, 12), [self.kept])
        new = make_office("N1", "新村", Office.Kind.VILLAGE, "V", self.county.town)
        Office.objects.filter(pk=new.pk).update(valid_from=date(2026, 3, 1))
        self.send(2026, range(1, 12), [self.kept])
        self.send(2026, range(4, 12), [new])
        self.assertEqual(self.basket().groups[0].change, Change.FOUNDED)
        self.assertEqual(self.row().full_same.index, 100)


class NameTests(BasketTests):
    def test_a_renamed_unit_is_told_and_counts_as_the_same(self):
        self.send(2025, [3], [self.kept])
        self.send(2026, [3], [self.kept])
        rename_office(self.kept, "红星村", MERGED)
        found = self.basket()
        self.assertEqual([alias.name for alias in found.names], ["红旗村"])
        self.assertEqual((found.groups, self.row().full_same.index), ([], 100))
