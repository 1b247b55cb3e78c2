import csv
import tempfile
from hashlib import sha256
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

from django.core.management import CommandError, call_command
from django.test import TestCase
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from tests.views.figures import county_with_a_year, midsummer
from tracker.models.exports import Export

UTF_8 = 0x800
UNITS = ["00 清河县", "01 新桥镇", "02 柳林镇"]


@midsummer
class MonthlyPackage(TestCase):
    @classmethod
    @midsummer
    def setUpTestData(cls):
        cls.county = county_with_a_year()

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = Path(folder.name) / "月报.zip"

    def package(self, **options):
        call_command(
            "monthly_package", str(self.path), stdout=StringIO(), **{"office": "QH", "month": "2026-03"} | options
        )
        with ZipFile(self.path) as archive:
            self.flags = {info.flag_bits & UTF_8 for info in archive.infolist()}
            return {name: archive.read(name) for name in archive.namelist()}

    def contents(self, files):
        return list(csv.DictReader(StringIO(files["目录.csv"].decode("utf-8-sig"), newline="")))

    def test_holds_a_workbook_and_a_list_for_the_area_and_every_unit_below_it(self):
        files = self.package()
        folders = sorted({name.split("/")[0] for name in files if "/" in name})
        self.assertEqual((folders, self.flags), (UNITS, {UTF_8}))
        for folder in folders:
            books = [name.split("/")[1] for name in files if name.startswith(folder)]
            self.assertEqual([any(word in name for name in books) for word in ("减负台账", "事项清单")], [True, True])

    def test_every_book_opens_and_is_of_its_unit_and_month(self):
        for name, data in self.package().items():
            if name.endswith(".xlsx"):
                with self.subTest(name=name):
                    first = load_workbook(BytesIO(data)).worksheets[0]
                    read = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python()
                    self.assertTrue(read)
                    told = " ".join(str(cell) for row in first.iter_rows(values_only=True) for cell in row if cell)
                    self.assertIn(name[3:].split("/")[0], told)
                    self.assertIn("3月", told)

    def test_the_table_of_contents_names_every_file_with_its_number_and_digest(self):
        files = self.package()
        lines = self.contents(files)
        self.assertEqual([line["文件"] for line in lines], [name for name in files if name != "目录.csv"])
        for line in lines:
            data = files[line["文件"]]
            self.assertEqual((line["字节"], line["文件校验值"]), (str(len(data)), sha256(data).hexdigest()))
            self.assertTrue(Export.objects.filter(number=line["导出编号"], digest=line["文件校验值"]).exists())

    def test_what_cannot_be_done_is_said_in_a_sentence_and_leaves_nothing(self):
        wrong = [({"month": "2026-13"}, "不是月份"), ({"month": "2027-01"}, "还没有到"), ({"office": "X"}, "没有代码")]
        for options, words in wrong:
            with self.subTest(words), self.assertRaisesMessage(CommandError, words):
                self.package(**options)
        self.path = self.path.parent / "没有" / "月报.zip"
        with self.assertRaisesMessage(CommandError, "写不了文件"):
            self.package()
        self.assertFalse(self.path.exists())
