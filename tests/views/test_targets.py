from datetime import date
from decimal import Decimal

from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from tests.county import County, log, make_user
from tracker.models.baselines import Baseline
from tracker.models.kinds import Kind
from tracker.models.posts import Post
from tracker.models.targets import Target
from tracker.queries.target_rows import target_rows


class TargetPage(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.supervisor = make_user(Post.Role.SUPERVISOR, cls.county.county)
        cls.year = timezone.localdate().year

    def setUp(self):
        self.log_in(self.supervisor)

    def log_in(self, user):
        self.client.force_login(user, "django.contrib.auth.backends.ModelBackend")

    def target(self, office=None, **fields):
        usual = {"kind": Kind.MEETING, "year": self.year, "type": Target.Type.FIXED, "number": 5}
        return Target.objects.create(office=office or self.county.town, **usual | fields)

    def filled(self, **fields):
        usual = {
            "office": "QH-T1", "level": "", "kind": "meeting", "year": self.year, "side": "received",
            "count": "official", "type": "below_baseline", "share": "30", "base_year": self.year - 1,
        }  # fmt: skip
        return usual | fields

    def add(self, **fields):
        return self.client.post(reverse("target_add"), self.filled(**fields))


class TargetListTests(TargetPage):
    def rows(self, user=None):
        return target_rows(user or self.supervisor, self.year, timezone.localdate())

    def test_a_single_target_shows_its_ceiling_and_standing(self):
        self.target(number=0)
        log(Kind.MEETING, self.county.bureau, date(self.year, 1, 1), [self.county.town])
        response = self.client.get(reverse("targets"))
        self.assertContains(response, "不超过0")
        self.assertContains(response, "超额")

    def test_a_target_of_a_level_counts_its_offices_by_standing(self):
        self.target(self.county.county, level="T", number=0)
        log(Kind.MEETING, self.county.bureau, date(self.year, 1, 1), [self.county.town])
        [row] = self.rows()
        self.assertEqual([(str(standing), number) for standing, number in row.standing_counts],
                         [("over", 1), ("unknown", 1)])  # fmt: skip
        self.assertContains(self.client.get(reverse("targets")), "适用 2 个单位")

    def test_a_target_of_its_own_takes_an_office_out_of_its_levels(self):
        whole = self.target(self.county.county, level="T")
        self.target(self.county.town)
        bound = {row.target.pk: [one.office.name for one in row.bound] for row in self.rows()}
        self.assertEqual(bound[whole.pk], ["柳林镇"])

    def test_a_town_sees_what_binds_it_and_nothing_else(self):
        mine, whole = self.target(), self.target(self.county.county, level="T")
        self.target(self.county.other_town)
        self.target(self.county.county)
        self.target(self.county.county, level="K")
        clerk = make_user(Post.Role.CLERK, self.county.town)
        self.assertEqual({row.target for row in self.rows(clerk)}, {mine, whole})
        self.log_in(clerk)
        self.assertNotContains(self.client.get(reverse("targets")), reverse("target_edit", args=[mine.pk]))

    def test_a_year_that_has_not_begun_is_not_judged(self):
        self.target(year=self.year + 1)
        response = self.client.get(reverse("targets"), {"year": self.year + 1})
        self.assertContains(response, "年份未到")

    def test_a_year_that_makes_no_sense_is_this_year(self):
        for year in ("x", "0", "99999", "-1", "２０２６"):
            self.assertEqual(self.client.get(reverse("targets"), {"year": year}).context["year"], self.year)

    def test_without_a_target_says_what_that_means(self):
        self.assertContains(self.client.get(reverse("targets")), "年还没有设目标")


class TargetFormTests(TargetPage):
    def test_percent_becomes_a_share_and_the_ceiling_is_told(self):
        Baseline.objects.create(
            office=self.county.town, kind=Kind.MEETING, year=self.year - 1, number=154, evidence="登记簿"
        )
        response = self.client.post(reverse("target_add"), self.filled(responsible="王镇长"), follow=True)
        target = Target.objects.get()
        self.assertEqual((target.share, target.responsible), (Decimal("0.3"), "王镇长"))
        self.assertContains(response, "限额 107 =")
        self.assertContains(response, "154 ×（1 − 30%），向下取整")
        self.assertEqual(target.history.get().history_user, self.supervisor)

    def test_says_when_the_ceiling_cannot_be_computed(self):
        response = self.client.post(reverse("target_add"), self.filled(), follow=True)
        self.assertContains(response, f"缺 {self.year - 1} 年底数")

    def test_each_constraint_speaks_at_its_field(self):
        self.add()
        for field, fields in {
            "office": {},
            "share": {"kind": "document", "share": ""},
            "base_year": {"kind": "document", "base_year": ""},
            "number": {"kind": "document", "type": "fixed"},
        }.items():
            with self.subTest(field):
                response = self.add(**fields)
                self.assertEqual(response.status_code, 422)
                self.assertEqual(list(response.context["form"].errors), [field])

    def test_wrong_values_are_refused_with_a_sentence(self):
        for field, value in [
            ("share", "130"), ("share", "-1"), ("share", "30.25"), ("year", "1066"), ("year", self.year + 50),
            ("base_year", self.year + 1), ("base_year", "x"), ("office", "不存在"), ("office", "BS-T1"),
            ("kind", "party"), ("source", "机密★"), ("responsible", "a\0b"),
        ]:  # fmt: skip
            with self.subTest(field=field, value=value):
                response = self.add(**{field: value})
                self.assertEqual(response.status_code, 422)
        self.assertFalse(Target.objects.exists())

    def test_an_office_beyond_scope_is_answered_like_none(self):
        self.assertContains(self.add(office="青山镇"), "没有找到“青山镇”", status_code=422)

    def test_two_offices_of_one_name_are_told_apart_by_code(self):
        self.assertContains(self.add(office="和平村"), "QH-T1-2、QH-T2-1", status_code=422)

    def test_numbers_of_another_type_are_dropped(self):
        self.add(type="not_above_last_year", number="7")
        target = Target.objects.get()
        self.assertEqual((target.share, target.base_year, target.number), (None, None, None))

    def test_a_change_is_told_in_the_history(self):
        target = self.target()
        address = reverse("target_edit", args=[target.pk])
        self.client.post(address, self.filled(type="fixed", number="9"))
        response = self.client.get(address)
        self.assertContains(response, '固定数量：<span class="mute">5</span> → 9')
        self.assertContains(response, self.supervisor.username)

    def test_classified_words_are_not_shown_again(self):
        response = self.add(source="机密★一年")
        self.assertNotContains(response, "机密★一年", status_code=422)
        self.assertContains(response, "没有接收填写的内容", status_code=422)

    def test_a_number_no_office_reaches_is_refused(self):
        for number in ("10000000", "9" * 20):
            response = self.add(type="fixed", number=number)
            self.assertContains(response, "数字过大，请核对", status_code=422)

    def test_a_share_is_a_number_and_need_not_be_whole(self):
        self.assertContains(self.add(share="三成"), "请填 0 到 100 之间的数", status_code=422)


class TargetRightsTests(TargetPage):
    def test_deleting_asks_first(self):
        address = reverse("target_delete", args=[self.target().pk])
        self.assertContains(self.client.get(address), "不能判定")
        self.assertEqual(Target.objects.count(), 1)
        self.client.post(address)
        self.assertFalse(Target.objects.exists())

    def test_a_target_beyond_scope_is_not_found(self):
        for office in (self.county.foreign_town, self.county.city):
            target = self.target(office, level="T" if office == self.county.city else "")
            for name in ("target_edit", "target_delete"):
                address = reverse(name, args=[target.pk])
                self.assertEqual(self.client.get(address).status_code, 404)
                self.assertEqual(self.client.post(address, self.filled()).status_code, 404)

    def test_only_who_sets_targets_may_write(self):
        target = self.target()
        self.log_in(make_user(Post.Role.HEAD, self.county.town))
        for name, args in (("target_add", []), ("target_edit", [target.pk]), ("target_delete", [target.pk])):
            response = self.client.post(reverse(name, args=args), self.filled())
            self.assertContains(response, "目标和底数由减负办维护", status_code=403)
        self.assertEqual(Target.objects.get(), target)
