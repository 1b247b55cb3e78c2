import json
import tempfile
from io import StringIO
from pathlib import Path

from django.core.management import CommandError, call_command
from django.test import SimpleTestCase

from tests.imports.papers.files import PAPER, docx


class ReadPaperCommandTests(SimpleTestCase):
    def printed(self, **files):
        out = StringIO()
        with tempfile.TemporaryDirectory() as folder:
            paths = [Path(folder) / f"{name}.docx" for name in files]
            for path, data in zip(paths, files.values(), strict=True):
                path.write_bytes(data)
            call_command("read_paper", *paths, stdout=out)
        return [json.loads(line) for line in out.getvalue().splitlines()]

    def test_prints_a_line_for_each_paper(self):
        first, second = self.printed(a=docx(PAPER), b=docx(PAPER))
        self.assertEqual((first["file"], second["file"]), ("a.docx", "b.docx"))
        self.assertEqual((first["issuer"], first["date"], first["refuse"]), ("清河县农业农村局", "2025-03-01", False))

    def test_says_nothing_of_a_refused_paper_but_why(self):
        self.assertEqual(
            self.printed(a=docx(["秘密★1年", *PAPER])), [{"file": "a.docx", "refuse": True, "reason": "classified"}]
        )

    def test_fails_where_there_is_no_file(self):
        with self.assertRaises(CommandError):
            call_command("read_paper", "/nowhere/a.docx")
