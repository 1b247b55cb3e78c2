"""Another office program opens the workbook: it prints it, calculates every formula anew and follows an edit.

Skipped where LibreOffice is not installed. It starts once for all that is calculated, once for what is printed.
"""

import random
import re
import shutil
import tempfile
import unittest
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from django.test import TestCase
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from tests.county import log, make_user, tell_the_rest
from tests.views.figures import AS_OF, county_with_a_year, halve_meetings, midsummer
from tests.workbooks.libreoffice import MISSING, SOFFICE, printed, recalculated
from tests.workbooks.sheets import row_named
from tracker.models.kinds import Kind
from tracker.models.posts import Post
from tracker.workbooks.export import export

FALSE = 9_999


@unittest.skipUnless(SOFFICE, MISSING)
class CalculatedAnew(TestCase):
    """A county with random items, its town, an empty county; one with a false value, one with edited rows."""

    @classmethod
    @midsummer
    def setUpTestData(cls):
        cls.county = county_with_a_year()
        halve_meetings(cls.county.county)
        halve_meetings(cls.county.bureau, side="sent")
        tell_the_rest(*cls.county.towns)
        fill(cls.county, random.Random(20_260_630))
        cls.folder = tempfile.mkdtemp()
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        places = {"county": cls.county.county, "town": cls.county.town, "empty": cls.county.neighbour}
        for name, area in places.items():
            cls.save(name, area)
        cls.plant_false_value()
        cls.edit_rows()
        names = [f"{name}.xlsx" for name in (*places, "false", "edited")]
        cls.anew = {path.stem: load_workbook(path, data_only=True) for path in recalculated(cls.folder, *names)}

    @classmethod
    def save(cls, name, area):
        reader = make_user(Post.Role.SUPERVISOR, area)
        workbook, _name = export(reader, area, 2026, AS_OF, "吕立新")
        workbook.save(cls.path(name))

    @classmethod
    def path(cls, name):
        return Path(cls.folder) / f"{name}.xlsx"

    @classmethod
    def plant_false_value(cls):
        """In the stored value of one formula, and nowhere else."""
        content = BytesIO(cls.path("county").read_bytes())
        with zipped(content) as old, zipped(cls.path("false"), "w") as new:
            for part in old.infolist():
                data = old.read(part)
                if part.filename == "xl/worksheets/sheet2.xml":
                    data = planted(data.decode()).encode()
                new.writestr(part, data)

    @classmethod
    def edit_rows(cls):
        """As somebody would: every meeting is made to count, and more of them is to be cut."""
        workbook = load_workbook(cls.path("county"))
        sheet = workbook["会议台账"]
        heads = [cell.value for cell in sheet[4]]
        column = heads.index("计入统计口径") + 1
        for number in range(5, sheet.max_row + 1):
            sheet.cell(number, column).value = "是"
        workbook["状态依据"]["F4"] = 0.95
        workbook.save(cls.path("edited"))

    def test_every_formula_has_the_value_that_is_stored_and_that_others_read(self):
        for name in ("county", "town", "empty"):
            formulas, stored = load_workbook(self.path(name)), load_workbook(self.path(name), data_only=True)
            other = CalamineWorkbook.from_path(self.path(name))
            number = 0
            for sheet in formulas:
                rows = other.get_sheet_by_name(sheet.title).to_python(skip_empty_area=False)
                for cell in formulas_of(sheet):
                    told = stored[sheet.title][cell.coordinate].value
                    calculated = self.anew[name][sheet.title][cell.coordinate].value
                    read = rows[cell.row - 1][cell.column - 1]
                    self.assertTrue(same(told, calculated), f"{name} {sheet.title} {cell.coordinate} {cell.value}")
                    self.assertTrue(same(told, read), f"{name} {sheet.title} {cell.coordinate}: {read!r}")
                    number += 1
            self.assertGreater(number, 300)

    def test_a_false_value_is_seen_by_who_reads_and_not_by_who_calculates(self):
        read = load_workbook(self.path("false"), data_only=True)["总览"]
        anew = self.anew["false"]["总览"]
        self.assertIn(FALSE, [cell.value for row in read.iter_rows() for cell in row])
        self.assertNotIn(FALSE, [cell.value for row in anew.iter_rows() for cell in row])

    def test_an_edit_moves_counts_lights_checks_and_the_cover(self):
        before, after = load_workbook(self.path("county"), data_only=True), self.anew["edited"]
        self.assertGreater(row_named(after["总览"], "会议")[5], row_named(before["总览"], "会议")[5])
        self.assertEqual(row_named(after["总览"], "会议")[9], "▲ 超额")
        self.assertNotEqual(row_named(before["总览"], "会议")[9], "▲ 超额")
        self.assertEqual({row[7] for row in checks_of(before)}, {"✓"})
        wrong = [row[1] for row in checks_of(after) if row[7] == "✗"]
        self.assertEqual(wrong, ["会议：统计口径"])
        self.assertEqual(said_of_checks(before), f"✓ {len(checks_of(before))}项核对全部相符")
        self.assertEqual(said_of_checks(after), "✗ 1项不符，详见“核对”")

    def test_an_edit_to_one_row_reaches_months_issuers_and_offices(self):
        before, after = load_workbook(self.path("county"), data_only=True), self.anew["edited"]
        for name, column, place in (("月度", 1, 1), ("各单位", 1, 1)):
            label = "合计" if name == "月度" else "清河县"
            with self.subTest(name):
                then, now = (row_named(book[name], label, column)[place] for book in (before, after))
                self.assertGreater(now, then)


@unittest.skipUnless(SOFFICE, MISSING)
class PrintedByLibreOffice(TestCase):
    @midsummer
    def test_every_sheet_prints_and_none_runs_over_in_width(self):
        county = county_with_a_year()
        halve_meetings(county.county)
        supervisor = make_user(Post.Role.SUPERVISOR, county.county)
        workbook, _name = export(supervisor, county.county, 2026, AS_OF, "吕立新")
        with tempfile.TemporaryDirectory() as folder:
            workbook.save(Path(folder) / "out.xlsx")
            pages = printed(folder, "out.xlsx").read_bytes().count(b"/Type/Page/")
        # One page a sheet, but for 口径说明, whose parts are kept apart, and for charts that take the next page.
        self.assertLessEqual(len(workbook.sheetnames) + 2, pages)
        self.assertLessEqual(pages, len(workbook.sheetnames) + 6)


def fill(county, chance):
    """Items of every kind and of odd lengths, on single offices and on several."""
    offices = [county.town, county.village, county.other_town, county.far_village]
    for _ in range(80):
        day = date(2025, 1, 1) + timedelta(days=chance.randrange(540))
        issuer = chance.choice([county.bureau, county.other_bureau])
        landed = chance.sample(offices, chance.randint(1, 4))
        kind = chance.choice(Kind.values)
        log(kind, issuer, day, landed, emergency=chance.random() < 0.3, minutes=chance.choice([None, 35, 95, 7]))


def zipped(file, mode="r"):
    return ZipFile(file, mode, ZIP_DEFLATED)


def planted(sheet):
    """The first number that stands behind a formula of counts, replaced."""
    return re.sub(r"(<f>COUNT[^<]*</f><v>)\d+(</v>)", rf"\g<1>{FALSE}\g<2>", sheet, count=1)


def formulas_of(sheet):
    return [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def same(one, other):
    if isinstance(one, int | float) and isinstance(other, int | float):
        return abs(one - other) < 1e-9
    return one == other or (one is None and other == "")


def checks_of(workbook):
    rows = workbook["核对"].iter_rows(min_row=4, values_only=True)
    return [row for row in rows if isinstance(row[0], int)]


def said_of_checks(workbook):
    return next(row[2] for row in workbook["封面"].iter_rows(values_only=True) if row[1] == "本册核对")
