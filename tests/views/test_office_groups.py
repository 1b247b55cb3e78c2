from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from tests.county import County, make_user
from tracker.models.kinds import Kind
from tracker.models.office_groups import OfficeGroup
from tracker.models.posts import Post
from tracker.models.targets import Target


class GroupPage(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.supervisor = make_user(Post.Role.SUPERVISOR, cls.county.county)

    def setUp(self):
        self.log_in(self.supervisor)

    def log_in(self, user):
        self.client.force_login(user, "django.contrib.auth.backends.ModelBackend")

    def group(self, area=None, members=None, name="沿河乡镇"):
        group = OfficeGroup.objects.create(area=area or self.county.county, name=name)
        group.members.set(members or [self.county.town])
        return group

    def filled(self, *members, **fields):
        usual = {"name": "沿河乡镇", "area": "QH", "members": [office.pk for office in members]}
        return usual | fields

    def add(self, *members, **fields):
        return self.client.post(reverse("office_group_add"), self.filled(*members, **fields))


class GroupListTests(GroupPage):
    def test_shows_members_in_official_order_and_the_targets(self):
        group = self.group(members=[self.county.other_town, self.county.town])
        Target.objects.create(
            office=self.county.county, group=group, kind=Kind.MEETING, year=2026, type=Target.Type.FIXED, number=5
        )
        [row] = self.client.get(reverse("office_groups")).context["rows"]
        self.assertEqual((row.members, row.targets), ([self.county.town, self.county.other_town], 1))

    def test_shows_groups_of_the_own_area_only(self):
        self.group(area=self.county.city, name="全市")
        self.assertContains(self.client.get(reverse("office_groups")), "还没有分组")

    def test_a_clerk_may_look_and_not_change(self):
        self.log_in(make_user(Post.Role.CLERK, self.county.town))
        self.assertNotContains(self.client.get(reverse("office_groups")), reverse("office_group_add"))
        self.assertEqual(self.add(self.county.town).status_code, 403)


class GroupFormTests(GroupPage):
    def test_is_put_together_from_offices_of_the_area(self):
        self.add(self.county.town, self.county.village)
        self.assertEqual(set(OfficeGroup.objects.get().members.all()), {self.county.town, self.county.village})

    def test_looking_for_an_office_saves_nothing_and_keeps_the_ticks(self):
        response = self.add(self.county.town, find="红旗", look="1", name="")
        self.assertEqual(response.status_code, 200)
        shown = {office.name: ticked for office, ticked in response.context["form"].ticks}
        self.assertEqual(shown, {"新桥镇": True, "红旗村": False})
        self.assertFalse(OfficeGroup.objects.exists())

    def test_looking_passes_over_what_is_no_office(self):
        response = self.add(find="红旗", look="1", members=["9" * 5_000, "x"])
        self.assertEqual([office.name for office, _ticked in response.context["form"].ticks], ["红旗村"])

    def test_wrong_values_are_refused_at_their_field(self):
        self.group()
        for field, fields in {
            "members": {"members": []},
            "name": {"name": "机密★一年"},
            "area": {"area": "BS"},
        }.items():
            with self.subTest(field):
                response = self.add(self.county.town, **({"name": "另一组"} | fields))
                self.assertEqual(response.status_code, 422)
        self.assertEqual(OfficeGroup.objects.count(), 1)

    def test_two_groups_of_one_name_in_an_area_are_refused(self):
        self.group()
        self.assertContains(self.add(self.county.town), "已有同名的分组", status_code=422)

    def test_members_lie_within_the_area(self):
        response = self.add(self.county.other_town, area="QH-T1")
        self.assertContains(response, "成员要在所属地区之内", status_code=422)
        self.assertEqual(self.add(self.county.foreign_town).status_code, 422)

    def test_classified_words_are_not_shown_again(self):
        self.assertNotContains(self.add(self.county.town, name="绝密★组"), "绝密★组", status_code=422)

    def test_changing_the_members_changes_whom_the_target_binds(self):
        group = self.group()
        self.client.post(reverse("office_group_edit", args=[group.pk]), self.filled(self.county.other_town))
        self.assertEqual(list(group.members.all()), [self.county.other_town])


class GroupDeletionTests(GroupPage):
    def test_asks_first(self):
        address = reverse("office_group_delete", args=[self.group().pk])
        self.assertContains(self.client.get(address), "不能删除")
        self.client.post(address)
        self.assertFalse(OfficeGroup.objects.exists())

    def test_is_refused_while_a_target_is_for_it(self):
        group = self.group()
        Target.objects.create(
            office=self.county.county, group=group, kind=Kind.MEETING, year=timezone.localdate().year,
            type=Target.Type.FIXED, number=5,
        )  # fmt: skip
        response = self.client.post(reverse("office_group_delete", args=[group.pk]), follow=True)
        self.assertContains(response, "还有目标设给这个分组")
        self.assertTrue(OfficeGroup.objects.exists())

    def test_beyond_scope_is_not_found(self):
        group = self.group(area=self.county.city)
        for name in ("office_group_edit", "office_group_delete"):
            self.assertEqual(self.client.post(reverse(name, args=[group.pk])).status_code, 404)
