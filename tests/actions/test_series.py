from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from django.db import connection
from django.test import TransactionTestCase, skipUnlessDBFeature
from django.utils import timezone

from tests.county import County, log
from tracker.actions.loads import differences
from tracker.actions.series import NotOpenError, log_as_last
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.series import Series


@skipUnlessDBFeature("has_select_for_update")
class RacingClicksTests(TransactionTestCase):
    """Two clicks at the same moment. SQLite lets one in at a time, so this needs a server that lets in many."""

    fixtures = ["norms", "counting_rules"]

    def test_a_day_of_a_series_is_logged_once(self):
        county, today = County(), timezone.localdate()
        first = today - timedelta(weeks=1)
        series = Series.objects.create(every=Series.Every.WEEK, first=first, logged_for=county.bureau)
        item = log(Kind.MEETING, county.bureau, first, county.towns)
        Item.objects.filter(pk=item.pk).update(series=series)

        def click(_number):
            try:
                log_as_last(series, today, by=None)
            except NotOpenError:
                return 0
            finally:
                connection.close()
            return 1

        with ThreadPoolExecutor(max_workers=4) as pool:
            self.assertEqual(sum(pool.map(click, range(8))), 1)
        self.assertEqual(Item.objects.filter(day=today).count(), 1)
        self.assertEqual(list(differences()), [])
