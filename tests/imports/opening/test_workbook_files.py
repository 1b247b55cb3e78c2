import io
import zipfile
from datetime import date, datetime, time
from unittest import mock

from django.test import SimpleTestCase

from tests.imports.files import SHEET_PART, rewritten, with_dimension, xlsx_bytes
from tracker.imports.opening import containers
from tracker.imports.opening.files import read_file
from tracker.imports.problems import ImportFileError

ROWS = [["标题", "日期"], ["关于防汛的通知", date(2026, 3, 5)]]


class ReadWorkbookTests(SimpleTestCase):
    def refused(self, data, words, name="台账.xlsx"):
        with self.assertRaisesMessage(ImportFileError, words):
            read_file(name, data)

    def test_gives_every_sheet_with_typed_cells(self):
        data = xlsx_bytes(
            [["a", 1, 2.5, True, date(2026, 3, 5), datetime(2026, 3, 5, 9, 30), time(9, 30), None]], 二月=ROWS
        )
        first, second = read_file("台账.xlsx", data)
        self.assertEqual(
            first.rows, [["a", 1.0, 2.5, True, date(2026, 3, 5), datetime(2026, 3, 5, 9, 30), time(9, 30)]]
        )
        self.assertEqual((first.name, second.name, second.rows[1][0]), ("台账", "二月", "关于防汛的通知"))

    def test_row_numbers_are_those_of_the_sheet(self):
        (sheet,) = read_file("台账.xlsx", xlsx_bytes([[], [], [None, None, "C3"], [], [None, "B5"]]))
        self.assertEqual(sheet.rows, [[], [], [None, None, "C3"], [], [None, "B5"]])

    def test_knows_hidden_rows(self):
        data = rewritten(xlsx_bytes(ROWS), SHEET_PART, lambda xml: xml.replace('<row r="2"', '<row r="2" hidden="1"'))
        (sheet,) = read_file("台账.xlsx", data)
        self.assertEqual(sheet.hidden, {1})

    def test_knows_hidden_sheets(self):
        data = rewritten(
            xlsx_bytes(ROWS, 底稿=ROWS),
            "xl/workbook.xml",
            lambda xml: xml.replace('sheetId="2" state="visible"', 'sheetId="2" state="hidden"'),
        )
        self.assertEqual([sheet.visible for sheet in read_file("台账.xlsx", data)], [True, False])

    def test_a_lying_dimension_is_not_believed(self):
        for lie in ("A1:XFD1048576", "A1:A1"):
            (sheet,) = read_file("台账.xlsx", with_dimension(xlsx_bytes(ROWS), lie))
            self.assertEqual(sheet.rows, ROWS, lie)

    def test_a_single_cell_at_the_far_corner_ends_in_a_sentence(self):
        data = rewritten(
            xlsx_bytes(ROWS),
            SHEET_PART,
            lambda xml: xml.replace(
                "</sheetData>", '<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row></sheetData>'
            ),
        )
        self.refused(data, "")

    def test_names_what_is_wrong_with_the_bytes(self):
        self.refused(b"", "文件是空的")
        self.refused(b"hello", "不是 Excel 工作簿")
        self.refused(b"PK\x03\x04 broken", "已损坏")
        self.refused(b"\xd0\xcf\x11\xe0" + b"\0" * 600, "旧版 Excel")
        self.refused(b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "打开密码")
        self.refused(xlsx_bytes(ROWS), "不能读取 .doc 文件", "台账.doc")
        self.refused(xlsx_bytes(ROWS)[:-200], "已损坏")

    def test_an_archive_that_is_no_workbook_is_refused(self):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            archive.writestr("readme.txt", "x")
        self.refused(stream.getvalue(), "不是 Excel 工作簿")

    def test_archives_that_grow_too_much_are_refused(self):
        bomb = rewritten(xlsx_bytes(ROWS), SHEET_PART, lambda xml: xml + " " * 20_000_000)
        self.refused(bomb, "解压后过大")
        stream = io.BytesIO(xlsx_bytes(ROWS))
        with zipfile.ZipFile(stream, "a") as archive:
            for number in range(300):
                archive.writestr(f"{number}.xml", "")
        self.refused(stream.getvalue(), "解压后过大")

    def test_the_size_is_measured_and_not_believed(self):
        with mock.patch.object(containers, "MAX_MEMBER", 100):
            self.refused(xlsx_bytes(ROWS), "解压后过大")
