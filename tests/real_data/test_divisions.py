import tempfile
from pathlib import Path

from django.test import TestCase

from tests.real_data import divisions
from tests.real_data.sources import DATA, needs_real_data
from tracker.imports.offices import read_offices
from tracker.imports.planting import OfficeCounts, store_offices
from tracker.models.offices import Office


@needs_real_data
class DivisionsTests(TestCase):
    def load(self, rows):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "offices.csv"
            divisions.write(rows, path)
            found, errors = read_offices(path.name, path.read_bytes())
        self.assertEqual(errors, [])
        return store_offices(found)

    def test_songjiang_has_407_offices(self):
        self.assertEqual(self.load(divisions.songjiang(DATA)).added, 407)
        self.assertEqual(Office.objects.filter(level=Office.Level.VILLAGE).count(), 386)
        self.assertEqual(Office.objects.find_problems(), ([], [], [], [], []))

    def test_shanghai_has_6761_and_a_second_run_adds_nothing(self):
        self.assertEqual(self.load(divisions.province(DATA, "31")).added, 1 + 1 + 16 + 234 + 6509)
        self.assertEqual(Office.objects.filter(level=Office.Level.VILLAGE, depth=5).count(), 6509)
        again = self.load(divisions.province(DATA, "31"))
        self.assertEqual(again, OfficeCounts(added=0, changed=0, moved=0, unchanged=6761))
