from datetime import date
from decimal import Decimal

from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from tests.county import County, make_user
from tracker.actions.targets import next_of, replace_target
from tracker.models.baselines import Baseline
from tracker.models.kinds import Kind
from tracker.models.posts import Post
from tracker.models.staffing import Staffing
from tracker.models.targets import Target


class CascadePage(TestCase):
    """The county may hold 77 meetings; two towns, or three bureaus, share them."""

    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.supervisor = make_user(Post.Role.SUPERVISOR, cls.county.county)
        cls.year = timezone.localdate().year
        cls.whole = cls.fixed(cls.county.county, 77, source="清减负办〔2026〕1号")

    @classmethod
    def fixed(cls, office, number=None, **fields):
        usual = {"kind": Kind.MEETING, "year": cls.year, "type": Target.Type.FIXED, "number": number}
        return Target.objects.create(office=office, **usual | fields)

    def setUp(self):
        self.client.force_login(self.supervisor, "django.contrib.auth.backends.ModelBackend")
        self.address = reverse("target_cascade", args=[self.whole.pk])

    def baseline(self, office, number):
        Baseline.objects.create(office=office, kind=Kind.MEETING, year=self.year - 1, number=number, evidence="登记簿")

    def propose(self, method, whom="towns"):
        """What the fields are filled with, in official order."""
        response = self.client.post(self.address, {"method": method, "whom": whom})
        return [field and field.value() for _line, field in response.context["form"].rows], response

    def save(self, town="", other_town="", **fields):
        numbers = {f"office_{self.county.town.pk}": town, f"office_{self.county.other_town.pk}": other_town}
        return self.client.post(self.address, {"whom": "towns"} | numbers | fields, follow=True)

    def parts(self):
        return dict(Target.objects.filter(cascade_of=self.whole).values_list("office__name", "number"))


class ProposalTests(CascadePage):
    def test_equal_parts_add_up_and_nothing_is_stored(self):
        numbers, response = self.propose("equal")
        self.assertEqual(numbers, [39, 38])
        self.assertContains(response, "已全部分完")
        self.assertEqual(self.parts(), {})

    def test_by_baseline_share(self):
        self.baseline(self.county.town, 30)
        self.baseline(self.county.other_town, 10)
        self.assertEqual(self.propose("baseline")[0], [58, 19])

    def test_by_staff_as_last_told(self):
        for office, people in ((self.county.town, 20), (self.county.other_town, 57)):
            Staffing.objects.create(office=office, people=people, valid_from=date(self.year - 1, 1, 1))
        Staffing.objects.create(office=self.county.town, people=99, valid_from=date(self.year + 1, 1, 1))
        self.assertEqual(self.propose("staff")[0], [20, 57])

    def test_who_has_no_baseline_gets_nothing_and_is_named(self):
        self.baseline(self.county.town, 30)
        numbers, response = self.propose("baseline")
        self.assertEqual(numbers, [77, None])
        self.assertContains(response, "柳林镇没有底数，没有分到")

    def test_bureaus_share_what_is_sent(self):
        numbers, response = self.propose("equal", "bureaus")
        self.assertEqual(numbers, [26, 26, 25])
        self.assertNotContains(response, "新桥镇")


class SavingTests(CascadePage):
    def test_parts_are_fixed_targets_of_the_same_days_and_source(self):
        self.save(town="40", other_town="30")
        self.assertEqual(self.parts(), {"新桥镇": 40, "柳林镇": 30})
        part = Target.objects.get(office=self.county.town)
        self.assertEqual((part.type, part.side, part.source), ("fixed", "received", "清减负办〔2026〕1号"))
        self.assertEqual(part.history.get().history_user, self.supervisor)

    def test_what_is_left_and_what_is_too_much_are_told(self):
        self.assertContains(self.save(town="40", other_town="30"), "＋ 还有 7 没有分")
        self.assertContains(self.save(town="40", other_town="40"), "▲ 多分了 3")
        self.assertContains(self.client.get(self.address), "▲ 多分了 3")

    def test_opening_it_again_shows_the_present_state(self):
        self.save(town="40")
        part = Target.objects.get(office=self.county.town)
        part.number = 41
        part.save()
        response = self.client.get(self.address)
        self.assertEqual([field.value() for _line, field in response.context["form"].rows], [41, None])

    def test_a_part_that_was_changed_on_the_way_keeps_its_days(self):
        self.save(town="40", other_town="30")
        [old] = Target.objects.filter(cascade_of=self.whole, office=self.county.town)
        july = date(self.year, 7, 1)
        replace_target(old, next_of(old, july), by=None)
        self.save(town="35", other_town="30")
        parts = Target.objects.filter(office=self.county.town).order_by("valid_from")
        self.assertEqual([(part.number, part.valid_from.month) for part in parts], [(40, 1), (35, 7)])

    def test_a_blank_takes_back_what_the_office_had(self):
        self.save(town="40", other_town="30")
        self.save(town="40")
        self.assertEqual(self.parts(), {"新桥镇": 40})

    def test_an_office_with_a_target_of_its_own_is_left_alone(self):
        own = self.fixed(self.county.town, 5)
        response = self.save(town="40", other_town="30")
        self.assertContains(response, "已有自己的目标")
        own.refresh_from_db()
        self.assertEqual((own.number, self.parts()), (5, {"柳林镇": 30}))

    def test_what_it_has_of_its_own_is_no_longer_there_to_share(self):
        self.fixed(self.county.town, 50)
        self.assertEqual(self.propose("equal")[0], [None, 27])
        self.assertContains(self.save(other_town="30"), "▲ 多分了 3")

    def test_sharing_out_to_bureaus_takes_back_the_towns(self):
        self.save(town="40", other_town="30")
        self.client.post(self.address, {"whom": "bureaus", f"office_{self.county.bureau.pk}": "12"})
        self.assertEqual(self.parts(), {"县应急管理局": 12})
        self.assertEqual(Target.objects.get(office=self.county.bureau).side, "sent")

    def test_wrong_numbers_are_told_at_their_line_and_nothing_is_stored(self):
        for wrong in ("x", "-1", "9" * 12):
            response = self.save(town=wrong, other_town="30")
            self.assertEqual(response.status_code, 422)
        self.assertEqual(self.parts(), {})

    def test_the_list_leads_here_and_names_where_a_part_comes_from(self):
        self.save(town="40")
        response = self.client.get(reverse("targets"))
        self.assertContains(response, self.address)
        self.assertContains(response, "分解自清河县")


class UndoTests(CascadePage):
    def test_takes_all_parts_back_in_one_step_after_asking(self):
        self.save(town="40", other_town="30")
        address = reverse("target_cascade_undo", args=[self.whole.pk])
        self.assertContains(self.client.get(address), "2 项目标一次删除")
        self.assertEqual(len(self.parts()), 2)
        self.client.post(address)
        self.assertEqual(self.parts(), {})
        self.assertTrue(Target.objects.filter(pk=self.whole.pk).exists())


class WhatCanBeSharedOutTests(CascadePage):
    def test_only_one_yearly_number_of_an_area(self):
        share = {"type": Target.Type.SHARE, "share": Decimal("0.3"), "part": "video", "number": None}
        for target in (
            self.fixed(self.county.county, 5, level="T"),
            self.fixed(self.county.town, 5),
            self.fixed(self.county.county, **share),
        ):
            self.assertEqual(self.client.get(reverse("target_cascade", args=[target.pk])).status_code, 404)

    def test_without_a_ceiling_there_is_nothing_to_share(self):
        cut = {"type": Target.Type.NOT_ABOVE_LAST_YEAR, "number": None, "kind": Kind.DOCUMENT}
        target = self.fixed(self.county.county, **cut)
        response = self.client.post(reverse("target_cascade", args=[target.pk]), {"method": "equal"})
        self.assertContains(response, "还算不出限额")
