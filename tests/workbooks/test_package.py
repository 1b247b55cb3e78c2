"""The file as other programs meet it: parts, relations, names, links, and what follows from the rows."""

import re
from io import BytesIO
from posixpath import dirname, join, normpath
from xml.etree import ElementTree
from zipfile import ZipFile

from django.test import TestCase
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from tests.county import log, make_user
from tests.views.figures import AS_OF, county_with_a_year, halve_meetings, midsummer
from tests.workbooks.sheets import reopened
from tracker.models.kinds import Kind
from tracker.models.posts import Post
from tracker.queries.overview import overview
from tracker.workbooks.export import export, items_behind
from tracker.workbooks.landings import fits
from tracker.workbooks.ledgers import ledgers_of
from tracker.workbooks.ranges import MAX_OFFICES, MAX_ROWS, Ledgers
from tracker.workbooks.reconciliation import checks

PLACE = re.compile(r"^'(?P<sheet>.+)'!(?P<cells>[A-Z]+\d+(:[A-Z]+\d+)?)$")


class PackageTests(TestCase):
    @classmethod
    @midsummer
    def setUpTestData(cls):
        cls.county = county_with_a_year()
        halve_meetings(cls.county.county)
        halve_meetings(cls.county.bureau, side="sent")
        log(Kind.INSPECTION, cls.county.bureau, AS_OF, [cls.county.town, cls.county.village])
        cls.supervisor = make_user(Post.Role.SUPERVISOR, cls.county.county)
        cls.figures = overview(cls.county.county, 2026, AS_OF)
        cls.items = items_behind(cls.supervisor, cls.figures)
        workbook, _name = export(cls.supervisor, cls.county.county, 2026, AS_OF, "清河县 吕立新")
        cls.file = reopened(workbook)[0]

    def setUp(self):
        self.workbook = load_workbook(BytesIO(self.file))

    def test_every_part_is_there_once_and_every_relation_leads_to_one(self):
        with ZipFile(BytesIO(self.file)) as package:
            names = package.namelist()
            self.assertEqual(len(names), len(set(names)))
            for name in names:
                root = ElementTree.fromstring(package.read(name)) if name.endswith((".xml", ".rels")) else None
                if name.endswith(".rels"):
                    base = dirname(dirname(name))
                    for relation in root:
                        self.assertNotEqual(relation.get("TargetMode"), "External", name)
                        target = relation.get("Target")
                        place = target.lstrip("/") if target.startswith("/") else normpath(join(base, target))
                        self.assertIn(place, names)

    def test_links_lead_to_cells_of_the_workbook(self):
        links = [
            cell.hyperlink for sheet in self.workbook for row in sheet.iter_rows() for cell in row if cell.hyperlink
        ]
        self.assertGreater(len(links), 30)
        for link in links:
            place = PLACE.match(link.location)
            self.assertTrue(place, link.location)
            self.assertIn(place["sheet"], self.workbook.sheetnames)
            self.assertLessEqual(range_boundaries(place["cells"])[3], self.workbook[place["sheet"]].max_row)
            self.assertTrue(link.tooltip)

    def test_a_month_opens_exactly_its_rows(self):
        sheet, ledger = self.workbook["月度"], self.workbook["会议台账"]
        place = PLACE.match(sheet["B7"].hyperlink.location)
        _left, first, _right, last = range_boundaries(place["cells"])
        rows = [(row[0].row, row[1].value) for row in ledger.iter_rows(min_row=5) if row[1].value]
        self.assertEqual([number for number, day in rows if day.month == 3], list(range(first, last + 1)))

    def test_names_of_columns_span_the_rows_of_their_ledger(self):
        for name, sheet in (("会议_日期", "会议台账"), ("发文_口径", "发文台账"), ("督检考_人分", "督检考台账")):
            target = self.workbook.defined_names[name].attr_text
            bounds = range_boundaries(target.rpartition("!")[2].replace("$", ""))
            self.assertEqual((bounds[1], bounds[3]), (5, self.workbook[sheet].max_row), name)

    def test_stays_within_what_programs_read(self):
        for sheet in self.workbook:
            self.assertLessEqual(len(sheet.title), 31)
            footer = sheet.oddFooter
            texts = [part.text or "" for part in (footer.left, footer.center, footer.right)]
            self.assertLessEqual(sum(map(len, texts)), 230)
            self.assertTrue(all(not text[:1].isdigit() for text in texts))
            lists = [rule.formula1 for rule in sheet.data_validations.dataValidation]
            self.assertTrue(all(len(words) <= 255 for words in lists))
            merged = [(each.bounds, number) for number, each in enumerate(sheet.merged_cells.ranges)]
            for one, place in merged:
                self.assertFalse([other for other, number in merged if number > place and overlap(one, other)])

    def test_every_sheet_is_frozen_signed_and_repeats_its_heads(self):
        for sheet in self.workbook:
            with self.subTest(sheet.title):
                words = {cell.value for row in sheet.iter_rows() for cell in row}
                is_ledger = sheet.title.endswith("台账")
                self.assertTrue("清河县 吕立新" in words or (is_ledger and "吕立新" in sheet.oddFooter.left.text))
                if sheet.title != "封面":
                    self.assertTrue(sheet.freeze_panes)
                if sheet.title not in {"封面", "总览", "月度"}:
                    self.assertTrue(sheet.print_title_rows)

    def test_villages_are_folded_below_their_town(self):
        sheet = self.workbook["各单位"]
        rows = {row[0].value: sheet.row_dimensions[row[0].row] for row in sheet.iter_rows(min_row=5, max_col=1)}
        self.assertEqual((rows["红旗村"].outlineLevel, rows["红旗村"].hidden), (1, True))
        self.assertEqual((rows["新桥镇"].outlineLevel, rows["新桥镇"].hidden), (0, False))
        self.assertFalse(sheet.sheet_properties.outlinePr.summaryBelow)

    def test_lights_follow_the_symbol_of_their_cell(self):
        for name, place in (("总览", "J5"), ("各单位", "E5"), ("状态依据", "N4"), ("核对", "H4")):
            ranges = self.workbook[name].conditional_formatting
            rules = [rule.formula[0] for each in ranges if place in each for rule in each.rules]
            self.assertEqual(len(rules), 5, name)
            self.assertIn(f'LEFT({place},1)="▲"', rules)

    def test_rows_of_an_office_add_up_to_those_of_the_item(self):
        rows = ledgers_of(self.figures, self.items).ranges[Kind.INSPECTION]
        sheet = load_workbook(BytesIO(self.file), data_only=True)["督检考台账"]
        for number in range(rows.first, rows.last + 1):
            told = [sheet.cell(number, column).value for column in rows.minutes.values()]
            self.assertEqual(sum(filter(None, told)), sheet.cell(number, rows.columns["人分"]).value)
        visits = [sheet.cell(rows.first, column).value for column in rows.visits.values()]
        self.assertEqual(visits, [2, None, None])

    def test_above_the_limit_figures_are_typed(self):
        self.assertTrue(fits(self.figures, self.items))
        self.assertFalse(fits(self.figures, {"meeting": [None] * (MAX_ROWS + 1)}))
        self.assertLess(len(self.figures.offices), MAX_OFFICES)
        typed = Ledgers(ledgers_of(self.figures, self.items).ranges, is_live=False, yes="是")
        self.assertEqual((typed.official("meeting"), typed.all_minutes(), checks(self.figures, typed)), ("", "", []))


def overlap(one, other):
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]
