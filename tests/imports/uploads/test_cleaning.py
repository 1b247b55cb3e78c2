import io
import zipfile
import zlib

from django.db import connection
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from tests.imports.dropped import GOOD, HEADINGS, OTHER, SECRET, Dropping
from tests.imports.files import rewritten, xlsx_bytes
from tracker.imports.problems import ImportFileError
from tracker.imports.uploads.marked_books import marked_book
from tracker.imports.uploads.uploads import answer_name, preview_of, store
from tracker.models.offices import OfficeAlias
from tracker.models.uploads import Upload

WORDS = "不可外传"


def unpacked(value):
    """The bytes themselves, and what is in them where they are compressed or an archive."""
    data = value if isinstance(value, bytes) else bytes(value) if isinstance(value, memoryview) else str(value).encode()
    yield data
    yield data.decode("utf-8", "replace").encode("utf-8", "replace")
    if data[:1] == b"\x78":
        yield zlib.decompress(data)
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield from (archive.read(name) for name in archive.namelist())


def saved(book):
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


class SecretTests(Dropping):
    def assert_nowhere(self, words=WORDS):
        """Look into every column of every table, and into what is compressed."""
        coded = {words.encode(), words.encode("unicode_escape"), words.encode("utf-16-le")}
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
                for row in cursor.fetchall():
                    for value in row:
                        for data in unpacked(value):
                            self.assertFalse(any(one in data for one in coded), table)

    def everything(self, upload):
        self.assert_nowhere()
        book = marked_book(upload)
        for data in unpacked(book):
            self.assertNotIn(WORDS.encode(), data)
        store(upload, self.clerk)
        self.assert_nowhere()

    def test_nothing_of_a_classified_row_is_kept_but_its_number(self):
        upload = self.drop([HEADINGS, GOOD, SECRET, OTHER])
        preview = preview_of(upload)
        self.assertEqual((preview.counts.new, preview.counts.refused), (2, 1))
        (problem,) = preview.problems
        self.assertEqual((problem.row, problem.value, problem.heading), (3, None, ""))
        self.assertNotIn(WORDS, str(preview))
        self.assertTrue(upload.book)
        self.everything(upload)

    def test_nor_of_one_in_a_text_file(self):
        self.everything(self.drop([HEADINGS, GOOD, SECRET], "收文.csv"))

    def test_nor_of_one_in_a_hidden_sheet_or_below_a_merged_mark(self):
        book = load_workbook(io.BytesIO(xlsx_bytes([[*HEADINGS, "密级"], GOOD])))
        sheet = book.active
        for row in range(3, 6):
            for column, value in enumerate([*OTHER[:3], f"{WORDS}之{row}"], start=1):
                sheet.cell(row, column, value)
        sheet["E3"] = "机密"
        sheet.merge_cells("E3:E4")
        sheet["E5"] = "同上"
        hidden = book.create_sheet("底稿")
        hidden.append(["密件", f"{WORDS}的底稿"])
        hidden.sheet_state = "hidden"
        upload = self.drop_bytes(saved(book))
        self.assertEqual(preview_of(upload).counts.refused, 4)
        self.everything(upload)

    def test_nor_of_a_note_that_is_marked(self):
        book = load_workbook(io.BytesIO(xlsx_bytes([HEADINGS, GOOD])))
        book.active["D2"].comment = Comment(f"机密★ {WORDS}", "张三")
        upload = self.drop_bytes(saved(book))
        self.assertTrue(upload.book)
        self.everything(upload)

    def test_nor_of_a_note_on_a_classified_row(self):
        book = load_workbook(io.BytesIO(xlsx_bytes([HEADINGS, GOOD, SECRET])))
        book.active["A3"].comment = Comment(WORDS, "张三")
        self.everything(self.drop_bytes(saved(book)))

    def test_nor_of_a_property_that_is_marked(self):
        book = load_workbook(io.BytesIO(xlsx_bytes([HEADINGS, GOOD])))
        book.properties.title = f"机密★{WORDS}"
        upload = self.drop_bytes(saved(book))
        self.assertFalse(upload.book)
        self.everything(upload)

    def test_a_workbook_with_parts_that_cannot_be_read_is_not_kept_as_it_is(self):
        data = xlsx_bytes([HEADINGS, GOOD])
        stream = io.BytesIO(data)
        with zipfile.ZipFile(stream, "a") as archive:
            archive.writestr("xl/embeddings/oleObject1.bin", WORDS)
        upload = self.drop_bytes(stream.getvalue())
        self.assertTrue(upload.book)
        self.everything(upload)

    def test_a_mark_on_the_whole_file_refuses_it(self):
        marked = [["机密★10年"], HEADINGS, GOOD]
        header = "<headerFooter><oddHeader>&amp;C机密★10年</oddHeader></headerFooter></worksheet>"
        on_pages = rewritten(
            xlsx_bytes([HEADINGS, GOOD]), "xl/worksheets/sheet1.xml", lambda xml: xml.replace("</worksheet>", header)
        )
        files = [
            (xlsx_bytes([HEADINGS, GOOD]), "密件.xlsx"),
            (xlsx_bytes([HEADINGS, GOOD], sheet="机密"), "收文.xlsx"),
            (xlsx_bytes(marked), "收文.xlsx"),
            (on_pages, "收文.xlsx"),
        ]
        for data, name in files:
            with self.assertRaisesMessage(ImportFileError, "密级标志"):
                self.drop_bytes(data, name)
        self.assertFalse(Upload.objects.exists())

    def test_the_words_for_secrecy_in_an_ordinary_title_are_no_mark(self):
        upload = self.drop([HEADINGS, [*GOOD[:3], "关于开展保密教育的通知"]])
        self.assertEqual(preview_of(upload).counts.new, 1)
        self.assertEqual(bytes(upload.book)[:2], b"PK")


class OrdinaryTests(Dropping):
    def test_the_very_bytes_are_kept_where_nothing_is_marked(self):
        data = xlsx_bytes([HEADINGS, GOOD])
        self.assertEqual(bytes(self.drop_bytes(data).book), data)

    def test_an_empty_workbook_is_told(self):
        with self.assertRaisesMessage(ImportFileError, "没有内容"):
            self.drop_bytes(saved(Workbook()))

    def test_the_answer_to_a_name_says_nothing_of_others(self):
        upload = self.drop([HEADINGS, [GOOD[0], "应急局综合科", "", "一号通知"], SECRET])
        answer_name(upload, "应急局综合科", self.county.bureau, self.clerk)
        self.assertEqual(OfficeAlias.objects.get().name, "应急局综合科")
