"""The presets as shipped: every rule of the policies collected beside the project, and no figure nobody saw."""

import csv
from decimal import Decimal
from unittest import skipUnless

from django.test import TestCase

from tests.sources import ROOT
from tracker.models.presets import Preset, Rule
from tracker.sentences.presets import figure_words

POLICIES = ROOT.parent / "shared" / "policy"
BESIDE = skipUnless(POLICIES.exists(), f"The collected policies are not at {POLICIES}.")
LOCAL = {"Jilin-2019": ("L01", "L02"), "Shandong-2019": ("L03",), "Ningxia-2020": ("L10",), "Gaotai-2019": ("L12",),
         "Zhangjiajie-2022": ("L14",)}  # fmt: skip
CENTRAL = {"CN-2018": "C18-", "CN-2019": "C19-", "CN-2024": "C24-"}


def collected(name):
    """Rows of a collected table by id."""
    with (POLICIES / name).open(encoding="utf-8-sig") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


class CollectedTests(TestCase):
    @BESIDE
    def test_every_central_rule_is_there_with_its_force(self):
        wanted = collected("rules_central.csv")
        for preset, prefix in CENTRAL.items():
            shipped = {rule.code: rule.force for rule in Rule.objects.filter(preset__code=preset)}
            self.assertEqual(set(shipped), {code for code in wanted if code.startswith(prefix)})
            for code, force in shipped.items():
                with self.subTest(code=code):
                    self.assertIn(force, wanted[code]["force"])

    @BESIDE
    def test_every_local_rule_is_there(self):
        wanted = collected("rules_local.csv")
        for preset, ids in LOCAL.items():
            codes = {rule.code.partition("-")[0] for rule in Rule.objects.filter(preset__code=preset)}
            self.assertEqual(codes, set(ids) & set(wanted))

    @BESIDE
    def test_what_is_marked_unverified_has_no_figure(self):
        unverified = [code for code, row in collected("rules_central.csv").items() if row["mark"] in ("U", "V/U")]
        self.assertTrue(unverified)
        unverified += ["C24-27", "C24-32"]
        figures = Rule.objects.filter(code__in=unverified, threshold__isnull=False)
        self.assertEqual(list(figures), [])


class UnseenTests(TestCase):
    def test_figures_that_nobody_saw_are_empty_and_said_to_be(self):
        for code in ("C24-27", "C24-32"):
            self.assertEqual(figure_words(Rule.objects.get(code=code)), "文件未见数字")

    def test_days_that_nobody_saw_are_empty(self):
        for code in ("CN-2018", "CN-2019", *LOCAL):
            preset = Preset.objects.get(code=code)
            self.assertEqual((preset.issued_on, preset.published_on), (None, None))

    def test_2024_was_issued_a_year_before_it_was_published(self):
        preset = Preset.objects.get(code="CN-2024")
        self.assertEqual((str(preset.issued_on), str(preset.published_on)), ("2024-08-06", "2025-08-06"))


class FigureTests(TestCase):
    def test_figures_in_words(self):
        said = {"C24-08": "4,000 个字", "C24-23": "0.5 天", "C19-01": "减 30% 至 50%", "L01-1": "减 70%",
                "L02-2": "星期三", "L12-2": "每月第 4 周", "L02-3": "不少于 33.3%", "C24-02": "不超过上年",
                "C24-14": "—"}  # fmt: skip
        self.assertEqual({code: figure_words(Rule.objects.get(code=code)) for code in said}, said)

    def test_shares_that_are_soft_stay_soft(self):
        self.assertEqual(Rule.objects.get(code="C24-02").force, Rule.Force.SOFT)
        self.assertEqual(Rule.objects.get(code="C19-01").threshold, Decimal("0.3"))
