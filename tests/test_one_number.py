"""One number, one place: the page, the list behind it, the workbook and a recount in plain Python are equal."""

import random
import re
from datetime import date, timedelta
from html.parser import HTMLParser
from io import BytesIO

from django.test import TestCase
from openpyxl import load_workbook

from tests.county import County, log, make_user
from tracker.actions.counting_rules import draft_from
from tracker.figures import person_hours
from tracker.models.counting_rules import CountingRule
from tracker.models.deliveries import Delivery
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.posts import Post
from tracker.periods import month_span
from tracker.queries.items import ItemFilter, sums
from tracker.sentences.month_names import MONTHS

AS_OF = date(2026, 8, 20)
SEED = 20_260_820
FIGURE = re.compile(r"≥?[\d,.]+")


class FigureLinks(HTMLParser):
    """Links whose text is a figure, as (address, text)."""

    def __init__(self):
        super().__init__()
        self.found, self.address, self.text = [], None, ""

    def handle_starttag(self, tag, attrs):
        if tag == "a":
            self.address, self.text = dict(attrs).get("href", ""), ""

    def handle_data(self, data):
        self.text += data

    def handle_endtag(self, tag):
        if tag == "a" and self.address is not None:
            self.found.append((self.address, self.text.strip()))
            self.address = None


class OneNumberTests(TestCase):
    draft = None

    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.supervisor = make_user(Post.Role.SUPERVISOR, cls.county.county)
        chance = random.Random(SEED)
        offices = [cls.county.town, cls.county.village, cls.county.other_town, cls.county.far_village]
        for _ in range(150):
            day = date(2025, 1, 1) + timedelta(days=chance.randrange(620))
            issuer = chance.choice([cls.county.bureau, cls.county.other_bureau])
            chosen = chance.sample(offices, chance.randint(1, 3))
            log(chance.choice(Kind.values), issuer, day, chosen, emergency=chance.random() < 0.3)

    def setUp(self):
        self.client.force_login(self.supervisor)

    def test_every_figure_on_the_page_is_the_number_of_its_list(self):
        page = self.client.get(f"/overview/QH/2026/?as_of={AS_OF}").content.decode()
        links = FigureLinks()
        links.feed(page)
        figures = [(address, text) for address, text in links.found if "/items/?" in address and FIGURE.fullmatch(text)]
        self.assertGreater(len(figures), 15)
        for address, text in figures:
            with self.subTest(address=address):
                self.assertEqual(text.lstrip("≥"), self._listed(address))

    def test_the_workbook_shows_the_same_as_a_recount_by_hand(self):
        sheet = self._workbook()["各单位"]
        for row in sheet.iter_rows(min_row=5, values_only=True):
            office = {"清河县": self.county.county, "新桥镇": self.county.town, "柳林镇": self.county.other_town}.get(
                row[0]
            )
            if office is not None:
                expected = [figure for kind in Kind.values for figure in self._by_hand(office, kind)]
                self.assertEqual([row[1], row[3], row[5], row[7], row[9], row[11]], expected, row[0])
                self.assertEqual(row[13], float(person_hours(self._minutes(office))))

    def test_every_cell_of_months_issuers_and_offices_is_the_number_of_its_list(self):
        workbook = self._workbook()
        for row in workbook["月度"].iter_rows(min_row=5, max_row=4 + AS_OF.month, values_only=True):
            month = month_span(AS_OF.year * 100 + MONTHS.index(row[0]) + 1)
            span = {"first": month.first, "last": min(month.last, AS_OF)}
            self.assertEqual([row[1], row[7], row[13], row[2], row[8], row[14]], self._sums(**span), row[0])
        issuers = {office.name: office for office in (self.county.bureau, self.county.other_bureau)}
        found = [row for row in workbook["来文单位"].iter_rows(min_row=5, values_only=True) if row[1] in issuers]
        self.assertEqual(len(found), len(issuers))
        for row in found:
            self.assertEqual(list(row[2:8]), self._sums(issuer=issuers[row[1]]), row[1])
        offices = {office.name: office for office in (*self.county.towns, self.county.village)}
        for row in workbook["各单位"].iter_rows(min_row=5, values_only=True):
            if row[0] in offices:
                told = [row[1], row[5], row[9], row[3], row[7], row[11]]
                self.assertEqual(told, self._sums(office=offices[row[0]]), row[0])

    def _sums(self, **asked):
        """What the lists of the three kinds add up to: official counts, then full ones."""
        limits = {"first": date(AS_OF.year, 1, 1), "last": AS_OF, "office": self.county.county, "under": self.draft}
        landed = sums(self.supervisor, ItemFilter(**limits | asked)).landed
        return [landed[kind].official for kind in Kind.values] + [landed[kind].full for kind in Kind.values]

    def test_the_workbook_lists_every_item_once(self):
        workbook = self._workbook()
        for name, kind in (("会议台账", Kind.MEETING), ("发文台账", Kind.DOCUMENT), ("督检考台账", Kind.INSPECTION)):
            titles = {cell.value for column in workbook[name].iter_cols() for cell in column}
            expected = {delivery.item.title for delivery in self._landed(self.county.county, kind)}
            self.assertTrue(expected)
            self.assertLessEqual(expected, titles)

    def _listed(self, address):
        """What the list states: items, visits for the full count of inspections, person-hours for all kinds."""
        page = self.client.get(address).content.decode()
        verdict = re.sub(r"<[^>]+>", "", re.search(r'class="verdict[^"]*".*?</p>', page, re.S)[0])
        if "kind=" not in address:
            return re.search(r"合计\s*([\d,.]+)\s*人时", verdict)[1]
        if "kind=inspection" in address and "counted=yes" not in address:
            visits = re.search(r"到场\s*([\d,]+)\s*次", verdict)
            return visits[1] if visits else "0"
        found = re.search(r"共\s*([\d,]+)\s*项", verdict)
        return found[1] if found else "0"

    def _workbook(self):
        answer = self.client.get(f"/workbook/QH/2026/?as_of={AS_OF}")
        return load_workbook(BytesIO(b"".join(answer.streaming_content)), data_only=True)

    def _landed(self, office, kind):
        first = date(AS_OF.year, 1, 1)
        rows = Delivery.objects.select_related("item", "office")
        return [
            row
            for row in rows
            if row.office.path.startswith(office.path) and row.item.kind == kind and first <= row.item.day <= AS_OF
        ]

    def _by_hand(self, office, kind):
        rows = self._landed(office, kind)
        everything = {row.item_id for row in rows}
        official = Item.objects.filter(pk__in=everything, official=True).count()
        return official, len(rows) if kind == Kind.INSPECTION else len(everything)

    def _minutes(self, office):
        rows = [row for kind in Kind.values for row in self._landed(office, kind)]
        return sum(row.cost_spent + row.cost_travel + row.cost_preparation for row in rows)


class ReplayedTests(OneNumberTests):
    """The same once more, of everything replayed under a draft that counts otherwise."""

    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        base = CountingRule.objects.get()
        cls.draft = draft_from(base, CountingRule(name="从严版", valid_from=date(2026, 1, 1), source="测试"))
        cls.draft.clauses.filter(conditions={"in_emergency": [True]}).update(conditions={"emergency": [True]})
        cls.draft.clauses.filter(kind=Kind.MEETING).update(counts=True)

    def test_every_figure_on_the_page_is_the_number_of_its_list(self):
        page = self.client.get(f"/overview/QH/2026/?as_of={AS_OF}&under={self.draft.pk}").content.decode()
        links = FigureLinks()
        links.feed(page)
        figures = [(address, text) for address, text in links.found if "/items/?" in address and FIGURE.fullmatch(text)]
        self.assertGreater(len(figures), 15)
        for address, text in figures:
            with self.subTest(address=address):
                self.assertIn(f"under={self.draft.pk}", address)
                self.assertEqual(text.lstrip("≥"), self._listed(address))

    def test_the_workbook_names_the_version(self):
        workbook = self._workbook()
        for sheet in ("封面", "口径说明"):
            told = " ".join(str(cell.value) for row in workbook[sheet].iter_rows() for cell in row if cell.value)
            self.assertIn("按《从严版》重算，不是现行数字", told)

    def test_its_ledgers_say_what_the_version_decides(self):
        sheet = self._workbook()["会议台账"]
        heads = [cell.value for cell in sheet[4]]
        column = heads.index("计入统计口径")
        told = {row[column] for row in sheet.iter_rows(min_row=5, values_only=True) if row[0]}
        self.assertEqual(told, {"是"})

    def _workbook(self):
        answer = self.client.get(f"/workbook/QH/2026/?as_of={AS_OF}&under={self.draft.pk}")
        return load_workbook(BytesIO(b"".join(answer.streaming_content)), data_only=True)

    def _by_hand(self, office, kind):
        items = {row.item for row in self._landed(office, kind)}
        official = sum(kind == Kind.MEETING or not item.emergency for item in items)
        return official, super()._by_hand(office, kind)[1]
