from urllib.parse import quote

from django.test import SimpleTestCase, TestCase
from django.urls import reverse
from django.utils import timezone

from tests.county import County, make_user
from tracker.models.posts import Post
from tracker.models.saved_views import SavedView
from tracker.rules.saved_views import LONGEST_ADDRESS, lasting, page_of
from tracker.views.saved_views import PAGES

Role = Post.Role
HOSTILE = (
    "//evil.example/items/", "https://evil.example/items/", "/\\evil.example/items/", "\\\\evil.example",
    "javascript:alert(1)", "items/", "", "/admin/", "/admin/tracker/item/", "/items/1/withdraw/", "/items/export/",
    "/logout/", "/views/add/", "/items/?q=a\r\nSet-Cookie:x=1", "/items/#x", "/nowhere/", "/items/ /",
)  # fmt: skip


class AddressTests(SimpleTestCase):
    def test_only_pages_of_this_ledger_may_be_saved(self):
        self.assertEqual([address for address in HOSTILE if page_of(address, PAGES)], [])
        self.assertEqual(page_of("/items/?kind=meeting&q=%E9%98%B2%E6%B1%9B", PAGES).url_name, "items")

    def test_a_view_of_today_follows_the_calendar_and_one_of_another_day_does_not(self):
        today = timezone.localdate()
        self.assertEqual(lasting(f"/overview/QH/2026/?as_of={today}&under=3", today), "/overview/QH/2026/?under=3")
        self.assertEqual(lasting(f"/overview/QH/2026/?as_of={today}", today), "/overview/QH/2026/")
        self.assertEqual(lasting("/items/?as_of=2020-01-01&page=7", today), "/items/?as_of=2020-01-01")


class SavedViewPage(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.clerk = make_user(Role.CLERK, cls.county.town)
        cls.other_clerk = make_user(Role.CLERK, cls.county.other_town)
        cls.foreign_clerk = make_user(Role.CLERK, cls.county.foreign_town)
        cls.supervisor = make_user(Role.SUPERVISOR, cls.county.county, first_name="吕立新")

    def setUp(self):
        self.log_in(self.clerk)

    def log_in(self, user):
        self.client.force_login(user, "django.contrib.auth.backends.ModelBackend")

    def save(self, name="收到的发文", address="/items/?kind=document", **fields):
        return self.client.post(reverse("saved_view_add"), {"name": name, "address": address} | fields)

    def share(self, role=Role.CLERK, **fields):
        self.log_in(self.supervisor)
        self.save(role=role, **fields)
        return SavedView.objects.latest("pk")

    def menu(self):
        return [view.name for view in self.client.get("/items/").context["saved_views"]]


class SavingTests(SavedViewPage):
    def test_leads_back_to_the_page_and_stands_in_the_menu(self):
        self.assertRedirects(self.save(), "/items/?kind=document")
        self.assertEqual(self.menu(), ["收到的发文"])
        self.assertContains(self.client.get("/items/"), 'href="/items/?kind=document"')

    def test_a_name_is_text(self):
        self.save(name="<script>alert(1)</script>")
        response = self.client.get(reverse("saved_views"))
        self.assertContains(response, "&lt;script&gt;alert(1)&lt;/script&gt;")
        self.assertNotContains(response, "<script>alert")

    def test_hostile_addresses_are_refused(self):
        for address in HOSTILE:
            with self.subTest(address=address):
                self.assertEqual(self.save(address=address).status_code, 422)
        self.assertFalse(SavedView.objects.exists())

    def test_a_hostile_address_asked_for_by_link_is_not_offered(self):
        for address in HOSTILE:
            asked = self.client.get(f"{reverse('saved_view_add')}?address={quote(address)}")
            self.assertRedirects(asked, reverse("saved_views"), fetch_redirect_response=False)

    def test_a_page_with_too_many_conditions_is_refused_in_a_sentence(self):
        address = "/items/?q=" + "a" * LONGEST_ADDRESS
        self.assertContains(self.save(address=address), "这个页面的条件太长", status_code=422)

    def test_a_name_is_given_once(self):
        self.save()
        self.assertContains(self.save(), "已有同名的常用视图", status_code=422)
        self.log_in(self.other_clerk)
        self.assertEqual(self.save().status_code, 302)

    def test_nothing_classified_is_kept_in_name_or_address(self):
        for typed in ({"name": "机密★10年"}, {"address": f"/items/?q={quote('机密★10年')}"}):
            response = self.save(**typed)
            self.assertContains(response, "没有接收填写的内容", status_code=422)
            self.assertNotContains(response, "★10年", status_code=422)
        self.assertFalse(SavedView.objects.exists())

    def test_is_undone_by_the_button_beside_the_message(self):
        shown = self.client.get(self.save()["Location"])
        self.assertContains(shown, f'action="{reverse("saved_view_delete", args=[SavedView.objects.get().pk])}"')


class SharingTests(SavedViewPage):
    def test_reaches_the_role_in_the_area_and_nobody_else(self):
        self.share(name="本县口径外")
        for user, expected in (
            (self.clerk, ["本县口径外"]),
            (self.other_clerk, ["本县口径外"]),
            (self.foreign_clerk, []),
        ):
            self.log_in(user)
            self.assertEqual(self.menu(), expected)
        self.log_in(make_user(Role.HEAD, self.county.town))
        self.assertEqual(self.menu(), [])

    def test_is_not_for_clerks(self):
        self.assertNotContains(self.client.get("/items/"), 'name="role"')
        self.save(role=Role.CLERK)
        self.assertEqual(SavedView.objects.get().role, "")

    def test_is_not_for_roles_that_do_not_exist(self):
        self.log_in(self.supervisor)
        self.assertEqual(self.save(role="emperor").status_code, 422)

    def test_what_it_opens_is_asked_of_the_readers_own_scope(self):
        view = self.share(address="/items/?office=QH-T2")
        self.log_in(self.clerk)
        self.assertContains(self.client.get(reverse("saved_views")), "不在您的查看范围")
        self.assertEqual(self.client.get(view.address).status_code, 404)

    def test_readers_may_use_it_and_not_change_it(self):
        view = self.share()
        self.log_in(self.clerk)
        for name in ("saved_view", "saved_view_delete"):
            response = self.client.post(reverse(name, args=[view.pk]), {"name": "改了"})
            self.assertContains(response, "您可以用，不能改", status_code=403)
        self.assertEqual(SavedView.objects.get().name, view.name)

    def test_whoever_keeps_the_area_may_rename_what_others_shared(self):
        view = self.share()
        self.log_in(make_user(Role.ADMINISTRATOR, self.county.county))
        self.client.post(reverse("saved_view", args=[view.pk]), {"name": "改了", "role": view.role})
        view.refresh_from_db()
        self.assertEqual((view.name, view.owner), ("改了", self.supervisor))


class KeepingTests(SavedViewPage):
    def test_ones_own_are_nobody_elses(self):
        self.save()
        view = SavedView.objects.get()
        self.log_in(self.supervisor)
        self.assertEqual(self.client.get(reverse("saved_view", args=[view.pk])).status_code, 404)
        self.assertContains(self.client.get(reverse("saved_views")), "还没有常用视图")

    def test_a_renamed_one_keeps_its_address(self):
        self.save()
        view = SavedView.objects.get()
        self.client.post(reverse("saved_view", args=[view.pk]), {"name": "发文", "address": "/findings/"})
        view.refresh_from_db()
        self.assertEqual((view.name, view.address), ("发文", "/items/?kind=document"))

    def test_a_deleted_one_can_be_brought_back(self):
        self.save()
        before = SavedView.objects.values("owner", "office", "role", "name", "address").get()
        self.client.post(reverse("saved_view_delete", args=[SavedView.objects.get().pk]))
        self.assertEqual(self.menu(), [])
        self.client.post(reverse("saved_view_restore"))
        self.assertEqual(SavedView.objects.values("owner", "office", "role", "name", "address").get(), before)
        self.client.post(reverse("saved_view_restore"))
        self.assertEqual(SavedView.objects.count(), 1)

    def test_one_whose_page_is_gone_is_told_and_not_linked(self):
        post = self.clerk.post
        SavedView.objects.create(owner=self.clerk, office=post.office, name="旧页", address="/gone/")
        response = self.client.get(reverse("saved_views"))
        self.assertContains(response, "这个页面已经没有了")

    def test_the_page_says_in_words_what_each_one_opens(self):
        self.save(address="/items/?kind=document&counted=no")
        self.save(name="本镇", address="/offices/QH-T1/2026/")
        response = self.client.get(reverse("saved_views"))
        self.assertContains(response, "只列〔不计入统计口径的〕")
        self.assertContains(response, "单位：新桥镇 2026年")
