from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.test import TestCase
from django.urls import reverse

from tests.county import County, log, make_user
from tracker.models.kinds import Kind
from tracker.models.posts import Post
from tracker.permissions import may_change_delivery, may_change_item

DAY = date(2026, 3, 5)
Role = Post.Role


class ChangeTests(TestCase):
    """Who may change what the emergency bureau logged for the two towns."""

    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.item = log(Kind.MEETING, cls.county.bureau, DAY, cls.county.towns)
        cls.delivery = cls.item.deliveries.get(office=cls.county.town)

    def test_the_bureau_that_logged_it_changes_the_item_and_not_the_landing(self):
        user = make_user(Role.ISSUER, self.county.bureau)
        self.assertEqual((may_change_item(user, self.item), may_change_delivery(user, self.delivery)), (True, False))

    def test_the_town_changes_its_landing_and_not_the_item(self):
        user = make_user(Role.CLERK, self.county.town)
        self.assertEqual((may_change_item(user, self.item), may_change_delivery(user, self.delivery)), (False, True))

    def test_the_countys_supervisor_changes_both(self):
        user = make_user(Role.SUPERVISOR, self.county.county)
        self.assertEqual((may_change_item(user, self.item), may_change_delivery(user, self.delivery)), (True, True))

    def test_others_change_neither(self):
        others = [
            make_user(Role.AUDITOR, self.county.county),
            make_user(Role.ADMINISTRATOR, self.county.county),
            make_user(Role.CLERK, self.county.other_town),
            make_user(Role.ISSUER, self.county.other_bureau),
            AnonymousUser(),
        ]
        for user in others:
            with self.subTest(user=str(user)):
                self.assertFalse(may_change_item(user, self.item) or may_change_delivery(user, self.delivery))


class ExpiredTests(TestCase):
    """Something is sent after the session ran out, to an address that takes nothing else."""

    def sent_to(self, **headers):
        response = self.client.post(reverse("nil_report"), headers=headers)
        self.assertEqual(response.status_code, 302)
        return response.url

    def test_leads_back_to_the_page_it_was_sent_from(self):
        way = self.sent_to(referer="http://testserver/todo/?page=2#months")
        self.assertEqual(way, f"{reverse('login')}?next=/todo/%3Fpage%3D2")
        self.assertContains(self.client.get(way), "登录已过期，这一步没有做。")

    def test_leads_home_when_the_page_is_not_told_or_not_ours(self):
        for headers in ({}, {"referer": "https://elsewhere.example/todo/"}, {"referer": "//elsewhere.example"}):
            self.assertEqual(self.sent_to(**headers), f"{reverse('login')}?next=/")
