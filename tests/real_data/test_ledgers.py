"""Each public register to its last row. The reasons are told in the note on the issue."""

import tempfile
from collections import Counter
from datetime import date, time
from pathlib import Path

from django.test import TestCase

from tests.real_data import lists
from tests.real_data.sources import DATA, MAPPINGS, needs_real_data
from tracker.actions.loads import differences, stale_copies
from tracker.imports.layouts.lines import Outcome
from tracker.imports.layouts.mappings import read_mapping
from tracker.imports.ledgers import LedgerFile, import_ledger
from tracker.imports.offices import read_offices
from tracker.imports.planting import store_offices
from tracker.models.deliveries import Delivery
from tracker.models.items import Item
from tracker.models.offices import Office


class RealLedger(TestCase):
    def plant(self, rows):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "offices.csv"
            lists.write(rows, path)
            store_offices(read_offices(path.name, path.read_bytes())[0])

    def load(self, path, home, kind="auto", mapping=None):
        columns = None if mapping is None else read_mapping((MAPPINGS / mapping).read_bytes())
        file = LedgerFile(path.name, path.read_bytes(), kind, None, columns)
        return import_ledger(file, Office.objects.get(code=home), valid_rows=True)

    def outcomes(self, report):
        return Counter((str(line.outcome), line.reason) for line in report.lines if line.counted)

    def assert_exact(self):
        self.assertEqual((list(differences()), stale_copies()), ([], 0))


@needs_real_data
class StateCouncilTests(RealLedger):
    def test_all_60_papers_are_stored_and_once_only(self):
        self.plant(lists.council(DATA))
        path = DATA / "documents" / "govcn-state-council-1996-2019.csv"
        self.assertEqual(self.outcomes(self.load(path, "31")), {("new", ""): 60})
        self.assertEqual(self.outcomes(self.load(path, "31")), {("unchanged", ""): 60})
        joint = dict(Item.objects.exclude(issuer_text="").values_list("issuer_text", "issuer__name"))
        self.assertEqual(joint, {"国务院、中央军委": "国务院", "国务院办公厅、中央军委办公厅": "国务院办公厅"})
        self.assert_exact()


@needs_real_data
class TownChangesTests(RealLedger):
    def test_3345_rows(self):
        self.plant(lists.changes(DATA))
        path = DATA / "documents" / "town-change-approvals.csv"
        report = self.load(path, "00-MZB", "document", "changes.json")
        self.assertEqual(
            self.outcomes(report),
            {
                ("new", ""): 3237,
                ("skipped", "duplicate"): 4,
                ("refused", "error"): 1,
                ("doubtful", "same_number"): 102,
                ("doubtful", "doc_number_without_year"): 1,
            },
        )
        self.assertEqual(Item.objects.filter(document_number="").count(), 1101)
        self.assert_exact()


@needs_real_data
class CouncilMeetingsTests(RealLedger):
    def test_10380_rows(self):
        self.plant(lists.meetings(DATA))
        path = DATA / "meetings" / "nyc-council-meetings-1998-2015.csv"
        report = self.load(path, "NYC", "meeting", "meetings.json")
        self.assertEqual(
            self.outcomes(report),
            {
                ("new", ""): 9180,
                ("skipped", "cancelled"): 1198,
                ("skipped", "duplicate"): 1,
                ("doubtful", "status_contradicts"): 1,
            },
        )
        first = Item.objects.order_by("pk").first()
        self.assertEqual((first.day, first.starts_at), (date(1999, 10, 19), time(9, 30)))
        self.assertEqual(Delivery.objects.values("office").distinct().count(), 59)
        self.assert_exact()


@needs_real_data
class RestaurantInspectionsTests(RealLedger):
    def test_8160_rows_with_72_negative_durations(self):
        self.plant(lists.inspections(DATA))
        path = DATA / "inspections" / "dekalb_county_restaurant_inspections_20171121.csv"
        report = self.load(path, "DK-BOH", "inspection", "inspections.json")
        self.assertEqual(
            self.outcomes(report),
            {
                ("new", ""): 8023,
                ("skipped", "duplicate"): 18,
                ("refused", "error"): 72,
                ("doubtful", "zero_minutes"): 22,
                ("doubtful", "too_long"): 23,
                ("doubtful", "same_item_other_figures"): 2,
            },
        )
        messages = [error.message for line in report.with_outcome(Outcome.REFUSED) for error in line.errors]
        self.assertEqual(len(messages), 72)
        self.assertTrue(all("早于开始时间" in message for message in messages))
        self.assert_exact()
