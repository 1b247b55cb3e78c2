import hashlib
from collections import Counter
from datetime import date

from django.test import TestCase

from tracker.demo.county import make_county
from tracker.demo.days import in_no_meeting_week, is_holiday
from tracker.demo.drafts import landings_of
from tracker.demo.emergencies import make_emergencies
from tracker.demo.making import make_drafts
from tracker.demo.planting import problems
from tracker.demo.seeding import SEED
from tracker.demo.storing import settle_items
from tracker.models.items import Item
from tracker.models.kinds import Kind

TODAY = date(2026, 11, 22)


def digest(drafts):
    """What was made and where it lands, as one number."""
    lines = [
        f"{draft.item.day} {draft.item.issuer_id} {draft.item.document_number} {draft.item.title} "
        f"{[office.pk for office in draft.receivers]}"
        for draft in drafts
    ]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


class ReproducibilityTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = make_county()

    def test_the_same_seed_makes_the_same_items(self):
        first, second = (make_drafts(self.county, TODAY, 7, 0.03) for _time in range(2))
        self.assertEqual(digest(first), digest(second))

    def test_another_seed_makes_others(self):
        first, second = (make_drafts(self.county, TODAY, seed, 0.03) for seed in (7, 8))
        self.assertNotEqual(digest(first), digest(second))

    def test_a_later_day_changes_nothing_that_was_there(self):
        drafts = [make_drafts(self.county, today, 7, 0.03) for today in (date(2026, 10, 31), TODAY)]
        until_august = [[draft for draft in made if draft.item.day < date(2026, 9, 1)] for made in drafts]
        self.assertGreater(len(until_august[0]), 100)
        self.assertEqual(*(digest(made) for made in until_august))

    def test_it_works_on_the_first_day_of_a_year(self):
        drafts = make_drafts(self.county, date(2027, 1, 1), 7, 0.03)
        self.assertEqual({draft.item.day.year for draft in drafts} - {2027}, {2026})


class VolumeTests(TestCase):
    """At full scale, against the ranges of the field studies; the base year is the yardstick."""

    @classmethod
    def setUpClass(cls):
        """Not in setUpTestData, which would copy nine thousand items for every test."""
        super().setUpClass()
        cls.county = make_county()
        make_emergencies(TODAY)
        cls.drafts = make_drafts(cls.county, TODAY, SEED, 1.0)
        settle_items(cls.drafts, {})

    def monthly(self, burden, kind, year=2025, months=12, official=False):
        """Things a month that land on a town or, for visits, on one of its villages."""
        town = next(town for town in self.county.towns if town.burden == burden and not town.gap)
        rows = [
            (draft.item, office)
            for draft, office in landings_of(self.drafts)
            if draft.item.kind == kind and draft.item.day.year == year and town.office.contains(office)
        ]
        rows = [(item, office) for item, office in rows if item.official or not official]
        things = rows if kind == Kind.INSPECTION else {id(item) for item, _office in rows}
        return len(things) / months

    def test_towns_bear_what_the_studies_found(self):
        expected = {
            "light": {Kind.DOCUMENT: 90, Kind.MEETING: 18, Kind.INSPECTION: 3},
            "typical": {Kind.DOCUMENT: 180, Kind.MEETING: 30, Kind.INSPECTION: 6},
            "heavy": {Kind.DOCUMENT: 240, Kind.MEETING: 43, Kind.INSPECTION: 10},
        }
        for burden, kinds in expected.items():
            for kind, number in kinds.items():
                with self.subTest(burden=burden, kind=kind):
                    self.assertAlmostEqual(self.monthly(burden, kind), number, delta=0.15 * number)

    def test_about_a_third_of_the_documents_count_officially(self):
        for burden, share in (("light", 0.35), ("typical", 0.30), ("heavy", 0.25)):
            counted = self.monthly(burden, Kind.DOCUMENT, official=True) / self.monthly(burden, Kind.DOCUMENT)
            self.assertAlmostEqual(counted, share, delta=0.03)

    def test_the_official_count_falls_and_the_full_count_hardly(self):
        months = [draft.item for draft in self.drafts if draft.item.day.month <= 10]
        full = Counter(item.day.year for item in months if item.kind == Kind.DOCUMENT)
        official = Counter(item.day.year for item in months if item.kind == Kind.DOCUMENT and item.official)
        self.assertLess(official[2026] / official[2025], 0.78)
        self.assertGreater(full[2026] / full[2025], 0.93)

    def test_heavy_towns_send_their_principal_more_often(self):
        shares = {}
        for burden in ("light", "heavy"):
            town = next(town for town in self.county.towns if town.burden == burden and not town.gap)
            ranks = [
                draft.item.required_rank
                for draft, office in landings_of(self.drafts)
                if office == town.office and draft.item.kind == Kind.MEETING
            ]
            shares[burden] = ranks.count(Item.RequiredRank.PRINCIPAL) / len(ranks)
        self.assertTrue(0.24 < shares["light"] < shares["heavy"] < 0.5, shares)

    def test_one_in_sixteen_falls_on_a_weekend(self):
        days = [draft.item.day for draft in self.drafts]
        weekend = sum(day.weekday() >= 5 for day in days) / len(days)
        self.assertTrue(0.05 <= weekend <= 0.08, weekend)

    def test_nothing_lies_in_the_future(self):
        self.assertLessEqual(max(draft.item.day for draft in self.drafts), TODAY)

    def test_nobody_meets_on_a_holiday(self):
        self.assertEqual([draft.item for draft in self.drafts if is_holiday(draft.item.day)], [])

    def test_one_month_breaks_the_no_meeting_week(self):
        breaches = [
            draft.item.day
            for draft in self.drafts
            if draft.item.kind == Kind.MEETING and in_no_meeting_week(draft.item.day)
        ]
        self.assertEqual({(day.year, day.month) for day in breaches}, {(2026, 9)})

    def test_titles_vary(self):
        titles = [draft.item.title for draft in self.drafts]
        self.assertGreater(len(set(titles)) / len(titles), 0.9)
        self.assertEqual([title for title in titles if "{" in title], [])

    def test_document_numbers_are_used_once(self):
        numbers = [draft.item.document_number for draft in self.drafts if draft.item.document_number]
        self.assertEqual(len(numbers), len(set(numbers)))

    def test_records_of_the_same_thing_do_not_occur_twice(self):
        fingerprints = [draft.item.fingerprint for draft in self.drafts]
        self.assertEqual(len(fingerprints), len(set(fingerprints)))

    def test_the_columns_of_every_item_are_valid(self):
        wrong = []
        for draft in self.drafts[::40]:
            draft.item.full_clean(exclude=["official_clause"], validate_unique=False)
            if draft.item.deadline and draft.item.deadline < draft.item.day:
                wrong.append(draft.item)
        self.assertEqual(wrong, [])


class PlantedDraftTests(TestCase):
    def test_every_problem_has_a_name_and_a_note(self):
        names = {"no_meeting_week", "directive_to_towns", "re_issued", "research_visit", "chat_same_day", "bundled"}
        self.assertLessEqual(names, problems().keys())
        self.assertTrue(all(problems().values()))

    def test_what_lies_ahead_of_today_is_set_in_the_year_before(self):
        county = make_county()
        drafts = make_drafts(county, date(2026, 3, 1), SEED, 0.02)
        breach = [draft.item.day for draft in drafts if draft.item.title == "秋收秋种暨粮食收购工作推进会"]
        self.assertEqual([day.year for day in breach], [2025])
