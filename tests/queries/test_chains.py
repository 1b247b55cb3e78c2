from django.test import TestCase

from tests.county import County, make_user
from tests.planted_chain import MARCH, PlantedChain
from tracker.actions.items import withdraw_item
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.posts import Post
from tracker.periods import Span, year_to_date
from tracker.queries.chains import caused_by, chain_of, chains_of, sight_of, sight_within, visible_parent
from tracker.rules.chains import Added

YEAR = year_to_date(2026, MARCH[30])


class PlantedTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.planted = PlantedChain(cls.county)
        cls.supervisor = make_user(Post.Role.SUPERVISOR, cls.county.county)

    def chain(self, item=None, user=None):
        return chain_of(item or self.planted.root, sight_of(user or self.supervisor))

    def row(self, item, user=None):
        return self.chain(item, user).row_of(item)


class PlantedChainTests(PlantedTestCase):
    def test_all_of_it_is_found_from_any_of_its_items(self):
        expected = [row.item.pk for row in self.chain().rows]
        self.assertEqual(len(expected), 5)
        for item in Item.objects.all():
            self.assertEqual([row.item.pk for row in self.chain(item).rows], expected)

    def test_it_reads_from_the_top_down(self):
        planted = self.planted
        order = [planted.root, planted.city_meeting, planted.county_document, planted.county_meeting]
        self.assertEqual([row.item for row in self.chain().rows], [*order, planted.town_document])
        self.assertEqual([row.depth for row in self.chain().rows], [0, 1, 1, 2, 2])

    def test_one_notice_becomes_so_many_meetings_documents_forms_and_hours(self):
        chain = self.chain()
        self.assertEqual((chain.meetings, chain.documents, chain.inspections, chain.forms), (2, 2, 0, 1))
        self.assertEqual((chain.root.minutes, chain.minutes), (120, 120 + 240 + 180 + 360 + 60))

    def test_the_factor_is_the_whole_over_the_root_alone(self):
        self.assertEqual(self.chain().factor, 8)

    def test_every_level_adds_what_was_planted(self):
        planted = self.planted
        self.assertIsNone(self.row(planted.root).added)
        self.assertEqual(self.row(planted.city_meeting).added, Added(meeting=True))
        self.assertEqual(self.row(planted.county_document).added, Added(earlier=6, asks=("asks_form",)))
        self.assertEqual(self.row(planted.county_meeting).added, Added(rank="principal", meeting=True))
        town = Added(earlier=5, asks=("asks_trace",), rank="village", receivers=2)
        self.assertEqual(self.row(planted.town_document).added, town)

    def test_levels_add_up(self):
        levels = {level.level: level for level in self.chain().levels}
        self.assertEqual(list(levels), ["P", "M", "K", "T"])
        county = levels["K"]
        self.assertEqual(
            (county.meetings, county.documents, county.forms, county.earlier, county.ranks), (1, 1, 1, 6, 1)
        )
        self.assertEqual((levels["T"].traces, levels["T"].receivers, levels["T"].earlier), (1, 2, 5))
        self.assertEqual(sum(level.minutes for level in levels.values()), self.chain().minutes)

    def test_it_reaches_the_villages(self):
        self.assertEqual(self.chain().reaches, "V")


class ScopeTests(PlantedTestCase):
    def test_a_village_sees_its_own_item_and_how_many_are_out_of_its_scope(self):
        clerk = make_user(Post.Role.CLERK, self.county.village)
        chain = self.chain(self.planted.town_document, clerk)
        self.assertEqual([row.item for row in chain.rows], [self.planted.town_document])
        self.assertEqual((chain.unseen, chain.above), (4, 4))

    def test_a_county_bureau_sees_what_lies_below_through_what_it_may_not(self):
        clerk = make_user(Post.Role.ISSUER, self.county.bureau)
        chain = self.chain(self.planted.county_meeting, clerk)
        self.assertEqual([row.item for row in chain.rows], [self.planted.county_document, self.planted.county_meeting])
        self.assertEqual((chain.root.hidden, chain.above, chain.unseen), (1, 2, 3))

    def test_hours_are_those_of_landings_in_scope(self):
        clerk = make_user(Post.Role.CLERK, self.county.other_town)
        chain = self.chain(self.planted.root, clerk)
        own = self.county.other_town.deliveries.all()
        self.assertEqual(chain.minutes, sum(row.cost for row in own))

    def test_out_of_scope_there_is_no_chain(self):
        stranger = make_user(Post.Role.CLERK, self.county.foreign_town)
        self.assertIsNone(self.chain(self.planted.root, stranger))

    def test_what_an_item_carries_out_is_unknown_where_that_is_out_of_scope(self):
        issuer = make_user(Post.Role.CLERK, self.county.town)
        Item.objects.filter(pk=self.planted.county_document.pk).update(issuer=self.county.bureau)
        self.planted.county_document.deliveries.filter(office=self.county.town).delete()
        row = self.row(self.planted.town_document, issuer)
        self.assertIsNone(row.added)
        self.assertEqual(row.depth, 2)

    def test_a_parent_out_of_scope_is_not_told(self):
        clerk = make_user(Post.Role.CLERK, self.county.village)
        self.assertIsNone(visible_parent(self.planted.town_document, clerk))
        self.assertEqual(visible_parent(self.planted.town_document, self.supervisor), self.planted.county_document)

    def test_children_are_counted_for_the_reader_and_in_all(self):
        clerk = make_user(Post.Role.CLERK, self.county.other_town)
        caused = caused_by(self.planted.county_document, clerk)
        self.assertEqual((caused.seen, caused.number, caused.unseen), (1, 2, 1))


class WithdrawnTests(PlantedTestCase):
    def test_a_withdrawn_item_stays_in_its_place_and_counts_nothing(self):
        withdraw_item(self.planted.county_document, "误登", by=None)
        chain = self.chain()
        row = chain.row_of(self.planted.county_document)
        self.assertEqual((row.minutes, row.counts, len(chain.rows)), (0, False, 5))
        self.assertEqual((chain.documents, chain.forms), (1, 0))

    def test_without_a_root_that_cost_anything_there_is_no_factor(self):
        withdraw_item(self.planted.root, "误登", by=None)
        self.assertIsNone(self.chain().factor)


class CircleTests(PlantedTestCase):
    def test_a_circle_made_behind_the_rules_ends(self):
        Item.objects.filter(pk=self.planted.root.pk).update(parent=self.planted.town_document)
        self.assertIsNotNone(self.chain(self.planted.root))


class AreaTests(PlantedTestCase):
    def test_an_area_lists_its_chains_by_hours(self):
        bureau = self.county.other_bureau
        small = PlantedChain.pair(bureau, self.county.town, MARCH[10])
        chains = chains_of(self.county.county, YEAR)
        self.assertEqual([chain.root.item for chain in chains], [self.planted.root, small])

    def test_a_listed_chain_is_the_tree_that_it_opens(self):
        for area in (self.county.county, self.county.town, self.county.bureau):
            for chain in chains_of(area, YEAR):
                opened = chain_of(chain.root.item, sight_within(area, YEAR.last))
                self.assertEqual(opened, chain)

    def test_what_came_later_is_left_out(self):
        chain = chains_of(self.county.county, Span(MARCH[0], MARCH[5]))[0]
        self.assertEqual([row.item.kind for row in chain.rows], [Kind.DOCUMENT, Kind.MEETING, Kind.DOCUMENT])

    def test_items_that_stand_alone_are_no_chain(self):
        Item.objects.update(parent=None)
        self.assertEqual(chains_of(self.county.county, YEAR), [])

    def test_the_neighbour_has_none(self):
        self.assertEqual(chains_of(self.county.neighbour, YEAR), [])
