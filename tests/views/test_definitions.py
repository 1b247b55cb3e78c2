import re

from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from tests.county import County, log, make_user
from tests.views.figures import county_with_a_year, halve_meetings, midsummer
from tests.views.test_overview import links_of
from tracker.figures import count_text, hours_text, percent_text
from tracker.models.baselines import Baseline, Count
from tracker.models.kinds import Kind
from tracker.models.posts import Post
from tracker.sentences.definitions import DEFINITIONS

Role = Post.Role
OFFICIAL = {"kind": "meeting", "count": "official", "year": 2026}


class DefinitionTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = county_with_a_year()
        halve_meetings(cls.county.county)
        cls.supervisor = make_user(Role.SUPERVISOR, cls.county.county)

    def setUp(self):
        self.client.force_login(self.supervisor)

    def explained(self, name, office=None, **asked):
        address = reverse("definition", args=[name])
        return self.client.get(address, {"office": (office or self.county.county).code} | OFFICIAL | asked)

    def working(self, name, **asked):
        return self.explained(name, **asked).context["told"].working


@midsummer
class ExplanationTests(DefinitionTestCase):
    def test_every_figure_is_explained_for_every_kind_and_count(self):
        for name in DEFINITIONS:
            for kind in Kind.values:
                for count in Count.values:
                    with self.subTest(name=name, kind=kind, count=count):
                        page = self.explained(name, kind=kind, count=count)
                        self.assertContains(page, DEFINITIONS[name].meaning)
                        self.assertContains(page, page.context["told"].working.value)

    def test_every_link_of_every_explanation_opens(self):
        seen = set()
        for name in DEFINITIONS:
            seen |= {address for _text, address in links_of(self.explained(name))}
        for address in sorted(seen):
            if address.startswith("/"):
                self.assertIn(self.client.get(address).status_code, (200, 302), address)

    def test_the_index_lists_every_figure_with_its_formula(self):
        page = self.client.get(reverse("definitions"))
        for definition in DEFINITIONS.values():
            self.assertContains(page, definition.formula)

    def test_the_figures_are_those_of_the_card(self):
        page = self.client.get(reverse("overview", args=[self.county.county.code, 2026]))
        for card in page.context["cards"]:
            shown = {
                "landed": count_text(card.row.landed.official),
                "change": card.official_change,
                "hours": hours_text(card.row.landed.official_minutes),
                "remaining": "未设" if card.row.remaining is None else count_text(card.row.remaining),
                "ceiling": "未设" if card.row.target is None else count_text(card.row.ceiling),
            }
            for name, value in shown.items():
                with self.subTest(name=name, kind=card.row.kind):
                    self.assertEqual(self.working(name, kind=card.row.kind).value, value)
        hours = page.context["hours"]
        self.assertEqual(self.working("all-hours").value, hours_text(hours.minutes))
        self.assertEqual(self.working("uncounted-share").value, percent_text(hours.unseen))

    def test_the_rows_behind_a_figure_are_as_many_as_it_says(self):
        for kind in Kind.values:
            for count in Count.values:
                told = self.explained("landed", kind=kind, count=count).context["told"]
                listed = self.client.get(told.rows.address).context
                landed = listed["sums"].landed[kind]
                number = landed.official if count == Count.OFFICIAL else landed.full
                self.assertEqual(told.rows.text.split()[0], count_text(number))

    def test_the_base_years_list_holds_the_number_that_is_cut(self):
        told = self.explained("ceiling").context["told"]
        landed = self.client.get(told.rows.address).context["sums"].landed["meeting"]
        self.assertIn(f"⌊{landed.official} × (1 − 50%)⌋", told.working.equation)

    def test_a_typed_baseline_names_its_evidence_and_has_no_list(self):
        Baseline.objects.create(
            office=self.county.county, kind=Kind.MEETING, year=2025, number=593, evidence="清减负办〔2025〕3号"
        )
        page = self.explained("ceiling")
        self.assertContains(page, "296 = ⌊593 × (1 − 50%)⌋")
        self.assertContains(page, "清减负办〔2025〕3号")
        self.assertIsNone(page.context["told"].rows)

    def test_says_which_version_norms_and_gaps_it_rests_on(self):
        page = self.explained("standing")
        self.assertContains(page, page.context["rules"][0].name)
        self.assertContains(page, "临界幅度（%）")
        self.assertContains(page, "登记")

    def test_follows_the_day_that_was_asked(self):
        self.assertNotEqual(self.working("landed", as_of="2026-01-31").value, self.working("landed").value)

    def test_a_figure_of_the_reader_himself_without_any_question(self):
        page = self.client.get(reverse("definition", args=["landed"]))
        self.assertEqual(page.context["office"], self.county.county)

    def test_what_an_issuer_sent_is_explained_from_its_side(self):
        page = self.explained("landed", self.county.bureau, side="sent")
        self.assertIn(f"issuer={self.county.bureau.code}", page.context["told"].rows.address)


@midsummer
class LinkTests(DefinitionTestCase):
    """The labels of figures lead to their explanation, and arrive at the same figure."""

    def hows(self, page):
        return set(re.findall(r'href="(/definitions/[^"]+)"', page.content.decode()))

    def test_every_link_to_an_explanation_opens(self):
        pages = [
            ("overview", self.county.county), ("issuer", self.county.bureau), ("capacity", self.county.county),
            ("office", self.county.town),
        ]  # fmt: skip
        for name, office in pages:
            found = self.hows(self.client.get(reverse(name, args=[office.code, 2026])))
            self.assertGreaterEqual(len(found), 2, name)
            for address in found:
                self.assertEqual(self.client.get(address.replace("&amp;", "&")).status_code, 200, address)

    def test_a_ceiling_in_the_list_of_targets_is_explained(self):
        found = self.hows(self.client.get(reverse("targets"), {"year": 2026}))
        self.assertTrue(any(address.startswith("/definitions/ceiling/?office=QH") for address in found), found)


@midsummer
class RefusedTests(DefinitionTestCase):
    def test_an_office_out_of_scope_is_not_found(self):
        self.assertEqual(self.explained("ceiling", self.county.neighbour).status_code, 404)

    def test_a_figure_nobody_knows_is_not_found(self):
        self.assertEqual(self.client.get("/definitions/happiness/").status_code, 404)

    def test_words_that_are_no_kind_are_taken_for_the_usual(self):
        self.assertEqual(self.explained("landed", kind="ball", count="x").context["asked"]["kind"], "meeting")


class EmptyTests(TestCase):
    def test_every_figure_of_an_empty_ledger_says_what_is_missing(self):
        county = County()
        self.client.force_login(make_user(Role.SUPERVISOR, county.county))
        for name in DEFINITIONS:
            self.assertEqual(self.client.get(reverse("definition", args=[name])).status_code, 200, name)

    def test_a_village_may_ask_too(self):
        county = County()
        log(Kind.MEETING, county.bureau, timezone.localdate(), [county.village])
        self.client.force_login(make_user(Role.CLERK, county.village))
        self.assertContains(self.client.get(reverse("definition", args=["capacity-share"])), "在岗人数未录入")
