"""The made-up official papers against their truth."""

from django.test import SimpleTestCase

from tests.real_data.papers import measured
from tests.real_data.sources import DATA, needs_real_data
from tracker.management.commands.read_paper import as_json


@needs_real_data
class PaperTests(SimpleTestCase):
    def test_the_bars_are_kept(self):
        counts, misses = measured(DATA / "papers", as_json)
        right, filled, both, every = (sum(column) for column in zip(*counts.values(), strict=True))
        told = "\n".join(misses)
        self.assertGreaterEqual(right, 0.99 * every, told)
        self.assertGreaterEqual(both, 0.99 * filled, told)
        self.assertEqual(counts["refuse"][0], counts["refuse"][3], told)
