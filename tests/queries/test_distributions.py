import random
from datetime import date, timedelta
from decimal import Decimal

from django.test import TestCase

from tests.county import County, log, make_user
from tracker.models.baselines import Count
from tracker.models.kinds import Kind
from tracker.models.posts import Post
from tracker.models.targets import Target
from tracker.periods import year_to_date
from tracker.queries.distributions import Line, distributions_of
from tracker.queries.items import ItemFilter, totals

AS_OF = date(2026, 8, 20)
SPAN = year_to_date(2026, AS_OF)
MARCH = date(2026, 3, 4)


class Distributions(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()

    def found(self, area=None, kind=Kind.MEETING, count=Count.OFFICIAL, **more):
        pairs = distributions_of(area or self.county.county, SPAN, **more).pairs
        return next(each for pair in pairs for each in pair if (each.kind, each.count) == (kind, count))

    def allow(self, office, number):
        Target.objects.create(office=office, kind=Kind.MEETING, year=2026, type=Target.Type.FIXED, number=number)

    def meet(self, *offices, times=1, day=MARCH):
        for _ in range(times):
            log(Kind.MEETING, self.county.bureau, day, list(offices))


class CeilingTests(Distributions):
    def test_shares_of_the_ceiling_in_official_order(self):
        self.allow(self.county.town, 4)
        self.allow(self.county.other_town, 2)
        self.meet(self.county.other_town, times=3)
        self.meet(self.county.town)
        found = self.found()
        self.assertEqual([point.row.office for point in found.points], self.county.towns)
        self.assertEqual([point.share for point in found.points], [Decimal("0.25"), Decimal("1.5")])
        self.assertEqual((found.line, found.over, found.middle), (Line.CEILING, 1, Decimal("0.25")))

    def test_who_has_no_ceiling_is_unknown_and_stays(self):
        self.allow(self.county.town, 4)
        self.meet(*self.county.towns)
        found = self.found()
        self.assertEqual(
            ([point.row.office for point in found.unknown], len(found.known)), ([self.county.other_town], 1)
        )

    def test_above_a_ceiling_of_zero_is_over_without_a_share(self):
        self.allow(self.county.town, 0)
        self.allow(self.county.other_town, 2)
        self.meet(self.county.town)
        found = self.found()
        self.assertEqual((found.over, found.unknown, found.known[0].share), (1, [], None))

    def test_a_ledger_with_gaps_gives_at_least(self):
        self.allow(self.county.town, 4)
        self.meet(self.county.town)
        self.assertEqual(self.found().at_least, 1)


class SameDaysTests(Distributions):
    def test_without_ceilings_the_same_days_of_last_year(self):
        self.meet(self.county.town, times=2, day=MARCH.replace(year=2025))
        self.meet(self.county.town, times=4, day=date(2025, 10, 8))
        self.meet(self.county.town, times=3)
        found = self.found()
        self.assertEqual((found.line, found.pace), (Line.SAME_DAYS, None))
        self.assertEqual((found.known[0].share, found.over), (Decimal("1.5"), 1))
        self.assertEqual([point.row.office for point in found.unknown], [self.county.other_town])


class EqualityTests(Distributions):
    def test_each_figure_is_that_of_the_list_behind_it(self):
        chance = random.Random(77)  # noqa: S311
        offices = [self.county.town, self.county.village, self.county.other_town, self.county.far_village]
        for _ in range(90):
            day = date(2026, 1, 1) + timedelta(days=chance.randrange(230))
            chosen = chance.sample(offices, chance.randint(1, 4))
            log(chance.choice(Kind.values), self.county.bureau, day, chosen, emergency=chance.random() < 0.3)
        user = make_user(Post.Role.SUPERVISOR, self.county.county)
        for official, full in distributions_of(self.county.county, SPAN).pairs:
            for point, other in zip(official.points, full.points, strict=True):
                wanted = ItemFilter(office=point.row.office, kind=official.kind, first=SPAN.first, last=AS_OF)
                listed = totals(user, wanted)[official.kind]
                self.assertEqual((point.counted, other.counted), (listed.official, listed.full))


class OfficesTests(Distributions):
    def test_villages_of_a_region(self):
        found = distributions_of(self.county.county, SPAN, villages=True)
        names = [self.county.village, self.county.other_village, self.county.far_village]
        self.assertEqual(list(found.offices), names)

    def test_of_one_office_there_is_nothing_to_compare(self):
        found = distributions_of(self.county.village, SPAN)
        self.assertEqual((list(found.offices), found.compares), ([self.county.village], False))

    def test_nothing_at_all_has_no_middle(self):
        found = self.found()
        self.assertEqual((found.known, found.middle, len(found.unknown)), ([], None, 2))
