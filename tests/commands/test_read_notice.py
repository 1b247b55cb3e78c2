import json
import tempfile
from io import StringIO
from pathlib import Path

from django.core.management import CommandError, call_command
from django.test import SimpleTestCase

NOTICE = {
    "id": "a",
    "text": "县局来电，明天上午9点召开秋收推进会。",
    "reference": "2026-09-16T10:00:00+08:00",
    "source": "OA",
}


class ReadNoticeCommandTests(SimpleTestCase):
    def run_it(self, *lines):
        out = StringIO()
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "notices.jsonl"
            path.write_text("\n".join(lines), encoding="utf-8")
            try:
                call_command("read_notice", str(path), stdout=out)
            finally:
                self.answers = [json.loads(line) for line in out.getvalue().splitlines()]

    def test_a_line_in_a_line_out_with_its_id(self):
        self.run_it(json.dumps(NOTICE), "", json.dumps(NOTICE | {"id": "b", "text": "机密★\n略"}))
        self.assertEqual([answer["id"] for answer in self.answers], ["a", "b"])
        self.assertEqual(self.answers[0]["date"], "2026-09-17")
        self.assertEqual(self.answers[1], {"id": "b", "kind": None, "refuse": True, "reason": "classified"})

    def test_the_other_lines_are_read_when_one_is_wrong(self):
        with self.assertRaisesMessage(CommandError, "有 3 行读不了"):
            self.run_it("{", '{"text": 5}', json.dumps(NOTICE | {"reference": "昨天"}), json.dumps(NOTICE))
        self.assertEqual(["error" in answer for answer in self.answers], [True, True, True, False])

    def test_a_file_that_is_not_there(self):
        with self.assertRaisesMessage(CommandError, "文件读不了"):
            call_command("read_notice", "/nowhere.jsonl")
