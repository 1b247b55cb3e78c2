from concurrent.futures import ThreadPoolExecutor
from datetime import date

from django.db import connection
from django.test import TransactionTestCase, skipUnlessDBFeature

from tests.county import County, log
from tracker.actions.loads import differences
from tracker.models.kinds import Kind
from tracker.models.loads import Load


@skipUnlessDBFeature("has_select_for_update")
class ConcurrentWritesTests(TransactionTestCase):
    """Writers at the same moment. SQLite lets one in at a time, so this needs a server that lets in many."""

    fixtures = ["norms", "counting_rules"]

    def test_no_writer_overlooks_another(self):
        county = County()

        def write(number):
            try:
                office = [county.town, county.other_town, county.village][number % 3]
                log(Kind.MEETING, county.bureau, date(2026, 3, 5), [office])
            finally:
                connection.close()

        with ThreadPoolExecutor(max_workers=6) as pool:
            list(pool.map(write, range(30)))
        self.assertEqual(Load.objects.get(office=county.county).full_items, 30)
        self.assertEqual(list(differences()), [])
