from django.test import TestCase

from tests.county import County, make_user
from tracker.demo.saved_views import make_saved_views
from tracker.models.posts import Post
from tracker.models.saved_views import SavedView
from tracker.rules.saved_views import page_of
from tracker.views.saved_views import PAGES


class DemoViewTests(TestCase):
    def test_one_is_the_supervisors_own_and_one_is_for_the_clerks_and_both_open_a_page(self):
        county = County()
        supervisor = make_user(Post.Role.SUPERVISOR, county.county)
        clerk = make_user(Post.Role.CLERK, county.town)
        self.assertEqual(make_saved_views(supervisor), 2)
        self.assertEqual([len(SavedView.objects.visible_to(user)) for user in (supervisor, clerk)], [1, 1])
        self.assertEqual([view.name for view in SavedView.objects.all() if page_of(view.address, PAGES) is None], [])
