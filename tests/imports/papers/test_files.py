import zipfile
from datetime import date
from io import BytesIO
from unittest import mock

from django.test import SimpleTestCase
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.imports.files import xlsx_bytes
from tests.imports.papers.files import PAPER, docx, docx_of, paragraph
from tests.real_data.sources import DATA, needs_real_data
from tracker.imports.papers import docx as docx_files
from tracker.imports.papers.files import Paper, read_paper
from tracker.imports.papers.problems import PaperRefusedError


class RefusingTestCase(SimpleTestCase):
    def refused(self, data, reason):
        with self.assertRaises(PaperRefusedError) as caught:
            read_paper(data)
        self.assertEqual(caught.exception.reason, reason)


class ReadPaperTests(SimpleTestCase):
    def test_reads_every_field_of_a_paper(self):
        self.assertEqual(
            read_paper(docx(PAPER)),
            Paper(
                kind="通知",
                title="关于做好2025年春耕备耕工作的通知",
                doc_number="清农发〔2025〕79号",
                issuers=["清河县农业农村局"],
                addressees=["各乡镇人民政府", "各街道办事处", "县直有关单位"],
                date=date(2025, 3, 1),
                pages=1,
                characters=36,
                asks_report=True,
                deadline=date(2025, 3, 20),
                annexes=2,
            ),
        )

    def test_line_breaks_in_a_title_are_layout(self):
        lines = [*PAPER[:2], "关于做好2025年\n春耕备耕工作的通知", *PAPER[3:]]
        self.assertEqual(read_paper(docx(lines)).title, "关于做好2025年春耕备耕工作的通知")

    def test_a_head_in_a_table_with_the_word_for_paper_beside_it(self):
        cells = "".join(
            f"<w:tc>{paragraph(text)}</w:tc>" for text in ("清河县委办公室", "清河县人民政府办公室", "文件")
        )
        body = f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>" + "".join(map(paragraph, PAPER[1:8] + PAPER[9:10]))
        self.assertEqual(read_paper(docx_of(body)).issuers, ["清河县委办公室", "清河县人民政府办公室"])

    def test_a_text_box_is_read_once(self):
        box = f"<w:r><w:txbxContent>{paragraph(PAPER[0])}</w:txbxContent></w:r>"
        again = f"<w:r><w:Fallback>{paragraph(PAPER[0])}</w:Fallback></w:r>"
        body = f"<w:p>{box}{again}</w:p>" + "".join(map(paragraph, PAPER[1:8] + PAPER[9:10]))
        self.assertEqual(read_paper(docx_of(body)).issuers, ["清河县农业农村局"])

    def test_struck_out_text_is_not_read(self):
        struck = (
            "<w:p><w:del><w:r><w:delText>请于3月9日前上报</w:delText><w:t>请于3月9日前上报。</w:t></w:r></w:del></w:p>"
        )
        body = "".join(map(paragraph, PAPER[:5])) + struck + "".join(map(paragraph, PAPER[8:]))
        self.assertFalse(read_paper(docx_of(body)).asks_report)

    def test_a_letter_without_a_number_is_a_note(self):
        lines = [PAPER[0].removesuffix("文件"), "关于商请报送材料的函", *PAPER[3:]]
        self.assertEqual((read_paper(docx(lines)).kind, read_paper(docx(lines)).doc_number), ("便函", None))

    def test_a_letter_with_a_number_is_a_letter(self):
        self.assertEqual(read_paper(docx([*PAPER[:2], "关于商请报送材料的函", *PAPER[3:]])).kind, "函")

    def test_a_notice_that_convenes_is_a_notice_of_a_meeting(self):
        for title, kind in {
            "关于召开全县防汛工作会议的通知": "会议通知",
            "关于举办业务培训班的通知": "会议通知",
            "关于召开全县防汛视频会议的紧急通知": "会议通知",
            "关于贯彻落实全县防汛工作会议精神的通知": "通知",
            "关于印发《会议制度》的通知": "通知",
        }.items():
            with self.subTest(title=title):
                self.assertEqual(read_paper(docx([*PAPER[:2], title, *PAPER[3:]])).kind, kind)


class PageTests(SimpleTestCase):
    def test_twenty_two_lines_make_a_page(self):
        self.assertEqual(read_paper(docx([*PAPER, *["一。"] * (22 - len(PAPER))])).pages, 1)
        self.assertEqual(read_paper(docx([*PAPER, *["一。"] * (23 - len(PAPER))])).pages, 2)

    def test_a_page_break_begins_a_page_and_a_column_break_does_not(self):
        for kind, pages in {"page": 2, "column": 1}.items():
            broken = f'<w:p><w:r><w:br w:type="{kind}"/></w:r></w:p>'
            self.assertEqual(
                read_paper(docx_of("".join(map(paragraph, PAPER)) + broken + paragraph("附件1"))).pages, pages
            )


class ClassifiedTests(RefusingTestCase):
    def test_a_mark_in_the_head(self):
        for mark in ("秘密★1年", "★秘密 1 年", "机密", "绝密★长期", "密级：秘密"):
            with self.subTest(mark=mark):
                self.refused(docx(["000003", mark, *PAPER]), "classified")

    def test_a_mark_in_a_header_or_on_an_annex(self):
        self.refused(docx(PAPER, header1=paragraph("机密★5年")), "classified")
        self.refused(docx([*PAPER, "附件1", "秘密★3年"]), "classified")
        self.refused(docx([*PAPER, "附件1", "机密"]), "classified")

    def test_nothing_of_it_is_told(self):
        with self.assertRaises(PaperRefusedError) as caught:
            read_paper(docx(["秘密★1年", *PAPER]))
        self.assertNotIn("春耕", repr(caught.exception) + str(caught.exception))

    def test_the_words_in_a_sentence_are_no_mark(self):
        lines = [*PAPER[:5], "秘密、机密文件的管理按规定办理，加强商业秘密保护。", *PAPER[5:]]
        self.assertEqual(read_paper(docx(lines)).annexes, 2)


class RefusalTests(RefusingTestCase):
    def test_a_document_of_pictures(self):
        self.refused(docx(["", "1"]), "no_text_layer")

    def test_something_else_in_words(self):
        self.refused(docx(["今天食堂吃饺子", "大家早点来，晚了就没有了。"]), "not_a_paper")

    def test_what_is_no_document(self):
        for data in (b"", b"PK\x03\x04", b"%PDF-1.7", b"hello", b"\xd0\xcf\x11\xe0", xlsx_bytes([["a"]])):
            with self.subTest(data=data[:8]):
                self.refused(data, "unreadable")

    def test_a_document_that_unzips_too_large(self):
        with mock.patch.object(docx_files, "MAX_PART", 100):
            self.refused(docx(PAPER), "too_large")

    def test_a_document_with_entities(self):
        stored = BytesIO()
        with zipfile.ZipFile(stored, "w") as archive:
            archive.writestr("word/document.xml", '<!DOCTYPE d [<!ENTITY a "b">]><d>&a;</d>')
        self.refused(stored.getvalue(), "unreadable")

    def test_deep_nesting_does_no_harm(self):
        self.refused(docx_of("<w:p>" * 50_000 + "</w:p>" * 50_000), "no_text_layer")


class AnyBytesTests(SimpleTestCase):
    @settings(deadline=None)
    @given(st.binary(max_size=400) | st.binary(max_size=200).map(b"PK\x03\x04".__add__))
    def test_any_bytes_give_a_paper_or_a_reason(self, data):
        self.read(data)

    @settings(deadline=None)
    @given(place=st.integers(0, 1500), flipped=st.binary(min_size=1, max_size=4))
    def test_a_damaged_document_gives_a_paper_or_a_reason(self, place, flipped):
        whole = docx(PAPER)
        place %= len(whole)
        self.read(whole[:place] + flipped + whole[place + len(flipped) :])

    @settings(deadline=None)
    @given(st.lists(st.text(max_size=40) | st.sampled_from(PAPER), max_size=25))
    def test_any_paragraphs_give_a_paper_or_a_reason(self, lines):
        self.read(docx([line.translate(VISIBLE) for line in lines]))

    @settings(max_examples=10, deadline=None)
    @given(st.binary(max_size=300).map(b"%PDF-1.7\n".__add__))
    def test_any_pdf_gives_a_paper_or_a_reason(self, data):
        self.read(data)

    def read(self, data):
        try:
            self.assertIsInstance(read_paper(data), Paper)
        except PaperRefusedError as error:
            self.assertTrue(str(error))


VISIBLE = dict.fromkeys((*range(0x20), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)))


@needs_real_data
class RealPdfTests(RefusingTestCase):
    def bytes_of(self, name):
        return (DATA / "papers" / name).read_bytes()

    def test_reads_a_pdf(self):
        paper = read_paper(self.bytes_of("pdf_06.pdf"))
        self.assertEqual((paper.date, paper.deadline, paper.pages), (date(2025, 12, 18), date(2026, 1, 4), 9))

    def test_refuses_a_scan(self):
        self.refused(self.bytes_of("pdf_05.pdf"), "no_text_layer")

    def test_refuses_a_marked_one(self):
        self.refused(self.bytes_of("pdf_09.pdf"), "classified")
