import math

from django.test import SimpleTestCase

from tracker.measures.seasons import outlooks, own_season, pasts, share_gone, shared_season, trend, usual_level

EVEN = [1 / 12] * 12


class SeasonTests(SimpleTestCase):
    def test_months_of_all_offices_add_up_to_a_year(self):
        season = shared_season([[[0] * 11 + [12]], [[1] * 12]])
        self.assertAlmostEqual(sum(season), 1)
        self.assertGreater(season[11], season[0])

    def test_without_any_past_the_months_are_even(self):
        self.assertEqual(shared_season([]), EVEN)

    def test_an_office_bends_the_shared_season_its_own_way(self):
        december = own_season([[0] * 11 + [120]], EVEN)[11]
        self.assertGreater(december, 0.8)

    def test_a_part_of_a_month_is_a_part_of_its_share(self):
        self.assertAlmostEqual(share_gone(EVEN, 2.5), 2.5 / 12)
        self.assertEqual(share_gone(EVEN, 12), 1)


class LevelTests(SimpleTestCase):
    def test_recent_years_weigh_more(self):
        self.assertGreater(usual_level([10, 20]), 15)
        self.assertIsNone(usual_level([0, 0]))

    def test_one_year_has_no_trend_and_growing_years_point_up(self):
        self.assertEqual(trend([50]), 0)
        self.assertEqual(trend([]), 0)
        self.assertGreater(trend([50, 70, 98]), math.log(1.2))
        self.assertLess(trend([98, 70, 50]), 0)

    def test_the_years_before_an_office_began_are_no_growth(self):
        self.assertEqual(trend([0, 0, 50]), 0)


class OutlookTests(SimpleTestCase):
    def test_a_year_after_too_few_items_is_not_told(self):
        self.assertEqual(pasts({"quiet": [[1] * 4 + [0] * 8], "busy": [[1] * 12], "new": []}).keys(), {"busy"})

    def test_a_year_that_is_busier_everywhere_is_told_to_all(self):
        known = pasts({name: [[4] * 12] for name in "abcdefgh"})
        views = outlooks(known, dict.fromkeys("abcdefg", 36), 6)
        self.assertGreater(views["h"].company, 0.1)
        self.assertEqual(views["h"].seen, 0)
        self.assertEqual(len({view.company for view in views.values()}), 1)
