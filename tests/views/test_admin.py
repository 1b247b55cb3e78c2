from datetime import date

from django.contrib import admin
from django.contrib.auth.models import User
from django.test import TestCase
from django.urls import reverse

from tests.county import County, log, make_user
from tracker.actions.loads import differences, stale_copies
from tracker.models.baselines import Baseline
from tracker.models.counting_rules import CountingRule
from tracker.models.deliveries import Delivery
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.loads import Load
from tracker.models.offices import Office
from tracker.models.posts import Post


class AdminPage(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.administrator = make_user(Post.Role.ADMINISTRATOR, cls.county.county)

    def setUp(self):
        self.client.force_login(self.administrator, "django.contrib.auth.backends.ModelBackend")

    def office(self, office, **fields):
        usual = {"code": office.code, "name": office.name, "kind": office.kind, "level": office.level}
        inlines = {f"{name}-{part}": 0 for name in ("aliases", "number_prefixes") for part in
                   ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")}  # fmt: skip
        return usual | inlines | fields


class OfficeAdminTests(AdminPage):
    def test_shows_the_offices_of_the_scope(self):
        response = self.client.get(reverse("admin:tracker_office_changelist"))
        self.assertContains(response, "新桥镇")
        self.assertNotContains(response, "青山镇")

    def test_an_office_beyond_scope_cannot_be_opened(self):
        address = reverse("admin:tracker_office_change", args=[self.county.foreign_town.pk])
        self.assertEqual(self.client.get(address).status_code, 302)

    def test_a_new_office_is_planted_below_its_parent(self):
        new = Office(code="QH-T9", name="新设镇", kind=Office.Kind.TOWN, level=Office.Level.TOWN)
        self.client.post(reverse("admin:tracker_office_add"), self.office(new, parent=self.county.county.pk))
        planted = Office.objects.get(code="QH-T9")
        self.assertTrue(self.county.county.contains(planted))
        self.assertEqual(Office.objects.find_problems(), ([], [], [], [], []))

    def test_a_moved_office_takes_its_ledger_along(self):
        log(Kind.MEETING, self.county.bureau, date(2026, 3, 5), [self.county.village])
        address = reverse("admin:tracker_office_change", args=[self.county.village.pk])
        self.client.post(address, self.office(self.county.village, parent=self.county.other_town.pk))
        self.assertFalse(Load.objects.filter(office=self.county.town).exists())
        self.assertTrue(Load.objects.filter(office=self.county.other_town).exists())
        self.assertEqual((list(differences()), stale_copies()), ([], 0))

    def test_an_office_cannot_move_below_itself(self):
        address = reverse("admin:tracker_office_change", args=[self.county.town.pk])
        response = self.client.post(address, self.office(self.county.town, parent=self.county.village.pk))
        self.assertContains(response, "不能移到自己或下级单位之下")

    def test_a_new_office_needs_a_parent(self):
        new = Office(code="ROOT", name="另一棵树", kind=Office.Kind.REGION, level=Office.Level.CITY)
        self.client.post(reverse("admin:tracker_office_add"), self.office(new))
        self.assertFalse(Office.objects.filter(code="ROOT").exists())

    def test_an_office_is_never_deleted(self):
        address = reverse("admin:tracker_office_delete", args=[self.county.village.pk])
        self.assertEqual(self.client.post(address, {"post": "yes"}).status_code, 403)


class AccountAdminTests(AdminPage):
    def test_shows_accounts_of_the_scope_and_those_without_a_post(self):
        make_user(Post.Role.CLERK, self.county.town)
        make_user(Post.Role.CLERK, self.county.foreign_town)
        User.objects.create_user("newcomer")
        User.objects.create_superuser("installer")
        response = self.client.get(reverse("admin:auth_user_changelist"))
        shown = {user.username for user in response.context["cl"].result_list}
        self.assertEqual(shown, {"administrator-QH", "clerk-QH-T1", "newcomer"})

    def test_offers_no_right_that_would_stand_above_a_post(self):
        user = make_user(Post.Role.CLERK, self.county.town)
        response = self.client.get(reverse("admin:auth_user_change", args=[user.pk]))
        self.assertNotContains(response, 'name="is_superuser"')
        self.assertNotContains(response, 'name="groups"')
        self.assertNotContains(response, "青山镇")

    def test_an_account_is_made_with_its_post(self):
        data = {
            "username": "chen", "usable_password": "true", "password1": "Ledger-2026-x", "password2": "Ledger-2026-x",
            "post-TOTAL_FORMS": 1, "post-INITIAL_FORMS": 0, "post-MIN_NUM_FORMS": 1, "post-MAX_NUM_FORMS": 1,
            "post-0-office": self.county.town.pk, "post-0-role": Post.Role.CLERK,
        }  # fmt: skip
        self.client.post(reverse("admin:auth_user_add"), data)
        self.assertEqual(Post.objects.get(user__username="chen").office, self.county.town)

    def test_no_post_is_given_beyond_the_scope(self):
        data = {
            "username": "chen", "usable_password": "true", "password1": "Ledger-2026-x", "password2": "Ledger-2026-x",
            "post-TOTAL_FORMS": 1, "post-INITIAL_FORMS": 0, "post-MIN_NUM_FORMS": 1, "post-MAX_NUM_FORMS": 1,
            "post-0-office": self.county.foreign_town.pk, "post-0-role": Post.Role.ADMINISTRATOR,
        }  # fmt: skip
        self.client.post(reverse("admin:auth_user_add"), data)
        self.assertFalse(User.objects.filter(username="chen").exists())


class EntranceTests(AdminPage):
    def test_only_administrators_enter(self):
        for role in Post.Role.values:
            if role == Post.Role.ADMINISTRATOR:
                continue
            user = make_user(role, self.county.town, is_staff=True)
            self.client.force_login(user, "django.contrib.auth.backends.ModelBackend")
            self.assertEqual(self.client.get(reverse("admin:index")).status_code, 302, role)

    def test_whoever_installs_the_ledger_enters_before_there_is_a_post(self):
        self.client.force_login(User.objects.create_superuser("root"), "django.contrib.auth.backends.ModelBackend")
        self.assertEqual(self.client.get(reverse("admin:tracker_office_changelist")).status_code, 200)

    def test_every_page_of_the_admin_opens(self):
        for model, model_admin in admin.site._registry.items():
            if model_admin.has_view_permission(self.client.get(reverse("admin:index")).wsgi_request):
                with self.subTest(model.__name__):
                    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
                    self.assertEqual(self.client.get(reverse(name)).status_code, 200)

    def test_the_ledger_itself_is_not_kept_here(self):
        for model in (Item, Delivery, Load, Baseline):
            self.assertFalse(admin.site.is_registered(model), model)


class CountingRuleAdminTests(TestCase):
    def test_a_version_is_looked_at_and_not_edited(self):
        administrator = make_user(Post.Role.ADMINISTRATOR, County().county, is_staff=True, is_superuser=True)
        self.client.force_login(administrator, "django.contrib.auth.backends.ModelBackend")
        rule = CountingRule.objects.get()
        page = f"/admin/tracker/countingrule/{rule.pk}/change/"
        self.assertContains(self.client.get(page), rule.name)
        self.assertEqual(self.client.post(page, {"name": "改过的"}).status_code, 403)
        self.assertEqual(self.client.get("/admin/tracker/countingrule/add/").status_code, 403)
