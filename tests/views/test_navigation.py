from django.test import TestCase
from django.urls import NoReverseMatch, reverse

from tests.county import County, make_user
from tracker.models.posts import Post
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

    def test_every_role_sees_every_tab_because_everybody_may_open_them(self):
        labels = ["目标", "底数", "年末预计", "分组", "统计口径", "在岗人数", "应急响应", "规则", "提示", "书面说明",
                  "同意超额"]  # fmt: skip
        for role in Post.Role:
            with self.subTest(role):
                shown = self.tabs(role)
                self.assertEqual([tab.label for tab in shown], labels)
                self.assertEqual({self.client.get(tab.address).status_code for tab in shown}, {200})

    def test_other_pages_have_none(self):
        self.assertEqual(self.tabs(Post.Role.SUPERVISOR, "items"), [])
