from datetime import date

from django.test import TestCase
from django.urls import reverse
from time_machine import travel

from tests.county import County, make_user
from tracker.models.posts import Post
from tracker.models.staffing import Staffing

BACKEND = "django.contrib.auth.backends.ModelBackend"
FIRST = date(2026, 1, 1)


@travel("2026-07-01T02:00:00Z", tick=False)
class StaffingPage(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.head = make_user(Post.Role.HEAD, cls.county.town)
        cls.supervisor = make_user(Post.Role.SUPERVISOR, cls.county.county)
        cls.clerk = make_user(Post.Role.CLERK, cls.county.town)

    def setUp(self):
        self.client.force_login(self.supervisor, BACKEND)

    def page(self):
        return self.client.get(reverse("staffing"))

    def tell(self, office, people="62", since="2026-01-01", source=""):
        told = {"people": people, "valid_from": since, "source": source}
        return self.client.post(reverse("staffing_office", args=[office.code]), told, follow=True)

    def paste(self, text, **told):
        return self.client.post(reverse("staffing"), {"pasted": text, "start": "2026-01-01"} | told, follow=True)

    def staff(self, office):
        return list(Staffing.objects.filter(office=office).order_by("valid_from").values_list("people", "valid_from"))


class ListTests(StaffingPage):
    def test_lists_offices_in_official_order_and_says_who_is_missing(self):
        Staffing.objects.create(office=self.county.town, people=62, valid_from=FIRST)
        listed = [(row.office.name, row.current and row.current.people) for row in self.page().context["rows"]]
        self.assertEqual(listed[:2], [("新桥镇", 62), ("红旗村", None)])
        self.assertContains(self.page(), "4 个单位还没有录入人数")

    def test_shows_what_holds_today(self):
        Staffing.objects.create(office=self.county.town, people=62, valid_from=FIRST)
        Staffing.objects.create(office=self.county.town, people=70, valid_from=date(2026, 12, 1))
        self.assertEqual(self.page().context["rows"][0].current.people, 62)

    def test_a_neighbouring_county_is_not_listed(self):
        self.assertNotContains(self.page(), "青山镇")

    def test_whoever_may_not_change_sees_no_form(self):
        self.client.force_login(self.clerk, BACKEND)
        self.assertNotContains(self.page(), "<textarea")


class OneOfficeTests(StaffingPage):
    def test_is_saved_with_its_day_and_confirmed(self):
        self.assertContains(self.tell(self.county.town), "已保存：新桥镇自 2026-01-01 起 62 人。")
        self.assertEqual(self.staff(self.county.town), [(62, FIRST)])

    def test_the_same_day_is_corrected_and_another_day_added(self):
        self.tell(self.county.town, "62")
        self.tell(self.county.town, "64")
        self.tell(self.county.town, "70", "2026-06-01")
        self.assertEqual(self.staff(self.county.town), [(64, FIRST), (70, date(2026, 6, 1))])
        self.assertEqual(Staffing.objects.first().history.count(), 2)

    def test_the_head_of_a_town_tells_its_own(self):
        self.client.force_login(self.head, BACKEND)
        self.tell(self.county.town)
        self.assertEqual(Staffing.objects.get().history.get().history_user, self.head)
        self.assertEqual(self.tell(self.county.other_town).status_code, 404)

    def test_errors_stand_at_their_field(self):
        response = self.tell(self.county.town, people="很多", since="1890-01-01")
        self.assertEqual(response.status_code, 422)
        self.assertEqual(set(response.context["form"].errors), {"people", "valid_from"})

    def test_something_secret_is_neither_kept_nor_shown_again(self):
        response = self.tell(self.county.town, source="机密★10年")
        self.assertNotContains(response, "机密★10年", status_code=422)
        self.assertFalse(Staffing.objects.exists())

    def test_a_region_has_no_staff_of_its_own(self):
        self.assertEqual(self.tell(self.county.county).status_code, 404)


class PasteTests(StaffingPage):
    def test_two_columns_by_name_or_code(self):
        response = self.paste("单位\t人数\n新桥镇\t62\nQH-T2，58\n红旗村 5人\n")
        self.assertContains(response, "已保存 3 个单位的在岗人数。")
        self.assertEqual(self.staff(self.county.other_town), [(58, FIRST)])

    def test_nothing_is_saved_while_a_line_is_wrong_and_each_is_named(self):
        response = self.paste("新桥镇 62\n天上镇 3\n和平村 4\n柳林镇\n新桥镇 63")
        self.assertEqual(response.status_code, 422)
        told = " ".join(response.context["form"].errors["pasted"])
        for words in ("第 2 行：没有找到“天上镇”", "第 3 行：有 2 个单位叫“和平村”，请填代码：QH-T1-2、QH-T2-1",
                      "第 4 行：应是单位和人数两列", "第 5 行：“新桥镇”出现了两次"):  # fmt: skip
            self.assertIn(words, told)
        self.assertFalse(Staffing.objects.exists())

    def test_an_office_out_of_scope_is_answered_as_if_there_were_none(self):
        self.assertContains(self.paste("青山镇 9"), "没有找到“青山镇”", status_code=422)

    def test_something_secret_is_not_shown_again(self):
        self.assertNotContains(self.paste("机密★10年 9"), "机密★10年", status_code=422)
