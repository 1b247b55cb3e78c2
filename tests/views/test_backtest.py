from decimal import Decimal

from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from tests.county import County, make_user
from tests.measures.made_up_series import offices
from tracker.figures import percent_text
from tracker.measures.backtest import TARGET, backtest
from tracker.models.baselines import Baseline
from tracker.models.kinds import Kind
from tracker.models.posts import Post


class BacktestPageTests(TestCase):
    """The months of the last years stand as typed baselines of the county's two towns."""

    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.supervisor = make_user(Post.Role.SUPERVISOR, cls.county.county)
        cls.last = timezone.localdate().year - 1

    def setUp(self):
        self.client.force_login(self.supervisor, "django.contrib.auth.backends.ModelBackend")

    def type_years(self, number):
        made = offices(7, 2, number, (60, 90))
        first = self.last - number + 1
        series = {}
        for town, years in zip(self.county.towns, made.values(), strict=True):
            series[str(town.pk)] = {first + place: months for place, months in enumerate(years.values())}
        Baseline.objects.bulk_create(
            Baseline(
                office_id=int(pk), kind=Kind.MEETING, year=year, number=sum(months), months=months, evidence="登记簿"
            )
            for pk, years in series.items()
            for year, months in years.items()
        )
        return series

    def page(self):
        return self.client.get(reverse("backtest"))

    def test_shows_the_scores_of_the_ledgers_own_years(self):
        series = self.type_years(4)
        scores = backtest(series, range(self.last - 3, self.last + 1), TARGET)
        response = self.page()
        self.assertEqual(response.context["told"].total, scores)
        self.assertContains(response, f"回头检验 {scores.forecasts} 次")
        self.assertContains(response, percent_text(Decimal(scores.coverage)))

    def test_two_years_are_tested_and_one_is_too_few(self):
        self.type_years(1)
        self.assertContains(self.page(), f"完整的年份只有{self.last}年，还不能回头检验")

    def test_few_forecasts_are_said_to_be_few(self):
        self.type_years(2)
        self.assertContains(self.page(), "次数太少，只供参考")

    def test_says_so_where_no_year_is_known(self):
        self.assertContains(self.page(), "还没有一个完整年份的分月数")

    def test_says_how_it_is_made_in_any_case(self):
        self.assertContains(self.page(), "怎么算的")

    def test_others_years_are_not_tested(self):
        self.type_years(4)
        clerk = make_user(Post.Role.CLERK, self.county.towns[0])
        self.client.force_login(clerk, "django.contrib.auth.backends.ModelBackend")
        self.assertEqual(self.page().context["told"].total.series, 1)
