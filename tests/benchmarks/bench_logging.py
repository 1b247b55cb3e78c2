"""What keeping the loads exact costs: logging an item with its loads against inserting its rows alone.

Prints, for 15, 100 and 400 receiving villages, the median milliseconds of both and the median of their ratios, taken
in alternating order. The loads are checked against a recount before and after.
"""

import time
from datetime import date
from statistics import median

from django.db import transaction
from django.test import TestCase

from tests.county import County, make_office, unsaved_item
from tracker.actions.deliveries import Landing, create_deliveries, new_delivery
from tracker.actions.items import log_item
from tracker.actions.loads import differences
from tracker.models.kinds import Kind
from tracker.models.norms import Norm
from tracker.models.offices import Office

SIZES = (15, 100, 400)
ROUNDS = 15
DAY = date(2026, 3, 5)


class LoggingBenchmark(TestCase):
    def setUp(self):
        self.county = County()
        self.villages = [
            make_office(f"V{number}", f"村{number}", Office.Kind.VILLAGE, Office.Level.VILLAGE, self.county.town)
            for number in range(max(SIZES))
        ]
        self.norms = Norm.objects.on(DAY)

    def test_logging_with_exact_loads_against_rows_alone(self):
        self.with_loads(SIZES[0])
        self.assertEqual(list(differences()), [])
        for size in SIZES:
            pairs = [(timed(self.with_loads, size), timed(self.rows_alone, size)) for _ in range(ROUNDS)]
            ratio = median(full / alone for full, alone in pairs)
            full, alone = (median(times) for times in zip(*pairs, strict=True))
            print(f"\n{size:4} offices: {full:6.1f} ms with loads, {alone:6.1f} ms alone, ratio {ratio:.2f}")
        self.assertEqual(list(differences()), [])

    def with_loads(self, size):
        item = unsaved_item(Kind.MEETING, self.county.bureau, DAY)
        landings = [Landing(office) for office in self.villages[:size]]
        log_item(item, landings, logged_for=self.county.bureau, by=None)

    def rows_alone(self, size):
        with transaction.atomic():
            item = unsaved_item(Kind.MEETING, self.county.bureau, DAY, logged_for=self.county.bureau)
            item.save()
            landings = [Landing(office) for office in self.villages[:size]]
            rows = [new_delivery(item, landing, self.norms, sent=True, received=False) for landing in landings]
            create_deliveries(rows, None)
            transaction.set_rollback(True)


def timed(act, *arguments):
    start = time.perf_counter()
    act(*arguments)
    return (time.perf_counter() - start) * 1000
