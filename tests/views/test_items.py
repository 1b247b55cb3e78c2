from datetime import date, timedelta
from io import BytesIO
from urllib.parse import quote

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from tests.county import County, log, make_user
from tracker.actions.items import withdraw_delivery, withdraw_item
from tracker.models.batches import Batch
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.posts import Post
from tracker.queries.overview import overview

DAY = date(2026, 3, 5)
MEMO = {"document_format": Item.DocumentFormat.MEMO}


class ItemsPage(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.supervisor = make_user(Post.Role.SUPERVISOR, cls.county.county)

    def setUp(self):
        self.client.force_login(self.supervisor, "django.contrib.auth.backends.ModelBackend")

    def page(self, **parameters):
        return self.client.get(reverse("items"), parameters)

    def titles(self, **parameters):
        return [row.record.title for row in self.page(**parameters).context["table"].paginated_rows]

    def number(self, **parameters):
        return self.page(**parameters).context["sums"].number


class ItemListTests(ItemsPage):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        county = cls.county
        log(Kind.MEETING, county.bureau, DAY, county.towns, title="防汛会议", channel=Item.Channel.OA)
        log(Kind.DOCUMENT, county.bureau, date(2026, 3, 6), [county.town], title="红头文件甲")
        log(Kind.DOCUMENT, county.other_bureau, date(2026, 4, 1), [county.other_town], title="便函乙", **MEMO)
        log(Kind.INSPECTION, county.county_office, date(2026, 4, 2), county.towns, title="督查丙")
        log(Kind.MEETING, county.neighbour, DAY, [county.foreign_town], title="邻县会议")

    def test_lists_newest_first_and_only_what_the_user_may_see(self):
        self.assertEqual(self.titles(), ["督查丙", "便函乙", "红头文件甲", "防汛会议"])

    def test_narrows_by_each_condition(self):
        expected = {
            ("office", "QH-T1"): ["督查丙", "红头文件甲", "防汛会议"],
            ("issuer", "QH-03"): ["便函乙"],
            ("kind", "meeting"): ["防汛会议"],
            ("from", "2026-04-01"): ["督查丙", "便函乙"],
            ("to", "2026-03-05"): ["防汛会议"],
            ("channel", "oa"): ["防汛会议"],
            ("channel", "oa,chat"): ["防汛会议"],
            ("channel", "none"): ["督查丙", "便函乙", "红头文件甲"],
            ("format", "memo,red_head"): ["便函乙", "红头文件甲"],
            ("way", "formal"): ["防汛会议"],
            ("way", "informal"): ["便函乙"],
            ("way", "unknown"): ["督查丙", "红头文件甲"],
            ("level", "K"): ["督查丙", "便函乙", "红头文件甲", "防汛会议"],
            ("level", "M"): [],
            ("counted", "no"): ["便函乙"],
            ("q", "红头"): ["红头文件甲"],
        }
        for (name, value), titles in expected.items():
            with self.subTest(name):
                self.assertEqual(self.titles(**{name: value}), titles)

    def test_a_withdrawn_item_is_listed_only_when_asked_for(self):
        withdraw_item(Item.objects.get(title="便函乙"), "重复", by=None)
        self.assertNotIn("便函乙", self.titles())
        self.assertEqual(self.titles(withdrawn=1), ["便函乙"])

    def test_one_office_dropping_out_makes_no_withdrawn_item(self):
        item = Item.objects.get(title="防汛会议")
        withdraw_delivery(item.deliveries.get(office=self.county.town), "没有收到", by=None)
        self.assertEqual((self.titles(withdrawn=1), self.number(withdrawn=1)), ([], 0))

    def test_the_sentence_above_adds_up(self):
        self.assertContains(self.page(), "共 <b>4 项</b>：会议 1、发文 2、督检考 1。<b>计入统计口径 3 项（75.0%）</b>")
        self.assertContains(self.page(), "督检考到场 2 次")

    def test_says_the_filter_in_words_and_lets_each_condition_be_dropped(self):
        response = self.page(**{"from": "2026-03-01", "to": "2026-03-31", "office": "QH-T1", "kind": "meeting"})
        self.assertContains(response, "2026年3月")
        self.assertContains(response, 'href="?office=QH-T1&amp;kind=meeting"')
        self.assertContains(response, 'href="?from=2026-03-01&amp;to=2026-03-31&amp;kind=meeting"')

    def test_an_empty_list_names_the_condition_to_drop(self):
        response = self.page(issuer="QH-03", kind="meeting")
        self.assertContains(response, "去掉“会议”后有 1 项")
        self.assertContains(response, "去掉“县农业农村局”后有 1 项")

    def test_an_office_out_of_scope_is_not_found(self):
        for name in ("office", "issuer"):
            for code in ("BS-T1", "BS", "nowhere", "QH-T1' OR 1=1", "x" * 10_000, "QH\0"):
                with self.subTest(name=name, code=code[:20]):
                    self.assertEqual(self.page(**{name: code}).status_code, 404)

    def test_a_town_may_ask_for_whoever_sent_it_something(self):
        clerk = make_user(Post.Role.CLERK, self.county.other_town)
        self.client.force_login(clerk, "django.contrib.auth.backends.ModelBackend")
        self.assertEqual(self.titles(issuer="QH-03"), ["便函乙"])
        self.assertEqual(self.page(issuer="QH-T1").status_code, 404)
        self.assertEqual(self.page(office="QH").status_code, 404)

    def test_a_bureau_may_ask_what_it_sent_to_a_town(self):
        issuer = make_user(Post.Role.ISSUER, self.county.bureau)
        self.client.force_login(issuer, "django.contrib.auth.backends.ModelBackend")
        self.assertEqual(self.titles(office="QH-T2"), ["防汛会议"])
        self.assertEqual(self.page(office="BS-T1").status_code, 404)

    def test_a_wrong_value_is_told_at_its_field_and_left_out(self):
        wrong = [
            ("from", "2026-02-30"),
            ("to", "yesterday"),
            ("kind", "party"),
            ("channel", "'"),
            ("counted", "perhaps"),
        ]
        for name, value in [*wrong, ("q", "长" * 10_000), ("q", "a\0b"), ("withdrawn", "__all__")]:
            with self.subTest(name=name, value=value[:20]):
                response = self.page(**{name: value})
                self.assertEqual(response.context["sums"].number, 4)
                self.assertContains(response, "field-error")

    def test_days_in_the_wrong_order_are_told(self):
        response = self.page(**{"from": "2026-04-02", "to": "2026-03-01"})
        self.assertContains(response, "止日早于起日")
        self.assertEqual(response.context["sums"].number, 1)

    def test_parameters_that_mean_something_to_the_orm_mean_nothing_here(self):
        hostile = {"_connector": "OR", "issuer__name": "x", "q": "%' OR ''='", "sort": "password", "per_page": "1e9"}
        self.assertEqual(self.page(**hostile).status_code, 200)
        self.assertEqual(self.number(_connector="OR", official__in="1"), 4)
        self.assertEqual(self.number(q="_"), 0)


class SortingTests(ItemsPage):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        county = cls.county
        log(Kind.DOCUMENT, county.other_bureau, date(2026, 1, 3), county.towns, title="c", asks_form=True)
        log(Kind.INSPECTION, county.bureau, date(2026, 1, 1), [county.town], title="a", plan_status="unplanned")
        log(Kind.MEETING, county.county_office, date(2026, 1, 2), [county.town], title="b")

    def test_every_column_sorts_both_ways(self):
        for name, ascending in {
            "date": "abc",
            "kind": "bca",
            "title": "abc",
            "issuer": "bac",
        }.items():
            with self.subTest(name):
                self.assertEqual("".join(self.titles(sort=name)), ascending)
                self.assertEqual("".join(self.titles(sort=f"-{name}")), ascending[::-1])

    def test_figures_sort_by_size(self):
        for name, attribute in {"landings": "landings", "hours": "minutes_of_landings", "counted": "official"}.items():
            for sign in ("", "-"):
                with self.subTest(name + sign):
                    table = self.page(sort=sign + name).context["table"]
                    figures = [getattr(row.record, attribute) for row in table.paginated_rows]
                    self.assertEqual(figures, sorted(figures, reverse=bool(sign)))
                    self.assertGreater(len(set(figures)), 1)

    def test_an_unknown_column_leaves_the_usual_order(self):
        for sort in ("issuer__logged_by", "-pk", "paper", "", "date,title", "?"):
            with self.subTest(sort):
                self.assertEqual("".join(self.titles(sort=sort)), "cba")


class PagingTests(ItemsPage):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        for number in range(60):
            log(Kind.MEETING, cls.county.bureau, DAY + timedelta(number % 20), [cls.county.town], title=f"会{number}")

    def test_the_page_size_is_one_of_three(self):
        for asked, shown in {"25": 25, "50": 50, "100": 60, "1": 50, "100000000": 50, "-1": 50, "x": 50}.items():
            with self.subTest(asked):
                self.assertEqual(len(self.titles(per_page=asked)), shown)

    def test_every_row_is_on_one_page(self):
        pages = [title for number in (1, 2, 3) for title in self.titles(per_page=25, page=number)]
        self.assertEqual((len(pages), len(set(pages))), (60, 60))

    def test_a_page_beyond_the_end_is_the_last_and_nonsense_is_the_first(self):
        self.assertEqual(self.titles(per_page=25, page=99), self.titles(per_page=25, page=3))
        for page in ("x", "0\0", ""):
            self.assertEqual(self.titles(per_page=25, page=page), self.titles(per_page=25))

    def test_costs_the_same_few_queries_for_few_rows_and_for_many(self):
        few = self.queries(to="2026-03-05")
        many = self.queries()
        self.assertEqual(len(few), len(many))
        self.assertLessEqual(len(self.queries(office="QH-T1", issuer="QH-02")), 15)

    def test_never_counts_the_rows_with_their_figures(self):
        self.assertFalse([query["sql"] for query in self.queries() if "COUNT(*) FROM (" in query["sql"]])

    def queries(self, **parameters):
        with CaptureQueriesContext(connection) as queries:
            self.page(per_page=100, **parameters)
        return queries.captured_queries


class EqualityTests(ItemsPage):
    """The figure on a card, the cell of the matrix and the list behind both."""

    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        county = cls.county
        for number, kind in enumerate(Kind.values * 4):
            day = date(2026, 1, 20) + timedelta(days=9 * number)
            offices = [[county.town], county.towns, [county.village, county.other_village], [county.far_village]]
            emergency = number % 3 == 0
            log(kind, county.bureau, day, offices[number % 4], emergency=emergency)

    def test_list_card_and_matrix_agree_in_both_counts_and_in_hours(self):
        figures = overview(self.county.county, 2026, date(2026, 4, 15))
        offices = [self.county.county, *figures.offices]
        for office in offices:
            for row in [figures.matrix[office.pk, kind] for kind in Kind.values]:
                with self.subTest(office=office.name, kind=row.kind):
                    asked = {"office": office.code, "kind": row.kind, "from": "2026-01-01", "to": "2026-04-15"}
                    sums = self.page(**asked).context["sums"]
                    counted = self.page(**asked, counted="yes").context["sums"]
                    self.assertEqual(sums.landed[row.kind], row.landed)
                    self.assertEqual(counted.number, row.landed.official)
                    self.assertEqual(len(self.titles(**asked)), row.landed.full_items)


class ExportTests(ItemsPage):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        for number, kind in enumerate(Kind.values * 20):
            log(kind, cls.county.bureau, DAY + timedelta(number % 7), [cls.county.town], title=f"=事项{number}")

    def file_rows(self, **parameters):
        response = self.client.get(reverse("items_export"), parameters)
        sheet = load_workbook(BytesIO(response.getvalue())).worksheets[0]
        return [row[3] for row in sheet.iter_rows(values_only=True) if isinstance(row[0], int)]

    def test_the_file_has_the_rows_of_the_page_in_its_order(self):
        for parameters in ({}, {"kind": "meeting"}, {"sort": "-title", "to": "2026-03-08"}, {"sort": "kind"}):
            with self.subTest(parameters):
                self.assertEqual(self.file_rows(**parameters), self.titles(**parameters, per_page=100))

    def test_the_button_repeats_the_number_and_the_conditions(self):
        response = self.page(kind="meeting", sort="title")
        self.assertContains(response, "按此条件导出（20 项）")
        self.assertContains(response, f"{reverse('items_export')}?kind=meeting&amp;sort=title")

    def test_the_file_says_its_conditions_and_is_named_in_chinese(self):
        response = self.client.get(reverse("items_export"), {"kind": "meeting"})
        sheet = load_workbook(BytesIO(response.getvalue())).worksheets[0]
        told = [value for row in sheet.iter_rows(max_row=4, values_only=True) for value in row if value]
        self.assertTrue(any("的〔会议〕" in str(value) for value in told))
        self.assertIn(quote("事项清单"), response.headers["Content-Disposition"])

    def test_an_office_out_of_scope_is_not_found(self):
        self.assertEqual(self.client.get(reverse("items_export"), {"office": "BS-T1"}).status_code, 404)


class BatchFilterTests(ItemsPage):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        county = cls.county
        cls.batch = Batch.objects.create(file_name="收文登记簿.xlsx", office=county.town)
        cls.abroad = Batch.objects.create(file_name="青山镇.xlsx", office=county.foreign_town)
        log(Kind.MEETING, county.bureau, DAY, [county.town], title="表里来的会", batch=cls.batch)
        log(Kind.MEETING, county.bureau, DAY, [county.town], title="手填的会")

    def test_lists_and_counts_what_one_file_brought(self):
        self.assertEqual(self.titles(batch=self.batch.pk), ["表里来的会"])
        self.assertEqual(self.number(batch=self.batch.pk), 1)

    def test_is_said_in_words_and_kept_when_another_condition_is_added(self):
        page = self.page(batch=self.batch.pk)
        self.assertContains(page, "<b>收文登记簿.xlsx</b>", html=True)
        self.assertContains(page, f'<input type="hidden" name="batch" value="{self.batch.pk}"')

    def test_a_batch_out_of_scope_is_answered_like_none(self):
        for batch in (self.abroad.pk, self.batch.pk + 1_000, "x", -1):
            self.assertEqual(self.page(batch=batch).status_code, 404)
