"""What pages cost: they should follow the offices in scope, not the number of deliveries.

Four counties in one database: 45 towns with 8,000, 32,000 and 128,000 deliveries, and 180 towns with 8,000.
First everything is checked against a recount and against the deliveries themselves; then each page is asked of each
county in turn, and the ratios to the smallest county are taken round by round, in processor
time (SQLite works in this process), so that a busy machine does not count.

The day looked at lies within a month. This year's is read from the rollup, as nothing lies ahead of it; the same days
of last year are read from that month's deliveries, the only rows a page still reads. `at a month's end` has none.
"""

import time
from datetime import date
from statistics import median

from django.db.models import Count, Sum
from django.test import TestCase

from tests.benchmarks.made_counties import LAST, MadeCounty
from tests.county import make_user
from tracker.actions.loads import differences, recount
from tracker.models.baselines import Count as Counted
from tracker.models.baselines import Side
from tracker.models.deliveries import Delivery
from tracker.models.kinds import Kind
from tracker.models.posts import Post
from tracker.periods import year_to_date
from tracker.queries.capacity import capacity_of
from tracker.queries.forecasts import forecasts
from tracker.queries.landings import sent, sent_by_month
from tracker.queries.overview import overview
from tracker.queries.prices import reckon
from tracker.queries.recipients import recipients_of
from tracker.queries.standings import standings
from tracker.queries.target_rows import target_rows
from tracker.rules.proposals import Proposal

SIZES = {"1x": (45, 8_000), "4x": (45, 32_000), "16x": (45, 128_000), "4x offices": (180, 8_000)}
ROUNDS = 9
MONTHS_END = date(2026, 9, 30)


class PagesBenchmark(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.counties = {name: MadeCounty(name.replace(" ", "-"), *size) for name, size in SIZES.items()}
        recount()
        cls.supervisors = {name: make_user(Post.Role.SUPERVISOR, county.area) for name, county in cls.counties.items()}

    def test_pages_follow_the_offices_and_not_the_deliveries(self):
        self.check()
        for title, ask in self.pages().items():
            rounds = [{name: timed(ask, name) for name in SIZES} for _ in range(ROUNDS)]
            print(f"\n{title:34}", end="")
            for name in SIZES:
                ratios = sorted(times[name] / times["1x"] for times in rounds)
                told = f"{median(ratios):4.2f} [{ratios[0]:.2f}–{ratios[-1]:.2f}]"
                print(f"  {name}: {median(times[name] for times in rounds):6.1f} ms {told}", end="")
        print(f"\n{ROUNDS} rounds; median ms, then the median ratio to 1x with the smallest and the largest")

    def check(self):
        """Figures first: the rollups equal a recount, and the pages equal the deliveries, counted straight."""
        self.assertEqual(list(differences()), [])
        for county in self.counties.values():
            span = year_to_date(2026, LAST)
            rows = Delivery.objects.filter(issuer__in=county.bureaus, day__range=(span.first, span.last))
            whole = rows.aggregate(minutes=Sum("cost"), items=Count("item", distinct=True))
            page = overview(county.area, 2026, LAST)
            self.assertEqual(page.minutes, whole["minutes"])
            self.assertEqual(sum(card.landed.full_items for card in page.cards), whole["items"])
            self.assertEqual(sum(row.minutes for row in page.issuers), whole["minutes"])
            self.assertEqual(sum(cell.full_minutes for cell in sent(county.bureaus, span).values()), whole["minutes"])
            self.assertEqual(page.capacity.area.minutes, whole["minutes"])

    def pages(self):
        return {
            "overview": lambda name: overview(self.counties[name].area, 2026, LAST),
            "overview at a month's end": lambda name: overview(self.counties[name].area, 2026, MONTHS_END),
            "issuer": self.issuer,
            "recipients of an issuer": lambda name: recipients_of(
                self.counties[name].bureaus[0], year_to_date(2026, LAST)
            ),
            "capacity": lambda name: capacity_of(
                self.counties[name].area, self.counties[name].towns, year_to_date(2026, LAST)
            ),
            "targets": lambda name: target_rows(self.supervisors[name], 2026, LAST),
            "forecasts of the towns": self.forecasts,
            "price before sending": self.price,
        }

    def issuer(self, name):
        bureau = self.counties[name].bureaus[0]
        standings([bureau], 2026, LAST, Side.SENT)
        sent_by_month(bureau, year_to_date(2026, LAST))

    def forecasts(self, name):
        towns = self.counties[name].towns
        ceilings = {(town.pk, kind): 500 for town in towns for kind in Kind.values}
        forecasts(towns, 2026, LAST, Side.RECEIVED, Counted.OFFICIAL, ceilings)

    def price(self, name):
        county = self.counties[name]
        asked = {"title": "关于开展安全检查的通知", "day": LAST, "minutes": 60, "people": 2}
        proposal = Proposal(county.bureaus[0], Kind.MEETING, offices=tuple(county.towns[:20]), **asked)
        reckon(proposal, self.supervisors[name], LAST)


def timed(act, name):
    start = time.process_time()
    act(name)
    return (time.process_time() - start) * 1000
