from django.test import TestCase
from django.urls import reverse

from tests.county import County, make_user
from tests.views.figures import midsummer
from tracker.models.offices import Office
from tracker.models.posts import Post


@midsummer
class MergerPageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.administrator = make_user(Post.Role.ADMINISTRATOR, cls.county.county)

    def setUp(self):
        self.client.force_login(self.administrator)

    def post(self, address, **said):
        return self.client.post(reverse(address, args=[self.county.other_village.code]), said, follow=True)

    def test_merges_and_says_what_that_means(self):
        self.assertContains(self.post("office_merge", into="红旗村", day="2026-06-30"), "已并入")
        old = Office.objects.get(pk=self.county.other_village.pk)
        self.assertEqual((old.successor, str(old.valid_to)), (self.county.village, "2026-06-30"))

    def test_refuses_with_a_sentence_at_the_form(self):
        page = self.post("office_merge", into="新桥镇", day="2026-06-30")
        self.assertContains(page, "只能并入同一层级的同类单位", status_code=422)
        self.assertContains(self.post("office_merge", into="红旗村", day="2026-07-02"), "还没有到", status_code=422)

    def test_an_office_of_another_county_is_not_there(self):
        self.assertContains(self.post("office_merge", into="青山镇", day="2026-06-30"), "没有找到", status_code=422)

    def test_renames_and_keeps_the_old_name(self):
        self.assertContains(self.post("office_rename", name="和美村", day="2026-06-30"), "已更名")
        self.assertEqual(self.county.other_village.aliases.get().name, "和平村")
        page = self.client.get(reverse("basket", args=[self.county.county.code, 2025, 2026]))
        self.assertContains(page, "和平村更名为和美村")


@midsummer
class BasketPageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.administrator = make_user(Post.Role.ADMINISTRATOR, cls.county.county)

    def setUp(self):
        self.client.force_login(self.administrator)

    def test_a_base_that_is_not_before_the_year_is_not_found(self):
        self.assertEqual(
            self.client.get(reverse("basket", args=[self.county.county.code, 2026, 2026])).status_code, 404
        )

    def test_units_that_did_not_change_are_said_so(self):
        page = self.client.get(reverse("basket", args=[self.county.county.code, 2025, 2026]))
        self.assertContains(page, "两期的单位一样")
