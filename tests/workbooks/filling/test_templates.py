import re
import shutil
import subprocess
import tempfile
import unittest
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from django.test import TestCase
from django.utils import timezone
from openpyxl import Workbook, load_workbook
from openpyxl.workbook.defined_name import DefinedName

from tests.views.figures import AS_OF, county_with_a_year, midsummer
from tests.workbooks.filling.books import saved, town_table
from tracker.figures import percent_text
from tracker.measures.alterations import compare
from tracker.queries.overview import overview
from tracker.workbooks.cell_logs import unpacked
from tracker.workbooks.filling.figures import Source, figures
from tracker.workbooks.filling.pictures import pivot_of
from tracker.workbooks.filling.places import TemplateError, places_in, unknown_names
from tracker.workbooks.filling.templates import fill, log_of_filled
from tracker.workbooks.words import Edition

SOFFICE = shutil.which("soffice")


class FillingTests(TestCase):
    @classmethod
    @midsummer
    def setUpTestData(cls):
        cls.county = county_with_a_year()
        cls.overview = overview(cls.county.county, 2026, AS_OF)

    def filled(self, template):
        edition = Edition("清河县 吕立新", timezone.now(), "QH-2026-00007")
        return fill(template, places_in(template), Source(self.overview, edition))

    def opened(self, template):
        return load_workbook(BytesIO(self.filled(template)))

    def card(self):
        return self.overview.cards[0]

    def template(self, **cells):
        book = Workbook()
        for cell, value in cells.items():
            book.active[cell] = value
        return saved(book)


@midsummer
class FiguresTests(FillingTests):
    def test_a_cell_with_one_figure_becomes_a_number_in_its_own_look(self):
        sheet = self.opened(town_table())["表1 会议"]
        towns = [(office.name, *self.counts(office)) for office in self.overview.offices]
        self.assertEqual([tuple(cell.value for cell in row[:3]) for row in sheet["A5:C6"]], towns)
        self.assertTrue(sheet["B5"].font.b and sheet["B6"].font.b)

    def counts(self, office):
        row = self.overview.matrix_row(office)[0]
        return row.landed.official, row.landed.full

    def test_figures_among_words_are_written_as_on_the_pages(self):
        change = percent_text(self.card().official_change)
        told = f"截至2026年6月30日，编号QH-2026-00007，会议{self.card().landed.official}次，同比{change}"
        sheet = self.opened(town_table())["表1 会议"]
        self.assertEqual(re.sub(r"截至.*?，", "截至2026年6月30日，", sheet["A2"].value), told)
        self.assertEqual(sheet["A1"].value, "清河县精简会议情况表")

    def test_named_ranges_are_filled(self):
        sheet = self.opened(town_table())["附表"]
        self.assertEqual(sheet["C2"].value, self.card().landed.full)
        months = [row.landed.official if row.landed else None for row in self.overview.months["meeting"].rows]
        self.assertEqual([sheet[f"C{row}"].value for row in range(5, 17)], months)

    def test_what_is_unknown_is_never_nought(self):
        sheet = self.opened(self.template(A1="{{会议.全口径.全年限额}}")).active
        self.assertEqual(sheet["A1"].value, "—")

    def test_every_figure_can_be_asked_for(self):
        source = Source(self.overview, Edition("吕立新", timezone.now(), "QH-2026-00007"))
        self.assertGreater(len(figures()), 80)
        for name, figure in figures().items():
            with self.subTest(name):
                self.assertIsInstance(figure.values(source), list)
                self.assertTrue(str(figure.meaning))

    def test_unknown_names_are_told_and_left_as_they_are(self):
        template = self.template(A1="{{会义.统计口径}}")
        self.assertEqual(unknown_names(places_in(template)), ["会义.统计口径"])
        self.assertEqual(self.opened(template).active["A1"].value, "{{会义.统计口径}}")

    def test_text_stays_text(self):
        self.county.county.name = "=1+1"
        self.assertEqual(self.opened(self.template(A1="{{单位}}")).active["A1"].data_type, "s")


@midsummer
class KeptTests(FillingTests):
    def test_everything_else_stays_byte_for_byte(self):
        template = with_cache(town_table())
        with ZipFile(BytesIO(template)) as before, ZipFile(BytesIO(self.filled(template))) as after:
            self.assertEqual(before.namelist(), after.namelist())
            changed = {name for name in before.namelist() if before.read(name) != after.read(name)}
        self.assertEqual(
            changed, {"xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/charts/chart1.xml"}
        )

    def test_the_formulas_stay_and_are_reckoned_on_opening(self):
        content = self.filled(town_table())
        book = load_workbook(BytesIO(content))
        self.assertEqual(book["表1 会议"]["B9"].value, "=SUM(B5:B8)")
        self.assertTrue(book.calculation.fullCalcOnLoad)
        self.assertEqual(len(book["表1 会议"].conditional_formatting), 1)
        self.assertEqual(set(book.defined_names), {"会议.全口径.本年累计", "月份.会议.统计口径", "我们的区域"})

    def test_a_chart_keeps_the_new_figures_for_those_who_only_look(self):
        with ZipFile(BytesIO(self.filled(with_cache(town_table())))) as archive:
            chart = archive.read("xl/charts/chart1.xml").decode()
        points = re.findall(r'<pt idx="(\d+)"><v>([^<]*)</v>', chart)
        towns = [str(self.overview.matrix_row(office)[0].landed.official) for office in self.overview.offices]
        self.assertEqual([value for _place, value in points if value.isdigit()], towns)
        self.assertNotIn("999", chart)

    def test_a_pivot_reads_its_cells_again(self):
        self.assertEqual(
            pivot_of('<pivotCacheDefinition r:id="rId1">'), '<pivotCacheDefinition refreshOnLoad="1" r:id="rId1">'
        )
        self.assertEqual(
            pivot_of('<pivotCacheDefinition refreshOnLoad="1"/>'), '<pivotCacheDefinition refreshOnLoad="1"/>'
        )

    @unittest.skipUnless(SOFFICE, "LibreOffice is not installed: opening is not checked")
    def test_another_program_opens_it_and_reckons_the_formulas(self):
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "book.xlsx").write_bytes(self.filled(town_table()))
            profile = f"-env:UserInstallation=file://{folder}/profile"
            command = [SOFFICE, profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML"]
            subprocess.run([*command, "--outdir", f"{folder}/again", f"{folder}/book.xlsx"], check=True, timeout=120)
            again = load_workbook(Path(folder) / "again" / "book.xlsx", data_only=True)["表1 会议"]
        counts = [self.overview.matrix_row(office)[0].landed for office in self.overview.offices]
        self.assertEqual(again["B9"].value, sum(landed.official for landed in counts))
        self.assertEqual(
            [again[f"D{row}"].value for row in (5, 6)], [landed.official + landed.full for landed in counts]
        )


@midsummer
class RoomTests(FillingTests):
    def test_a_list_that_runs_into_something_says_where(self):
        with self.assertRaisesMessage(TemplateError, "排到 A2 排不下了"):
            self.filled(self.template(A1="{{单位.名称}}", A2="合计"))

    def test_a_range_that_is_too_short_says_so(self):
        book = Workbook()
        book.active.title = "表"
        book.defined_names["月份.名称"] = DefinedName("月份.名称", attr_text="表!$A$1:$A$3")
        with self.assertRaisesMessage(TemplateError, "有12行，排到 A4 排不下了"):
            self.filled(saved(book))


@midsummer
class LogTests(FillingTests):
    def test_results_of_formulas_are_left_open_and_everything_else_is_not(self):
        content = self.filled(town_table())
        book = load_workbook(BytesIO(content))
        for sheet in book:
            for row in sheet.iter_rows():
                for cell in row:
                    cell.value = 12_345 if cell.data_type == "f" else cell.value
        log = unpacked(log_of_filled(content))
        self.assertTrue(compare(log, unpacked(log_of_filled(saved(book)))).is_unaltered)
        book["表1 会议"]["B5"] = 0
        altered = compare(log, unpacked(log_of_filled(saved(book)))).cells
        self.assertEqual([cell.place for cell in altered], ["B5"])


def with_cache(template):
    """The same with figures of the past kept in its chart, as Excel saves it."""
    content = BytesIO()
    with ZipFile(BytesIO(template)) as before, ZipFile(content, "w") as after:
        for info in before.infolist():
            data = before.read(info)
            if info.filename == "xl/charts/chart1.xml":
                cache = b'<numCache><formatCode>0</formatCode><ptCount val="1"/><pt idx="0"><v>999</v></pt></numCache>'
                data = data.replace(b"</f></numRef>", b"</f>" + cache + b"</numRef>")
            after.writestr(info, data)
    return content.getvalue()
