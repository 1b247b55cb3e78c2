"""Pages of the presets: what there is, where it is adopted, and each rule with its anchor."""

from datetime import date

from django.test import TestCase
from django.urls import reverse

from tests.county import County, make_user
from tracker.models.posts import Post
from tracker.models.presets import Preset, PresetAdoption


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
