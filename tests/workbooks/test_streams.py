from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

from django.test import SimpleTestCase
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from tracker.workbooks import cells
from tracker.workbooks.cells import Entry
from tracker.workbooks.sheets import Column, add_sheet, write_heads
from tracker.workbooks.streams import AT_ONCE, Stream, StreamColumn, parts_of, save
from tracker.workbooks.styles import new_workbook

ODD_TEXTS = [
    "=1+1", "+补报", "-30%", "@全体", "＝关于", "<b>&amp;\"'</b>", " 前后有空格 ", "两\n行", "'引号", "𡐓村", "_x0041_",
    "a_x000D_b", "0012", "True", "2026-03-05", "#N/A", "https://example.cn",
]  # fmt: skip


def sheet_of(*heads):
    workbook = new_workbook()
    sheet = add_sheet(workbook, "甲", [12] * len(heads))
    write_heads(sheet, 1, [Column(head, 12, None) for head in heads])
    return workbook, sheet


def streamed(rows, *says, shade=lambda row: "", **options):
    """The bytes of a workbook of one stream; each column makes its entries by one of `says`."""
    workbook, sheet = sheet_of(*(str(place) for place in range(len(says))))
    columns = [StreamColumn((place,), each, 12) for place, each in enumerate(says)]
    file = BytesIO()
    save(workbook, file, [Stream(sheet, columns, iter(rows), len(rows), shade)], **options)
    return file.getvalue()


def read_back(data):
    """Rows below the heads, as two programs read them."""
    by_openpyxl = [list(row) for row in load_workbook(BytesIO(data)).worksheets[0].values][1:]
    by_calamine = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python()[1:]
    return by_openpyxl, by_calamine


class TextTests(SimpleTestCase):
    def test_stays_text_and_whole_whatever_it_says(self):
        data = streamed([(text,) for text in ODD_TEXTS], cells.text)
        for rows in read_back(data):
            self.assertEqual([row[0] for row in rows], ODD_TEXTS)
        sheet = load_workbook(BytesIO(data)).worksheets[0]
        self.assertEqual({cell.data_type for cell in sheet["A"]}, {"s"})
        self.assertTrue(all(cell.quotePrefix for cell in sheet["A"][1:]))

    def test_what_no_file_can_hold_is_left_out(self):
        data = streamed([("a\x00b\x0bc\ufffe",), ("一\r\n二\r三",), ("长" * 40_000,)], cells.text)
        for rows in read_back(data):
            self.assertEqual([row[0] for row in rows], ["abc", "一\n二\n三", "长" * 32_767])

    def test_texts_beyond_what_is_kept_stand_in_their_cells(self):
        texts = [f"{number}" + "题" * 600 for number in range(8_000)]
        for rows in read_back(streamed([(text,) for text in texts], cells.text)):
            self.assertEqual([row[0] for row in rows], texts)

    def test_a_text_that_is_said_often_is_written_once(self):
        with ZipFile(BytesIO(streamed([("同一句话",)] * 300, cells.text))) as archive:
            self.assertEqual(archive.read("xl/sharedStrings.xml").decode().count("同一句话"), 1)
            self.assertNotIn("同一句话", archive.read("xl/worksheets/sheet1.xml").decode())


class ValueTests(SimpleTestCase):
    def test_numbers_days_and_times_have_their_types(self):
        row = (12_345, Decimal("4.5"), 0.1, date(2026, 3, 5), time(14, 30), None, "")
        said = [lambda value, style=style: Entry(value, style) for style in
                ("count", "decimal", "percent", "date", "time", "text", "text")]  # fmt: skip
        by_openpyxl, by_calamine = read_back(streamed([row], *said))
        self.assertEqual(by_openpyxl, [[12_345, 4.5, 0.1, datetime(2026, 3, 5), time(14, 30), None, None]])
        self.assertEqual(by_calamine, [[12_345, 4.5, 0.1, date(2026, 3, 5), time(14, 30), "", ""]])

    def test_looks_are_those_of_the_named_styles_in_the_shade_of_the_row(self):
        data = streamed([(1, "甲"), (2, "甲")], cells.count, cells.text, shade=lambda row: ["", "quiet"][row[0] - 1])
        plain, quiet = list(load_workbook(BytesIO(data)).worksheets[0].iter_rows(min_row=2))
        self.assertEqual([cell.fill.fill_type for cell in plain], [None, None])
        self.assertEqual([cell.fill.fgColor.rgb for cell in quiet], ["00EFEFEF"] * 2)
        self.assertEqual({cell.border.top.style for cell in (*plain, *quiet)}, {"thin"})
        self.assertEqual(plain[0].number_format, quiet[0].number_format)

    def test_a_row_is_as_high_as_its_longest_text(self):
        sheet = load_workbook(BytesIO(streamed([("短",), ("很长的标题" * 10,)], cells.text))).worksheets[0]
        self.assertLess(sheet.row_dimensions[2].height, sheet.row_dimensions[3].height)


class PassingTests(SimpleTestCase):
    def test_whoever_watches_may_end_it(self):
        seen = []

        def watch(done):
            seen.append(done)
            if done > AT_ONCE:
                raise KeyboardInterrupt

        with self.assertRaises(KeyboardInterrupt):
            streamed([(number,) for number in range(4 * AT_ONCE)], cells.count, watch=watch)
        self.assertEqual(seen, [AT_ONCE, 2 * AT_ONCE])

    def test_the_extent_is_told_as_it_is(self):
        """openpyxl's reader of long files, and others, believe it."""
        data = streamed([(number, number) for number in range(10)], cells.count, cells.count)
        with ZipFile(BytesIO(data)) as archive:
            self.assertIn('<dimension ref="A1:B11"/>', archive.read("xl/worksheets/sheet1.xml").decode())
        self.assertEqual(len(list(load_workbook(BytesIO(data), read_only=True).worksheets[0].values)), 11)

    def test_a_log_is_told_every_row_heads_included(self):
        told = []
        streamed([("一", 3), ("二", None)], cells.text, cells.count, log=lambda *row: told.append(row))
        self.assertEqual(told, [("甲", 1, ["0", "1"]), ("甲", 2, ["一", "3"]), ("甲", 3, ["二", "—"])])

    def test_a_table_is_cut_where_a_sheet_ends(self):
        self.assertEqual(parts_of(0, 10), {1: 0})
        self.assertEqual(parts_of(10, 10), {1: 10})
        self.assertEqual(parts_of(21, 10), {1: 10, 2: 10, 3: 1})
