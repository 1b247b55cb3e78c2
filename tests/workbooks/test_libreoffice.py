"""Another office program opens the workbook and prints it. Skipped where LibreOffice is not installed."""

import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from django.test import TestCase

from tests.county import make_user
from tests.views.figures import AS_OF, county_with_a_year, halve_meetings, midsummer
from tracker.models.posts import Post
from tracker.workbooks.export import export

SOFFICE = shutil.which("soffice")


@unittest.skipUnless(SOFFICE, "LibreOffice is not installed: printing is not checked")
class PrintedByLibreOffice(TestCase):
    @midsummer
    def test_every_sheet_prints_and_none_runs_over_in_width(self):
        county = county_with_a_year()
        halve_meetings(county.county)
        supervisor = make_user(Post.Role.SUPERVISOR, county.county)
        workbook, _name = export(supervisor, county.county, 2026, AS_OF, "吕立新")
        with tempfile.TemporaryDirectory() as folder:
            workbook.save(Path(folder) / "out.xlsx")
            self.convert(folder)
            pages = (Path(folder) / "out.pdf").read_bytes().count(b"/Type/Page/")
        # One page a sheet, but for 口径说明, whose clauses, formulas and norms are kept apart.
        self.assertEqual(pages, len(workbook.sheetnames) + 2)

    def convert(self, folder):
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [SOFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, f"{folder}/out.xlsx"]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
