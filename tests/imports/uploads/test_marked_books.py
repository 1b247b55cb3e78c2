import io

from django.test import SimpleTestCase
from openpyxl import load_workbook
from openpyxl.styles import Font

from tests.imports.dropped import BAD, GOOD, HEADINGS, OTHER, UNCLEAR, Dropping
from tests.imports.files import xlsx_bytes
from tracker.imports.problems import ImportFileError
from tracker.imports.uploads.answers import Answers
from tracker.imports.uploads.marked_books import HEADING, marked_book
from tracker.imports.uploads.marking import DOUBTFUL, REFUSED, framed
from tracker.imports.uploads.uploads import answer, preview_of, store
from tracker.models.items import Item


def opened(data):
    return load_workbook(io.BytesIO(data))


def saved(book):
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


class MarkedBookTests(Dropping):
    ROWS = [["新桥镇收文台账"], HEADINGS, GOOD, BAD, UNCLEAR]

    def own_book(self):
        book = opened(xlsx_bytes(self.ROWS, 说明=[["本表按月填报。"]]))
        book.active["A1"].font = Font(bold=True, size=18)
        book.active.column_dimensions["D"].width = 60
        return saved(book)

    def test_is_the_persons_own_workbook_with_a_column_of_hints(self):
        book = opened(marked_book(self.drop_bytes(self.own_book())))
        sheet = book["台账"]
        self.assertEqual((sheet["A1"].font.size, sheet.column_dimensions["D"].width), (18, 60))
        self.assertEqual([sheet.cell(row, 5).value is None for row in range(1, 6)], [True, False, True, False, False])
        self.assertEqual(sheet["E2"].value, HEADING)
        self.assertIn("“收文日期”", sheet["E4"].value)
        self.assertEqual((sheet["A4"].fill.start_color.rgb, sheet["A5"].fill.start_color.rgb), (REFUSED, DOUBTFUL))
        self.assertEqual((sheet["B4"].fill.fill_type, sheet.freeze_panes), (None, "A3"))
        self.assertEqual(book.sheetnames, ["台账", "说明", HEADING])

    def test_what_was_put_right_on_the_page_stands_in_it(self):
        upload = answer(self.drop_bytes(self.own_book()), Answers(cells={("台账", 4, 1): "2026-03-09"}))
        sheet = opened(marked_book(upload))["台账"]
        self.assertEqual((sheet["A4"].value, sheet["E4"].value), ("2026-03-09", None))
        self.assertIsNotNone(sheet["E5"].value)

    def test_a_text_file_comes_back_as_a_workbook_with_the_same_marks(self):
        sheet = opened(marked_book(self.drop(self.ROWS, "收文.csv")))["csv"]
        self.assertEqual((sheet["A4"].value, sheet["D3"].value, sheet["E2"].value), ("昨天", GOOD[3], HEADING))
        self.assertEqual((sheet["A4"].fill.start_color.rgb, sheet["E5"].fill.start_color.rgb), (REFUSED, DOUBTFUL))

    def test_the_mended_workbook_takes_only_what_was_missing(self):
        first = self.drop_bytes(self.own_book())
        book = opened(marked_book(first))
        store(first, self.clerk)
        book["台账"]["A4"], book["台账"]["A5"] = "2026-03-09", "2026-03-10"
        second = self.drop_bytes(saved(book))
        counts = preview_of(second).counts
        self.assertEqual((counts.new, counts.unchanged, counts.refused, counts.doubtful), (2, 1, 0, 0))
        self.assertEqual(
            preview_of(second).tables[0].fingerprint, preview_of(self.drop_bytes(self.own_book())).tables[0].fingerprint
        )
        store(second, self.clerk)
        self.assertEqual(Item.objects.count(), 3)

    def test_marks_of_an_earlier_round_are_replaced(self):
        book = opened(marked_book(self.drop_bytes(self.own_book())))
        book["台账"]["A4"] = "2026-03-09"
        again = opened(marked_book(self.drop_bytes(saved(book))))["台账"]
        self.assertEqual([again.cell(row, 5).value is None for row in range(1, 6)], [True, False, True, True, False])
        self.assertEqual((again.max_column, again["E4"].fill.fill_type), (5, None))

    def test_text_that_looks_like_a_formula_stays_text(self):
        for name in ("收文.csv", "收文.xlsx"):
            sheet = opened(marked_book(self.drop([HEADINGS, GOOD, ["=1+1", *BAD[1:]]], name))).worksheets[0]
            self.assertTrue(all(cell.data_type != "f" for cell in sheet["E"]))
            self.assertEqual(sheet["E3"].data_type, "s")

    def test_same_number_on_two_titles_is_marked_too(self):
        sheet = opened(marked_book(self.drop([HEADINGS, GOOD, [*GOOD[:3], "另一标题"]])))["台账"]
        self.assertIn("文号", sheet["E3"].value)

    def test_tables_side_by_side_share_a_hint_for_each_row(self):
        later = ["2026-03-09", *BAD[1:3], "关于甲的通知"]
        rows = [
            [*HEADINGS, None, *HEADINGS],
            [*GOOD, None, *OTHER],
            [*later, None, *BAD],
            [*BAD[:3], "关于乙的通知", None, *UNCLEAR],
        ]
        upload = self.drop(rows)
        sheet = opened(marked_book(upload))["台账"]
        tinted = [[cell.column_letter for cell in sheet[row] if cell.fill.fill_type] for row in (2, 3, 4)]
        self.assertEqual(tinted, [[], ["F", "J"], ["A", "F", "J"]])
        self.assertEqual((sheet["J4"].value.count("“收文日期”"), sheet["J4"].fill.start_color.rgb), (2, REFUSED))
        self.assertEqual([one.letter for one in preview_of(upload).problems], ["A", "F", "F"])
        left, right = preview_of(upload).tables
        self.assertEqual(
            [(table.columns[0].filled, table.columns[0].understood) for table in (left, right)], [(3, 2), (3, 1)]
        )

    def test_what_was_stored_has_no_workbook_any_more(self):
        with self.assertRaises(ImportFileError):
            marked_book(store(self.drop([HEADINGS, GOOD, OTHER]), self.clerk))


class FrameTests(SimpleTestCase):
    def test_says_how_long_the_orders_are(self):
        told = framed({"wipe": {}}, b"book")
        self.assertEqual(told[8 + int.from_bytes(told[:8], "big") :], b"book")
