from datetime import date

from django.test import TestCase
from django.urls import reverse

from tests.county import County, log, make_user
from tests.views.figures import midsummer
from tracker.charts.month_charts import month_charts
from tracker.models.kinds import Kind
from tracker.models.posts import Post
from tracker.queries.overview import overview


class BunchingTests(TestCase):
    """Last year two meetings a month, and sixteen in December."""

    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        for month in range(1, 13):
            for day in range(1, 17 if month == 12 else 3):
                log(Kind.MEETING, cls.county.bureau, date(2025, month, day), [cls.county.town])

    def told(self, year, as_of):
        return month_charts(overview(self.county.county, year, as_of))[0].bunching

    def test_the_base_year_is_said_to_have_crowded_into_december(self):
        self.assertIn("2025年12月占全年 42.1%", self.told(2026, date(2026, 6, 30)))

    def test_so_is_a_year_that_is_over(self):
        self.assertIn("2025年12月占全年 42.1%", self.told(2025, date(2025, 12, 31)))

    @midsummer
    def test_both_the_area_and_the_issuer_read_it(self):
        self.client.force_login(
            make_user(Post.Role.SUPERVISOR, self.county.county), "django.contrib.auth.backends.ModelBackend"
        )
        log(Kind.MEETING, self.county.bureau, date(2026, 2, 2), [self.county.town])
        for page, code in (("overview", self.county.county.code), ("issuer", self.county.bureau.code)):
            self.assertContains(self.client.get(reverse(page, args=[code, 2026])), "2025年12月占全年 42.1%")
