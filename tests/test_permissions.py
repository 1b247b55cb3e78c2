from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.test import TestCase

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
