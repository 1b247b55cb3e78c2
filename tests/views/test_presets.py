"""Pages of the presets: what there is, where it is adopted, and each rule with its anchor."""

from datetime import date

from django.test import TestCase
from django.urls import reverse

from tests.county import County, make_user
from tracker.models.baselines import Baseline, Side
from tracker.models.kinds import Kind
from tracker.models.posts import Post
from tracker.models.presets import Preset, PresetAdoption
from tracker.models.targets import Target


class PresetPages(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.supervisor = make_user(Post.Role.SUPERVISOR, cls.county.county)
        cls.preset = Preset.objects.get(code="CN-2024")

    def setUp(self):
        self.log_in(self.supervisor)

    def log_in(self, user):
        self.client.force_login(user, "django.contrib.auth.backends.ModelBackend")

    def adopt(self, area, first=date(2026, 1, 1), last=None):
        return PresetAdoption.objects.create(area=area, preset=self.preset, valid_from=first, valid_to=last)


class PresetListTests(PresetPages):
    def test_tells_where_a_preset_is_adopted_since_when(self):
        self.adopt(self.county.city)
        self.assertContains(self.client.get(reverse("presets")), "临江市自 2026-01-01 起采用")

    def test_does_not_tell_what_a_neighbour_adopted(self):
        self.adopt(self.county.neighbour)
        self.assertNotContains(self.client.get(reverse("presets")), "白石县")


class AdoptionTests(PresetPages):
    def send(self, **changed):
        filled = {"area": self.county.county.code, "valid_from": "2026-03-01", "valid_to": ""} | changed
        return self.client.post(reverse("preset_adopt", args=["CN-2024"]), filled, follow=True)

    def test_tells_beforehand_what_will_change(self):
        page = self.client.get(reverse("preset_adopt", args=["CN-2024"]))
        self.assertContains(page, "今后发前算账按 22 条核对（硬性 8 条）")

    def test_adopting_is_confirmed_with_what_changed(self):
        self.assertContains(self.send(), "已采用。清河县：今后发前算账按 22 条核对")
        adoption = PresetAdoption.objects.get()
        self.assertEqual((adoption.area, adoption.valid_from), (self.county.county, date(2026, 3, 1)))

    def test_is_not_adopted_twice_for_the_same_days(self):
        self.send()
        self.assertContains(self.send(valid_from="2026-05-01"), "自 2026-03-01 起已经采用", status_code=422)

    def test_ends_after_it_begins(self):
        self.assertContains(self.send(valid_to="2026-01-01"), "止日不能早于起日", status_code=422)

    def test_a_marked_text_is_not_shown_again(self):
        page = self.send(area="清河县机密★1年")
        self.assertContains(page, "有密级标志", status_code=422)
        self.assertNotContains(page, "机密★1年", status_code=422)

    def test_an_area_beyond_scope_is_not_found(self):
        self.assertContains(self.send(area=self.county.neighbour.code), "没有找到", status_code=422)
        self.assertFalse(PresetAdoption.objects.exists())

    def test_ending_keeps_what_was(self):
        adoption = self.adopt(self.county.county)
        self.client.post(reverse("adoption_end", args=[adoption.pk]), {"last": "2026-06-30"})
        adoption.refresh_from_db()
        self.assertEqual(adoption.valid_to, date(2026, 6, 30))
        self.assertContains(self.client.get(reverse("presets")), "清河县自 2026-01-01 至 2026-06-30 采用")

    def test_what_an_area_above_adopted_is_ended_there(self):
        adoption = self.adopt(self.county.city)
        self.assertEqual(self.client.get(reverse("adoption_end", args=[adoption.pk])).status_code, 404)
        self.assertNotContains(self.client.get(reverse("preset", args=["CN-2024"])), "结束采用")


class PrescribedTargetTests(PresetPages):
    YEAR = 2026

    def setUp(self):
        super().setUp()
        for kind in Kind.values:
            told = {"kind": kind, "year": 2018, "number": 100, "evidence": "登记簿"}
            Baseline.objects.create(office=self.county.county, **told)

    def send(self, preset, lines, **changed):
        filled = {"office": self.county.county.code, "level": "", "year": self.YEAR, "responsible": ""} | changed
        return self.client.post(reverse("preset_targets", args=[preset]), filled | lines)

    def line(self, code, kind, **told):
        told = {"chosen": "on", "base_year": 2018, "side": Side.RECEIVED} | told
        return {f"{code}-{kind}-{name}": value for name, value in told.items()}

    def test_jilin_prescribes_30_30_70_and_50(self):
        page = self.client.get(reverse("preset_targets", args=["Jilin-2019"]))
        for share in ("70", "30", "50"):
            self.assertContains(page, f'value="{share}"')

    def test_shows_the_ceilings_before_anything_is_stored(self):
        lines = self.line("C19-01", Kind.DOCUMENT, share=40)
        lines |= {f"C19-0{number}-{kind}-side": Side.RECEIVED for number, kind in ((2, "meeting"), (6, "inspection"))}
        page = self.send("CN-2019", lines)
        self.assertContains(page, "2026年发文不超过 60 件")
        self.assertContains(page, "设这 1 项目标")
        self.assertFalse(Target.objects.exists())
        self.assertFalse(Target.history.exists())

    def test_stores_what_was_shown(self):
        lines = self.line("L03-1", Kind.DOCUMENT) | self.line("L03-2", Kind.MEETING)
        self.send("Shandong-2019", lines | {"store": "1"})
        stored = Target.objects.get(kind=Kind.DOCUMENT)
        self.assertEqual((stored.share, stored.base_year, str(stored.source)), (
            stored.share.__class__("0.333"), 2018, "山东省精文减会措施 文件总量"
        ))  # fmt: skip
        self.assertEqual(Target.objects.count(), 2)

    def test_a_marked_name_is_neither_stored_nor_shown_again(self):
        lines = self.line("L03-1", Kind.DOCUMENT) | {"store": "1"}
        page = self.send("Shandong-2019", lines, responsible="王主任（机密★1年）")
        self.assertNotContains(page, "机密★1年", status_code=422)
        self.assertFalse(Target.objects.exists())

    def test_the_share_lies_within_the_range_of_the_rule(self):
        for share in (29, 51):
            page = self.send("CN-2019", self.line("C19-01", Kind.DOCUMENT, share=share))
            self.assertContains(page, "这条规定的范围是 30.0% 到 50.0%", status_code=422)

    def test_a_base_year_that_the_rule_does_not_tell_is_asked_for(self):
        page = self.send("Shandong-2019", self.line("L03-1", Kind.DOCUMENT, base_year=""))
        self.assertContains(page, "规定没有写明基期", status_code=422)

    def test_not_above_last_year(self):
        lines = {f"C24-02-{kind}-side": Side.SENT for kind in Kind.values} | {"C24-02-document-chosen": "on"}
        self.send("CN-2024", lines | {"store": "1"}, level="K")
        stored = Target.objects.get()
        self.assertEqual((stored.type, stored.level, stored.side), ("not_above_last_year", "K", Side.SENT))

    def test_ningxia_is_chained_and_a_third_by_video(self):
        sides = {f"L10-{number}-meeting-side": Side.SENT for number in (1, 2)}
        lines = self.line("L10-1", Kind.MEETING, base_year=2019, share=20) | self.line("L10-2", Kind.MEETING) | sides
        self.send("Ningxia-2020", lines | {"store": "1"})
        self.assertEqual(set(Target.objects.values_list("type", "mode")), {
            ("below_baseline", "chained"), ("share", "fixed_year"),
        })  # fmt: skip

    def test_a_target_that_is_there_already_is_told_at_its_line(self):
        told = {"kind": Kind.DOCUMENT, "year": self.YEAR, "type": Target.Type.FIXED, "number": 9}
        Target.objects.create(office=self.county.county, **told)
        lines = self.line("L03-1", Kind.DOCUMENT) | {"L03-2-meeting-side": Side.SENT}
        page = self.send("Shandong-2019", lines)
        self.assertContains(page, "已经有目标", status_code=422)

    def test_two_of_the_same_kind_and_side_are_told_at_the_second(self):
        lines = {}
        for code, kind in (
            ("L01-1", "inspection"),
            ("L01-4", "inspection"),
            ("L01-2", "meeting"),
            ("L01-3", "document"),
        ):
            lines |= self.line(code, kind)
        page = self.send("Jilin-2019", lines | self.line("L02-3", "meeting") | {"store": "1"})
        self.assertContains(page, "同一类别和收发选了两项", status_code=422)
        self.assertFalse(Target.objects.exists())

    def test_what_is_sent_is_promised_by_the_issuers_of_the_level(self):
        page = self.client.get(reverse("preset_targets", args=["CN-2024"]))
        self.assertContains(page, '<option value="K" selected>')

    def test_something_is_to_be_chosen(self):
        sides = {f"L03-{number}-{kind}-side": Side.SENT for number, kind in ((1, "document"), (2, "meeting"))}
        self.assertContains(self.send("Shandong-2019", sides), "请至少选一项", status_code=422)


class RulePageTests(PresetPages):
    def page(self):
        return self.client.get(reverse("preset", args=["CN-2024"]))

    def test_every_rule_has_an_anchor(self):
        page = self.page()
        for rule in self.preset.rules.all():
            self.assertContains(page, f'id="{rule.code}"')

    def test_a_figure_that_nobody_saw_is_said_to_be_unseen(self):
        self.assertContains(self.page(), "文件未见数字", count=2)

    def test_tells_both_days(self):
        self.assertContains(self.page(), "2024-08-06 印发，2025-08-06 公布")
