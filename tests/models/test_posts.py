from datetime import date

from django.contrib.auth.models import AnonymousUser, User
from django.test import TestCase

from tests.county import County, log, make_user
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.posts import Post, offices_visible_to

Role = Post.Role
DAY = date(2026, 3, 5)


class OfficeScopeTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()

    def names(self, role, office):
        return {office.name for office in offices_visible_to(make_user(role, office))}

    def test_a_town_sees_itself_and_its_villages(self):
        self.assertEqual(self.names(Role.CLERK, self.county.town), {"新桥镇", "红旗村", "和平村"})

    def test_a_bureau_sees_itself(self):
        self.assertEqual(self.names(Role.ISSUER, self.county.bureau), {"县应急管理局"})

    def test_a_county_supervisor_sees_the_county_and_not_its_neighbour(self):
        names = self.names(Role.SUPERVISOR, self.county.county)
        self.assertIn("柳林镇", names)
        self.assertNotIn("青山镇", names)

    def test_a_visitor_sees_nothing(self):
        self.assertFalse(offices_visible_to(AnonymousUser()).exists())

    def test_a_user_without_a_post_sees_nothing(self):
        self.assertFalse(offices_visible_to(User.objects.create_user("nobody")).exists())

    def test_a_disabled_account_sees_nothing(self):
        user = make_user(Role.CLERK, self.county.town, is_active=False)
        self.assertFalse(offices_visible_to(user).exists())


class ItemScopeTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.item = log(Kind.MEETING, cls.county.bureau, DAY, [cls.county.town])

    def sees(self, role, office):
        return Item.objects.visible_to(make_user(role, office)).filter(pk=self.item.pk).exists()

    def test_the_receiver_sees_it(self):
        self.assertTrue(self.sees(Role.CLERK, self.county.town))

    def test_the_issuer_sees_it(self):
        self.assertTrue(self.sees(Role.ISSUER, self.county.bureau))

    def test_another_town_does_not(self):
        self.assertFalse(self.sees(Role.CLERK, self.county.other_town))

    def test_another_bureau_does_not(self):
        self.assertFalse(self.sees(Role.ISSUER, self.county.other_bureau))

    def test_the_neighbouring_county_does_not(self):
        self.assertFalse(self.sees(Role.SUPERVISOR, self.county.neighbour))
