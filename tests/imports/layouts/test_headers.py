from django.test import SimpleTestCase

from tracker.imports.layouts.headers import find_header, is_repeated, missing_columns
from tracker.imports.layouts.headings import recognised
from tracker.imports.layouts.kinds import kind_of
from tracker.imports.layouts.mappings import Source
from tracker.imports.opening.sheets import Sheet
from tracker.models.kinds import Kind


class FindHeaderTests(SimpleTestCase):
    def header(self, *rows, mapping=None):
        return find_header(Sheet("台账", [list(row) for row in rows]), mapping)

    def test_reads_chinese_and_english_headings(self):
        for row in (
            ("序号", "收文日期", "来文单位", "发文字号", "文件标题"),
            ("No", "Date", "Issuer", "Document number", "Title"),
        ):
            self.assertEqual(set(self.header(row).mapping), {"date", "issuer", "number", "title"})

    def test_finds_the_row_below_a_title(self):
        header = self.header(
            ["新桥镇收文登记簿"], [], ["收文日期", "标题", "来文单位"], ["2026-03-05", "通知", "县委办"]
        )
        self.assertEqual(header.index, 2)

    def test_units_stars_and_colons_make_no_difference(self):
        mapping = recognised(("*会议名称：", "时长（小时）", "参会人数 (人)"))
        self.assertEqual(mapping["title"].columns, ("*会议名称：",))
        self.assertEqual(mapping["minutes"].unit, "hours")
        self.assertIn("attendees", mapping)

    def test_the_preferred_name_of_a_field_wins(self):
        mapping = recognised(("标题", "发布日期", "收文日期", "成文日期"))
        self.assertEqual((mapping["date"].columns, mapping["issued_on"].columns), (("收文日期",), ("成文日期",)))

    def test_there_is_none_without_known_names(self):
        self.assertIsNone(self.header(["甲", "乙"], ["标题", "丙"]))

    def test_a_mapping_needs_all_its_columns(self):
        mapping = {"title": Source(columns=("甲",)), "date": Source(columns=("乙",))}
        self.assertEqual(self.header(["甲", "丙"], ["甲", "乙"], mapping=mapping).index, 1)
        self.assertEqual(missing_columns(Sheet("x", [["甲", "丙"]]), mapping), ["乙"])

    def test_headings_at_the_top_of_a_page_are_repeated(self):
        header = self.header(["标题", "日期", "人数"])
        self.assertTrue(is_repeated(header, ["标题", "日期", None]))
        self.assertFalse(is_repeated(header, ["标题", "2026-03-05", None]))


class KindOfTests(SimpleTestCase):
    def kind(self, row, *texts):
        return kind_of(find_header(Sheet("s", [row]), None).headings, texts)

    def test_headings_decide(self):
        self.assertEqual(self.kind(["收文日期", "发文字号", "标题"]), Kind.DOCUMENT)
        self.assertEqual(self.kind(["会议名称", "会议时间", "人数"]), Kind.MEETING)
        self.assertEqual(self.kind(["检查事项", "检查日期", "检查单位"]), Kind.INSPECTION)

    def test_otherwise_the_names_of_sheet_and_file(self):
        self.assertEqual(self.kind(["标题", "日期"], "Sheet1", "会议台账.xlsx"), Kind.MEETING)

    def test_nothing_is_guessed(self):
        self.assertIsNone(self.kind(["标题", "日期"], "Sheet1", "台账.xlsx"))
        self.assertIsNone(self.kind(["标题", "日期"], "文件和会议"))
