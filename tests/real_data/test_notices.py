"""The made-up notices against their truth."""

from django.test import SimpleTestCase

from tests.real_data.notices import NOTICES, measure, table
from tests.real_data.sources import needs_real_data
from tracker.imports.notices.reading import as_json, read_notice


@needs_real_data
class NoticeTests(SimpleTestCase):
    def test_the_bars_are_kept(self):
        score = measure(NOTICES, lambda *case: as_json(read_notice(*case)))
        told = "\n".join(table(score))
        self.assertGreaterEqual(score.recall(), 0.99, told)
        self.assertGreaterEqual(score.precision(), 0.99, told)
        self.assertEqual(score.inventions, 0, told)
