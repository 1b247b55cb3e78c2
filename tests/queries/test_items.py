from django.test import TestCase

from tests.county import County, make_user
from tracker.models.posts import Post
from tracker.queries.items import ItemFilter, items


class ItemsTests(TestCase):
    def test_landings_of_one_item_are_read_by_item_and_not_by_issuer(self):
        """By issuer, every row of the list would read whatever the issuer ever sent."""
        county = County()
        user = make_user(Post.Role.SUPERVISOR, county.county)
        plan = items(user, ItemFilter(issuer=county.bureau)).explain()
        self.assertNotIn("tracker_delivery_issuer", plan)
