import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from django.conf import settings
from django.test import SimpleTestCase

from tests.imports.dropped import GOOD, HEADINGS, OTHER, Dropping
from tracker.imports.opening.sheets import Sheet
from tracker.imports.uploads.packing import packed
from tracker.imports.uploads.steps import GivenUpError, Watch, read_upload, store_upload
from tracker.imports.uploads.uploads import AT_ONCE, give_up, preview_of
from tracker.models.batches import Batch
from tracker.models.uploads import Upload

KILLS = 4


class ReadTests(Dropping):
    def test_what_was_corrected_while_it_was_read_is_read_again(self):
        upload = self.drop([HEADINGS, GOOD])
        fingerprint = preview_of(upload).tables[0].fingerprint
        Upload.objects.filter(pk=upload.pk).update(stage=Upload.Stage.WAITING, columns={fingerprint: {"发文字号": ""}})
        read_upload(upload.pk)
        upload.refresh_from_db()
        told = {column.heading: column.field for column in preview_of(upload).tables[0].columns}
        self.assertEqual((upload.stage, told["发文字号"]), (Upload.Stage.READY, ""))

    def test_what_can_be_read_no_more_has_failed_with_a_sentence(self):
        upload = self.drop([HEADINGS, GOOD])
        sheets = packed([Sheet("台账", [["没有表头的一句话"]])])
        Upload.objects.filter(pk=upload.pk).update(stage=Upload.Stage.WAITING, sheets=sheets)
        read_upload(upload.pk)
        upload.refresh_from_db()
        self.assertEqual(upload.stage, Upload.Stage.FAILED)
        self.assertIn("没有找到表头", upload.problem)

    def test_what_was_given_up_meanwhile_is_left_alone(self):
        upload = self.drop([HEADINGS, GOOD])
        watch = Watch(upload)
        watch._last = watch._last.replace(year=2020)
        give_up(upload)
        with self.assertRaises(GivenUpError):
            watch(500)
        read_upload(upload.pk)
        store_upload(upload.pk)
        self.assertFalse(Batch.objects.exists())

    def test_what_is_not_asked_to_be_stored_is_not_stored(self):
        upload = self.drop([HEADINGS, GOOD, OTHER])
        store_upload(upload.pk)
        self.assertFalse(Batch.objects.exists())


class KilledTests(SimpleTestCase):
    """A worker in a process of its own, on a database of its own, ended by the kernel at any instant."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.address = f"sqlite:///{Path(folder.name) / 'ledger.sqlite3'}"

    def start(self, what, **options):
        command = [sys.executable, "-m", "tests.imports.killed", what]
        environment = os.environ | {"DATABASE_URL": self.address}
        return subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, **options)

    def run_to_end(self, what):
        process = self.start(what, stdout=subprocess.PIPE)
        printed, _ = process.communicate(timeout=240)
        self.assertEqual(process.returncode, 0)
        return printed

    def check(self):
        return json.loads(self.run_to_end("check"))

    def assert_all_or_nothing(self, found):
        whole = AT_ONCE + 1 if found["batches"] else 0
        self.assertEqual((found["items"], found["deliveries"], found["history"]), (whole, whole, whole))
        self.assertEqual(found["stage"], "stored" if whole else "storing")
        self.assertEqual((found["differences"], found["resumed"]), (0, 0 if whole else 1))

    def test_a_worker_killed_at_any_instant_leaves_all_or_nothing_and_the_next_completes_once(self):
        self.run_to_end("prepare")
        started = time.monotonic()
        self.run_to_end("check")
        start_up = time.monotonic() - started
        for _kill in range(KILLS):
            worker = self.start("work")
            time.sleep(start_up * random.uniform(0.8, 2.5))
            worker.kill()
            worker.wait()
            self.assert_all_or_nothing(self.check())
        for _twice in range(2):
            self.run_to_end("work")
        found = self.check()
        self.assert_all_or_nothing(found)
        self.assertEqual((found["batches"], found["stage"]), (1, "stored"))
