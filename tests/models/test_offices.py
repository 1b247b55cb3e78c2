from django.test import TestCase

from tests.county import County
from tracker.models.offices import Office, within_any


class WithinAnyTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()

    def within(self, *areas):
        return list(Office.objects.filter(within_any(areas, "path")))

    def test_neighbours_bring_what_is_below_them_and_nothing_else(self):
        county = self.county
        below = [county.town, county.village, county.other_village, county.other_town, county.far_village]
        self.assertEqual(self.within(county.other_town, county.town), below)

    def test_an_area_and_one_inside_it_are_that_area(self):
        county = self.county
        self.assertEqual(self.within(county.village, county.town), [county.town, county.village, county.other_village])

    def test_what_lies_between_two_areas_stays_out(self):
        county = self.county
        self.assertEqual(self.within(county.village, county.far_village), [county.village, county.far_village])

    def test_neighbours_are_asked_for_as_one_range(self):
        alone, together = (within_any(areas, "path") for areas in ([self.county.town], self.county.towns))
        self.assertEqual(len(together.children), len(alone.children))

    def test_no_area_matches_nothing(self):
        self.assertEqual(self.within(), [])
