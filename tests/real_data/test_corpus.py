"""Every public workbook, text table and calendar: a result or one sentence, soon and in little memory."""

import json
import subprocess
import sys

from django.conf import settings
from django.test import SimpleTestCase

from tests.real_data.corpus import LARGEST, LONGEST, files
from tests.real_data.sources import DATA, needs_real_data


@needs_real_data
class CorpusTests(SimpleTestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        command = [sys.executable, "-m", "tests.real_data.corpus", "--json"]
        done = subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, check=True)
        cls.lines = [json.loads(line) for line in done.stdout.splitlines()]

    def test_every_file_was_read(self):
        self.assertEqual([line["file"] for line in self.lines], [path.name for path in files(DATA)])
        self.assertGreater(len(self.lines), 200)

    def test_none_crashes(self):
        self.assertEqual([line for line in self.lines if line["result"].startswith("CRASH")], [])

    def test_each_gives_counts_or_one_sentence(self):
        others = [line for line in self.lines if not line["result"].startswith("read ")]
        self.assertEqual([line for line in others if not line["result"].endswith("。") or "\n" in line["result"]], [])

    def test_none_takes_long(self):
        self.assertEqual([line for line in self.lines if line["seconds"] > LONGEST], [])

    def test_none_needs_much_memory_here_or_in_its_reader(self):
        self.assertEqual([line for line in self.lines if max(line["megabytes"]) > LARGEST], [])
