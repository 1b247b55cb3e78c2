"""The heart of the ledger on a real PostgreSQL server. `.ci/run` runs the whole suite there as well."""

import os
import subprocess
import sys
from pathlib import Path

from django.test import SimpleTestCase

from tests.postgres import run_on_postgres

HERE = Path(__file__).parent
CORE = [HERE / folder for folder in ("models", "rules", "queries", "actions", "imports")]


class PostgresTests(SimpleTestCase):
    def test_rules_queries_writes_and_imports_pass_on_postgresql(self):
        run = self.pytest(*CORE)
        self.assertEqual(run.returncode, 0, run.stdout[-5_000:])
        self.assertRegex(run.stdout, r"\d{2,} passed")

    def pytest(self, *arguments):
        command = [sys.executable, "-m", "pytest", "-n", "0", *map(str, arguments)]
        try:
            return run_on_postgres(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        except (OSError, subprocess.SubprocessError) as refused:
            if os.environ.get("CI"):
                raise
            self.skipTest(f"No PostgreSQL server can be started here: {refused}")
