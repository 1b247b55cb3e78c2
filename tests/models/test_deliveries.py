from datetime import date
from unittest import skipUnless

from django.db import connection
from django.test import TestCase

from tests.county import County, make_user
from tracker.models.kinds import Kind
from tracker.models.posts import Post
from tracker.queries.items import ItemFilter, items


@skipUnless(connection.vendor == "sqlite", "SQLite chooses without statistics")
class IndexTests(TestCase):
    """An index that holds everything a list counts would be taken for every row of it, whatever its first column."""

    def test_the_landings_of_an_item_are_looked_up_by_the_item(self):
        county = County()
        user = make_user(Post.Role.SUPERVISOR, county.county)
        span = {"first": date(2026, 1, 1), "last": date(2026, 10, 31)}
        for told in ({}, {"kind": Kind.MEETING}, {"issuer": county.bureau}):
            with self.subTest(told), connection.cursor() as cursor:
                statement, parameters = items(user, ItemFilter(county.county, **span, **told)).query.sql_with_params()
                cursor.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
                steps = [row[3] for row in cursor.fetchall() if "delivery" in row[3]]
                self.assertTrue(steps)
                self.assertEqual([step for step in steps if "(item_id=?" not in step], [])
