from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from tests.imports.files import csv_bytes
from tracker.imports.opening.files import read_file
from tracker.imports.problems import ImportFileError

ROWS = [["标题", "日期"], ["关于防汛的通知", "2026-03-05"]]


class ReadCsvTests(SimpleTestCase):
    def rows(self, data):
        (sheet,) = read_file("台账.csv", data)
        return sheet.rows

    def test_reads_the_usual_encodings(self):
        for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
            self.assertEqual(self.rows(csv_bytes(ROWS, encoding)), ROWS, encoding)

    def test_finds_the_delimiter(self):
        for text in ("标题;日期\na;b", "标题\t日期\na\tb", "sep=;\n标题;日期\na;b"):
            self.assertEqual(self.rows(text.encode()), [["标题", "日期"], ["a", "b"]], text)

    def test_a_line_break_in_quotes_starts_no_row_and_blank_lines_count(self):
        self.assertEqual(self.rows(b'a,b\n\n"x\ny",z\n'), [["a", "b"], [], ["x\ny", "z"]])

    def test_names_what_is_wrong(self):
        for data, words in (
            (b"", "文件是空的"),
            (b"a\x00b", "不是 UTF-8"),
            (b"\xff\xff\xff\x80", "不是 UTF-8"),
            (b"a," * 300 + b"b", "超过 200 列"),
            (b'"' + b"x" * 1_100_000, "第 1 行不是有效的 CSV"),
        ):
            with self.assertRaisesMessage(ImportFileError, words):
                self.rows(data)


class AnyBytesTests(SimpleTestCase):
    """Whatever is uploaded, only the room's own error leaves it."""

    @given(st.binary(max_size=400), st.sampled_from([".csv", ".xlsx", ".XLSX", ".doc", ""]))
    def test_any_bytes_give_sheets_or_a_sentence(self, data, suffix):
        self.read("file" + suffix, data)

    @given(st.binary(max_size=200))
    def test_any_bytes_behind_a_mark_of_a_known_format(self, data):
        for mark in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\xff\xfe", b"\xef\xbb\xbf", b"sep=;\n", b'"'):
            for suffix in (".csv", ".xlsx"):
                self.read("file" + suffix, mark + data)

    def read(self, name, data):
        try:
            sheets = read_file(name, data)
        except ImportFileError as error:
            self.assertTrue(str(error).endswith("。"))
        else:
            self.assertTrue(all(isinstance(row, list) for sheet in sheets for row in sheet.rows))
