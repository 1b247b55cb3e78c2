import json
import tempfile
from io import StringIO
from pathlib import Path

from django.core.management import CommandError, call_command
from django.test import TestCase
from openpyxl import load_workbook

from tests.county import County
from tests.imports.files import csv_bytes, with_dimension, xlsx_bytes
from tracker.models.items import Item

HEADINGS = ["收文日期", "来文单位", "发文字号", "文件标题"]
GOOD = ["2026-03-05", "县应急管理局", "清应急〔2026〕5号", "关于做好防汛工作的通知"]
BAD = ["昨天", "县应急管理局", "", "=1+1"]


class ImportLedgerCommandTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def file(self, data, name="收文.csv"):
        path = self.folder / name
        path.write_bytes(data)
        return str(path)

    def run_on(self, rows, *options):
        out = StringIO()
        call_command("import_ledger", self.file(csv_bytes(rows)), "--office", "QH-T1", *options, stdout=out)
        return out.getvalue()

    def test_prints_a_summary(self):
        self.assertIn("读入 1 行：新增 1", self.run_on([HEADINGS, GOOD]))
        self.assertEqual(Item.objects.count(), 1)

    def test_prints_one_json_object(self):
        told = json.loads(self.run_on([HEADINGS, GOOD, BAD], "--json", "--rows", "--dry-run"))
        self.assertEqual((told["counts"]["new"], told["counts"]["refused"]), (1, 1))
        self.assertEqual({name: told["errors"][0][name] for name in ("sheet", "row", "column", "value")},
                         {"sheet": "csv", "row": 3, "column": "收文日期", "value": "昨天"})  # fmt: skip
        self.assertEqual([len(told[name]) for name in ("records", "refused", "doubtful")], [1, 1, 0])

    def test_fails_when_rows_were_refused_and_nothing_was_stored(self):
        with self.assertRaisesMessage(CommandError, "有 1 行要改，什么也没有存入"):
            self.run_on([HEADINGS, GOOD, BAD])
        self.assertEqual(Item.objects.count(), 0)

    def test_valid_rows_stores_the_others(self):
        self.run_on([HEADINGS, GOOD, BAD], "--valid-rows")
        self.assertEqual(Item.objects.count(), 1)

    def test_writes_what_must_be_mended_to_a_workbook(self):
        target = self.folder / "待改.xlsx"
        secret = ["2026-03-05", "县应急管理局", "", "机密★ 不可外传"]
        formula = ["=HYPERLINK(1)", *GOOD[1:]]
        self.run_on([HEADINGS, formula, secret], "--dry-run", "--errors", str(target))
        sheet = load_workbook(target).active
        self.assertEqual([cell.value for cell in sheet[2]][:4], ["csv", 2, "收文日期", "=HYPERLINK(1)"])
        self.assertEqual(sheet["D2"].data_type, "s")
        self.assertNotIn("不可外传", "".join(str(cell.value) for row in sheet for cell in row))

    def test_a_mapping_file_is_read(self):
        columns = self.file(json.dumps({"title": "t", "date": "d", "issuer": {"value": "QH-02"}}).encode(), "m.json")
        self.run_on([["t", "d"], ["通知", "2026-03-05"]], "--columns", columns, "--kind", "document")
        self.assertEqual(Item.objects.get().issuer, self.county.bureau)

    def test_each_unusable_file_gets_one_sentence(self):
        for data, name, words in (
            (b"", "a.xlsx", "文件是空的"),
            (b"not a workbook", "a.xlsx", "不是 Excel 工作簿"),
            (b"x", "a.pdf", "不能读取 .pdf 文件"),
            (csv_bytes([["甲"], ["乙"]]), "a.csv", "没有找到表头"),
        ):
            with self.assertRaisesMessage(CommandError, words):
                call_command("import_ledger", self.file(data, name), "--office", "QH-T1")
        with self.assertRaisesMessage(CommandError, "打不开文件"):
            call_command("import_ledger", str(self.folder / "无.csv"), "--office", "QH-T1")
        with self.assertRaisesMessage(CommandError, "没有代码为“X”的单位"):
            call_command("import_ledger", "a.csv", "--office", "X")

    def test_a_workbook_with_a_lying_dimension_is_read_right(self):
        for lie in ("A1:XFD1048576", "A1:A1"):
            data = with_dimension(xlsx_bytes([HEADINGS, GOOD]), lie)
            out = StringIO()
            path = self.file(data, "收文.xlsx")
            call_command("import_ledger", path, "--office", "QH-T1", "--dry-run", stdout=out)
            self.assertIn("读入 1 行：新增 1", out.getvalue())
