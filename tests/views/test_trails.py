from datetime import date

from django.test import TestCase
from django.urls import NoReverseMatch, reverse

from tests.county import County, log, make_user
from tracker.models.kinds import Kind
from tracker.models.posts import Post
from tracker.views.trails import ABOVE, BELOW_TABS


class TrailTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.item = log(Kind.MEETING, cls.county.bureau, date(2026, 3, 5), [cls.county.town])

    def trail(self, role, office, address):
        self.client.force_login(make_user(role, office), "django.contrib.auth.backends.ModelBackend")
        return [(entry.label, entry.address) for entry in self.client.get(address).context["trail"]]

    def test_begins_at_the_readers_first_page(self):
        clerk = self.trail(Post.Role.CLERK, self.county.town, reverse("item", args=[self.item.pk]))
        self.assertEqual(clerk, [("待办", "/todo/"), ("事项", "/items/")])

    def test_goes_through_every_page_above(self):
        edit = self.trail(Post.Role.ISSUER, self.county.bureau, reverse("item_edit", args=[self.item.pk]))
        self.assertEqual([label for label, _address in edit], ["我的额度", "事项", "事项内容"])
        self.assertEqual(edit[-1][1], reverse("item", args=[self.item.pk]))

    def test_leads_from_a_list_back_to_the_figures_of_its_office(self):
        address = "/items/?office=QH-T1&kind=meeting&to=2026-03-31"
        found = self.trail(Post.Role.SUPERVISOR, self.county.county, address)
        self.assertEqual(found[-1], ("新桥镇", "/offices/QH-T1/2026/?as_of=2026-03-31"))

    def test_a_day_that_cannot_be_read_does_not_break_the_way_back(self):
        found = self.trail(Post.Role.SUPERVISOR, self.county.county, "/items/?office=QH-T1&to=tomorrow")
        self.assertEqual(found[-1][0], "新桥镇")

    def test_the_first_page_has_none(self):
        self.assertEqual(self.trail(Post.Role.CLERK, self.county.town, "/todo/"), [])

    def test_every_step_leads_to_a_page_that_asks_for_no_more_than_is_known(self):
        for above in {*ABOVE.values(), *BELOW_TABS.values()}:
            filled = {"pk": 1, "code": "QH", "year": 2026, "month": 202603, "preset": "CN-2024"}
            with self.subTest(above=above.name):
                try:
                    reverse(above.name, kwargs={key: filled[key] for key in above.keeps})
                except NoReverseMatch:
                    reverse(above.name, kwargs={"pk": "0" * 8 + "-0000-0000-0000-" + "0" * 12})
