"""Settings from the environment: a clear error for what is wrong, before anything is served."""

import os
import subprocess
import sys

from django.core.exceptions import ImproperlyConfigured
from django.test import SimpleTestCase

from config.databases import POSTGRES, SQLITE, database_from_url
from tests.sources import ROOT


def start(**environment):
    """What is said by a process that reads the settings in such an environment; "" when all is well."""
    command = [sys.executable, "-c", "import config.settings"]
    run = subprocess.run(command, cwd=ROOT, env=os.environ | environment, capture_output=True, text=True, check=False)
    return run.stderr.strip().splitlines()[-1] if run.returncode else ""


class EnvironmentTests(SimpleTestCase):
    def test_the_defaults_are_fit_for_the_demo(self):
        self.assertEqual(start(), "")

    def test_the_demo_key_does_not_serve_over_https(self):
        self.assertIn("Set SECRET_KEY", start(HTTPS="1"))
        self.assertEqual(start(HTTPS="1", SECRET_KEY="k" * 50), "")

    def test_a_flag_is_one_or_zero(self):
        self.assertIn("DEBUG must be 1 or 0, not 'perhaps'", start(DEBUG="perhaps"))


class DatabaseUrlTests(SimpleTestCase):
    def test_sqlite_takes_the_write_lock_at_once(self):
        database = database_from_url("sqlite:////tmp/ledger.sqlite3")
        self.assertEqual((database["ENGINE"], database["NAME"]), (SQLITE, "/tmp/ledger.sqlite3"))
        self.assertEqual(database["OPTIONS"]["transaction_mode"], "IMMEDIATE")

    def test_postgresql_has_a_pool(self):
        database = database_from_url("postgres://ledger:secret@db:5432/ledger")
        self.assertEqual((database["ENGINE"], database["HOST"], database["NAME"]), (POSTGRES, "db", "ledger"))
        self.assertIn("pool", database["OPTIONS"])

    def test_another_database_is_refused(self):
        with self.assertRaisesMessage(ImproperlyConfigured, "must begin with sqlite:/// or postgres://"):
            database_from_url("mysql://db/ledger")
