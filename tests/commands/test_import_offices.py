import tempfile
from io import StringIO
from pathlib import Path

from django.core.management import CommandError, call_command
from django.test import TestCase

from tracker.models.offices import Office

HEADINGS = "code,name,parent,kind,level,aliases,number_prefixes\n"


class ImportOfficesCommandTests(TestCase):
    def run_on(self, text):
        out, err = StringIO(), StringIO()
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "单位.csv"
            path.write_text(text, encoding="utf-8")
            try:
                call_command("import_offices", str(path), stdout=out, stderr=err)
            except CommandError as error:
                return str(error) + err.getvalue()
        return out.getvalue()

    def test_says_what_it_did(self):
        rows = HEADINGS + "Q,清河县,,,K,,\nQ1,新桥镇,Q,镇,T,新桥,\n"
        self.assertEqual(self.run_on(rows).strip(), "单位：新增 2，更新 0，移动 0，未变 0。")
        self.assertEqual(self.run_on(rows).strip(), "单位：新增 0，更新 0，移动 0，未变 2。")

    def test_stores_nothing_when_anything_is_wrong(self):
        told = self.run_on(HEADINGS + "Q,清河县,,,K,,\nQ1,新桥镇,X,镇,T,,\nQ2,,Q,镇,T,,\n")
        self.assertIn("有 2 处要改，什么也没有存入", told)
        self.assertIn("第 3 行 parent“X”", told)
        self.assertIn("第 4 行 name", told)
        self.assertEqual(Office.objects.count(), 0)

    def test_an_unusable_file_gets_one_sentence(self):
        self.assertIn("缺少这些列", self.run_on("a,b\n1,2\n"))
