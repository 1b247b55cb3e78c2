from django.contrib.auth.models import User
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from tests.county import County, make_user
from tracker.models.offices import Office
from tracker.models.posts import Post

Role = Post.Role


class HomeTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()

    def led_to(self, role: str, office: Office) -> str:
        self.client.force_login(make_user(role, office))
        return self.client.get(reverse("home")).headers["Location"]

    def test_a_clerk_sees_what_is_still_owed(self):
        self.assertEqual(self.led_to(Role.CLERK, self.county.town), reverse("todo"))

    def test_a_head_sees_the_office(self):
        year = timezone.localdate().year
        self.assertEqual(self.led_to(Role.HEAD, self.county.town), reverse("office", args=["QH-T1", year]))

    def test_an_issuer_sees_the_quota(self):
        year = timezone.localdate().year
        self.assertEqual(self.led_to(Role.ISSUER, self.county.bureau), reverse("issuer", args=["QH-02", year]))

    def test_a_leader_sees_the_year_on_one_sheet(self):
        year = timezone.localdate().year
        self.assertEqual(self.led_to(Role.LEADER, self.county.county), reverse("sheet", args=["QH", year]))

    def test_those_who_watch_over_an_area_see_it(self):
        for role in (Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR):
            self.assertEqual(self.led_to(role, self.county.county), reverse("overview", args=["QH"]))

    def test_an_account_without_a_post_reads_why_there_is_nothing(self):
        self.client.force_login(User.objects.create_user("newcomer"))
        self.assertContains(self.client.get(reverse("home")), "您的账号还没有分配岗位", status_code=403)
