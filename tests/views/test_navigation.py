from django.test import TestCase
from django.urls import NoReverseMatch, reverse

from tests.county import County, make_user
from tracker.models.posts import Post
from tracker.permissions import PERMISSIONS
from tracker.views.navigation import TABS


class TabsTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()

    def tabs(self, role, name="targets"):
        user = make_user(role, self.county.county)
        self.client.force_login(user, "django.contrib.auth.backends.ModelBackend")
        return self.client.get(reverse(name)).context["tabs"]

    def test_every_tab_leads_somewhere(self):
        for tab in TABS:
            try:
                reverse(tab.pages[0])
            except NoReverseMatch:
                self.fail(f"{tab.label} leads nowhere.")

    def test_the_present_page_is_marked_and_only_it(self):
        marked = [tab.address for tab in self.tabs(Post.Role.SUPERVISOR, "target_add") if tab.current]
        self.assertEqual(marked, [reverse("targets")])

    def test_each_role_sees_what_it_may_open(self):
        for role in (Post.Role.CLERK, Post.Role.AUDITOR, Post.Role.ADMINISTRATOR):
            shown = {tab.address for tab in self.tabs(role)}
            self.assertEqual(shown, {reverse(tab.pages[0]) for tab in TABS if tab.needs in PERMISSIONS[role]})

    def test_other_pages_have_none(self):
        self.assertEqual(self.tabs(Post.Role.SUPERVISOR, "items"), [])
