from datetime import date
from random import Random

from django.test import TestCase

from tracker.actions.loads import differences, recount
from tracker.demo.chains import store_chains, withdraw_planted
from tracker.demo.county import make_county
from tracker.demo.people import Role, make_people
from tracker.models.items import Item
from tracker.periods import year_to_date
from tracker.queries.chains import chains_of
from tracker.rules.chains import check_parent

TODAY = date(2026, 11, 19)


class PlantedChainTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = make_county()
        people = make_people()
        users = {user.post.office_id: user for user in people.values()}
        cls.number, _landings = store_chains(cls.county, TODAY, users, Random(1))  # noqa: S311
        recount()
        withdraw_planted(people[Role.SUPERVISOR])
        cls.chains = chains_of(cls.county.office, year_to_date(2026, TODAY))

    def test_three_chains_reach_the_villages(self):
        self.assertEqual([chain.reaches for chain in self.chains], ["V", "V", "V"])
        self.assertEqual(sum(len(chain.rows) for chain in self.chains), self.number)

    def test_the_heaviest_passes_through_four_levels_that_all_add_demands(self):
        levels = self.chains[0].levels
        self.assertEqual([level.level for level in levels], ["P", "M", "K", "T"])
        self.assertEqual([level.earlier > 0 for level in levels], [False, True, True, True])
        self.assertEqual([bool(level.forms) for level in levels], [False, True, False, False])
        self.assertTrue(all(level.ranks for level in levels[1:3]))
        self.assertGreater(self.chains[0].factor, 10)

    def test_one_is_withdrawn_and_stays_in_its_tree(self):
        self.assertEqual([row.counts for row in self.chains[1].rows].count(False), 1)

    def test_every_link_obeys_the_rules(self):
        for item in Item.objects.standing().filter(parent__isnull=False).select_related("parent__issuer", "issuer"):
            if not item.parent.is_withdrawn:
                check_parent(item, item.parent)

    def test_the_loads_are_exact(self):
        self.assertEqual(list(differences()), [])
