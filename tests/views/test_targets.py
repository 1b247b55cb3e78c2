from datetime import date, timedelta
from decimal import Decimal

from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from tests.county import County, log, make_user
from tests.views.figures import midsummer
from tracker.models.baselines import Baseline
from tracker.models.kinds import Kind
from tracker.models.office_groups import OfficeGroup
from tracker.models.posts import Post
from tracker.models.targets import Target
from tracker.queries.target_rows import target_rows


@midsummer
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
        self.target(self.county.county, level="T", number=1)
        for _number in range(2):
            log(Kind.MEETING, self.county.bureau, date(self.year, 1, 1), [self.county.town])
        [row] = self.rows()
        self.assertEqual([(str(standing), number) for standing, number in row.standing_counts],
                         [("over", 1), ("unknown", 1)])  # fmt: skip
        self.assertContains(self.client.get(reverse("targets")), "适用 2 个单位：")

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
        self.assertContains(response, "还没有开始")

    def test_a_year_that_makes_no_sense_is_this_year(self):
        for year in ("x", "0", "99999", "-1", "２０２６"):
            self.assertEqual(self.client.get(reverse("targets"), {"year": year}).context["year"], self.year)

    def test_a_former_target_is_greyed_with_its_dates_and_judged_as_it_ended(self):
        self.target(number=1, valid_to=date(self.year, 1, 15))
        self.target(number=9, valid_from=date(self.year, 1, 16))
        for day in (10, 11, 20):
            log(Kind.MEETING, self.county.bureau, date(self.year, 1, day), [self.county.town])
        former, present = self.rows()
        self.assertEqual((former.force, former.own.counted, present.own.counted), ("former", 2, 3))
        response = self.client.get(reverse("targets"))
        self.assertContains(response, "至1月15日，已不再有效")
        self.assertContains(response, 'class="past')

    def test_a_number_a_month_shows_how_often_it_was_passed(self):
        self.target(type=Target.Type.PER_PERIOD, period="month", number=1)
        for day in (4, 5):
            log(Kind.MEETING, self.county.bureau, date(self.year, 1, day), [self.county.town])
        response = self.client.get(reverse("targets"))
        self.assertContains(response, "每月不超过1")
        self.assertContains(response, "1 个月超过")

    def test_a_share_of_video_meetings_without_any_meeting_cannot_be_told(self):
        self.target(type=Target.Type.SHARE, part="video", share=Decimal("0.333"), number=None)
        response = self.client.get(reverse("targets"))
        self.assertContains(response, "视频会议占会议不低于33.3%")
        self.assertContains(response, "还没有会议，无从判定")

    def test_a_town_sees_what_its_group_promised(self):
        group = OfficeGroup.objects.create(area=self.county.county, name="沿河乡镇")
        group.members.set([self.county.town])
        mine = self.target(self.county.county, group=group)
        for town, seen in ((self.county.town, {mine}), (self.county.other_town, set())):
            clerk = make_user(Post.Role.CLERK, town)
            self.assertEqual({row.target for row in self.rows(clerk)}, seen)

    def test_several_offices_show_both_averages_by_name(self):
        self.target(self.county.county, level="T", type="not_above_last_year", number=None)
        for town, before in ((self.county.town, 4), (self.county.other_town, 2)):
            for _number in range(before):
                log(Kind.MEETING, self.county.bureau, date(self.year - 1, 1, 1), [town])
            log(Kind.MEETING, self.county.bureau, date(self.year, 1, 1), [town])
        response = self.client.get(reverse("targets"))
        self.assertContains(response, "合计 66.7%（总数之比），各单位平均 62.5%（比率的平均）")

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
        self.assertContains(response, f"会议不超过 107 次：{self.year - 1}年 154 次 ×（1 − 30%），向下取整")
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

    def test_each_type_asks_for_what_it_needs(self):
        group = OfficeGroup.objects.create(area=self.county.city, name="全市")
        county_group = OfficeGroup.objects.create(area=self.county.county, name="沿河乡镇")
        bare = {"share": "", "base_year": ""}
        for field, fields in {
            "number": {"type": "per_period", "period": "week", **bare},
            "share": {"type": "share", "part": "video", **bare},
            "kind": {"type": "share", "part": "video", "kind": "document"},
            "base_year": {"mode": "chained", "base_year": ""},
            "valid_to": {"valid_from": f"{self.year}-03-01", "valid_to": f"{self.year}-02-01"},
            "valid_from": {"valid_from": f"{self.year - 1}-03-01"},
            "level": {"level": "T", "group": county_group.pk, "office": "QH"},
            "group": {"group": group.pk},
        }.items():
            with self.subTest(field):
                response = self.add(**fields)
                self.assertEqual(response.status_code, 422)
                self.assertEqual(list(response.context["form"].errors), [field])

    def test_a_group_is_chosen_with_its_area(self):
        group = OfficeGroup.objects.create(area=self.county.county, name="沿河乡镇")
        self.assertContains(self.add(group=group.pk), "这个分组属于清河县", status_code=422)
        self.add(group=group.pk, office="QH")
        self.assertEqual(Target.objects.get().group, group)

    def test_same_period_and_previous_year_need_no_base_year(self):
        for mode in ("same_period", "previous_year"):
            self.add(mode=mode, base_year="", kind="meeting" if mode == "same_period" else "document")
        self.assertEqual(sorted(Target.objects.values_list("mode", "base_year")),
                         [("previous_year", None), ("same_period", None)])  # fmt: skip

    def test_two_yearly_promises_cannot_hold_on_the_same_day(self):
        self.add()
        response = self.add(type="fixed", number="5", valid_from=f"{self.year}-07-01")
        self.assertContains(response, "已有同类目标", status_code=422)
        self.assertEqual(self.add(type="per_period", number="5", period="week").status_code, 302)

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


class FromTodayTests(TargetPage):
    """In mid-year a target is either corrected, as if it had always been so, or changed from today on."""

    def setUp(self):
        super().setUp()
        self.today = timezone.localdate()
        self.old = self.target(number=9)

    def send(self, **fields):
        address = reverse("target_edit", args=[self.old.pk])
        return self.client.post(address, self.filled(type="fixed", **fields))

    def test_the_old_one_ends_yesterday_and_the_new_one_begins(self):
        self.assertContains(self.client.get(reverse("target_edit", args=[self.old.pk])), "从今天起改为")
        self.send(number="7", from_today="1")
        rows = Target.objects.order_by("valid_from").values_list("number", "valid_from", "valid_to")
        yesterday = self.today - timedelta(days=1)
        self.assertEqual(list(rows), [(9, date(self.year, 1, 1), yesterday), (7, self.today, None)])

    def test_a_correction_holds_for_the_whole_time(self):
        self.send(number="7")
        self.assertEqual(Target.objects.get().number, 7)

    def test_a_mistake_in_the_new_one_leaves_the_old_one_as_it_is(self):
        self.assertEqual(self.send(number="x", from_today="1").status_code, 422)
        self.assertEqual((Target.objects.get().valid_to, Target.objects.count()), (None, 1))

    def test_both_are_told_in_the_history(self):
        self.send(number="7", from_today="1")
        self.old.refresh_from_db()
        self.assertEqual(self.old.history.first().history_user, self.supervisor)
        self.assertEqual(Target.objects.exclude(pk=self.old.pk).get().history.get().history_type, "+")


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


class BesideOnPagesTests(TargetPage):
    def setUp(self):
        super().setUp()
        promise = {"type": Target.Type.PER_PERIOD, "period": "month", "number": 1, "responsible": "王镇长"}
        self.target(**promise)
        self.target(self.county.bureau, side="sent", **promise)
        for day in (4, 5):
            log(Kind.MEETING, self.county.bureau, date(self.year, 1, day), [self.county.town])

    def test_an_offices_and_an_issuers_page_show_them_with_the_rows_behind(self):
        for name, code, asked in (("office", "QH-T1", "office=QH-T1"), ("issuer", "QH-02", "issuer=QH-02")):
            response = self.client.get(reverse(name, args=[code, self.year]), {"as_of": f"{self.year}-02-10"})
            self.assertContains(response, "其他承诺")
            self.assertContains(response, "1 个月超过；本月 0")
            self.assertContains(response, "其他承诺有 1 项超额。")
            self.assertContains(
                response,
                f"{asked}&amp;kind=meeting&amp;counted=yes&amp;from={self.year}-01-01&amp;to={self.year}-01-31",
            )

    def test_who_promised_nothing_beside_sees_nothing(self):
        response = self.client.get(reverse("office", args=["QH-T2", self.year]))
        self.assertNotContains(response, "其他承诺")
