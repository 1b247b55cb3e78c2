from datetime import date
from decimal import Decimal

from django.test import TestCase

from tests.county import County, log, make_user
from tracker.models.emergencies import Emergency
from tracker.models.kinds import Kind
from tracker.models.posts import Post
from tracker.queries.emergencies import emergency_shares, responses_concerning, running_above
from tracker.sentences.emergencies import outlier_sentence

AS_OF = date(2026, 6, 30)


class ShareTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()

    def send(self, issuer, plain, marked, year=2026):
        for number in range(plain + marked):
            log(Kind.DOCUMENT, issuer, date(year, 3, 1 + number), [self.county.town], emergency=number < marked)

    def row(self, issuer):
        rows = emergency_shares(self.county.county, AS_OF)
        return next(row for row in rows if row.issuer == issuer)

    def test_a_permanent_emergency_stands_out_among_its_peers(self):
        self.send(self.county.bureau, 2, 6)
        self.send(self.county.other_bureau, 9, 1)
        row = self.row(self.county.bureau)
        self.assertEqual((row.now.share, row.peers), (Decimal("0.75"), Decimal("0.1")))
        self.assertEqual((row.above_peers, row.above_last_year), (True, False))
        self.assertFalse(self.row(self.county.other_bureau).is_outlier)

    def test_it_stands_out_against_its_own_last_year(self):
        self.send(self.county.bureau, 5, 5)
        self.send(self.county.bureau, 10, 0, year=2025)
        row = self.row(self.county.bureau)
        self.assertEqual((row.peers, row.above_last_year), (None, True))

    def test_few_items_say_nothing(self):
        self.send(self.county.bureau, 0, 4)
        self.send(self.county.other_bureau, 10, 0)
        self.assertFalse(self.row(self.county.bureau).is_outlier)

    def test_issuers_with_few_items_are_no_peers(self):
        self.send(self.county.bureau, 1, 5)
        self.send(self.county.other_bureau, 4, 0)
        self.assertIsNone(self.row(self.county.bureau).peers)

    def test_items_that_no_response_covers_are_told(self):
        Emergency.objects.create(
            area=self.county.city, name="防汛", reason="暴雨", first=date(2026, 3, 1), last=date(2026, 3, 2)
        )
        self.send(self.county.bureau, 0, 5)
        self.assertEqual(self.row(self.county.bureau).now.uncovered, 3)

    def test_the_sentence_tells_the_figures_and_judges_nothing(self):
        self.send(self.county.bureau, 2, 6)
        self.send(self.county.other_bureau, 9, 1)
        sentence = outlier_sentence(self.row(self.county.bureau))
        for words in ("8 项中有 6 项", "75.0%", "同类单位合计 10.0%", "请核对", "依据"):
            self.assertIn(words, sentence)


class ConcerningTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = county = County()
        told = {"name": "防汛", "reason": "暴雨", "first": date(2026, 6, 1), "last": date(2026, 6, 30)}
        areas = {"city": county.city, "county": county.county, "town": county.town, "neighbour": county.neighbour}
        cls.responses = {name: Emergency.objects.create(area=area, **told) for name, area in areas.items()}

    def concerning(self, office):
        found = set(responses_concerning(make_user(Post.Role.CLERK, office)))
        return {name for name, response in self.responses.items() if response in found}

    def test_a_user_reads_of_the_own_area_and_those_above(self):
        self.assertEqual(self.concerning(self.county.county), {"city", "county", "town"})
        self.assertEqual(self.concerning(self.county.bureau), {"city", "county"})

    def test_what_runs_above_an_office_on_a_day(self):
        running = running_above(self.county.bureau, date(2026, 6, 30))
        self.assertEqual(set(running), {self.responses["city"], self.responses["county"]})
        self.assertEqual(running_above(self.county.bureau, date(2026, 7, 1)), [])
