import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.http import QueryDict
from django.test import SimpleTestCase, TestCase, override_settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from openpyxl import load_workbook

from tests.county import County, log, make_user
from tests.workbooks.ended import ROWS
from tracker.actions.export_stages import QUIET, cancel, claim
from tracker.forms.item_filters import ItemFilterForm
from tracker.models.exports import KEPT_FOR, Export
from tracker.models.kinds import Kind
from tracker.models.posts import Post
from tracker.workbooks.cell_logs import log_of, unpacked
from tracker.workbooks.export_files import opened
from tracker.workbooks.export_jobs import (
    NotWantedError,
    Watch,
    clear_exports,
    leave_to_worker,
    look_after,
    take_up_all,
    write_export,
)

Stage = Export.Stage


class ExportJob(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.supervisor = make_user(Post.Role.SUPERVISOR, cls.county.county)
        for number in range(30):
            log(Kind.MEETING, cls.county.bureau, date(2026, 3, 5), cls.county.towns, title=f"会{number}")

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name) / "exports"
        chosen = override_settings(EXPORT_FOLDER=self.folder)
        chosen.enable()
        self.addCleanup(chosen.disable)

    def ask(self, query="", user=None):
        form = ItemFilterForm(QueryDict(query), user=user or self.supervisor)
        form.wanted()
        return leave_to_worker(form.user, form, 30)

    def written(self, query=""):
        export = self.ask(query)
        write_export(export.pk)
        export.refresh_from_db()
        return export

    def files(self):
        return sorted(path.name for path in self.folder.iterdir()) if self.folder.exists() else []


class WritingTests(ExportJob):
    def test_the_file_is_offered_whole_with_its_number_size_and_digest(self):
        export = self.written("kind=meeting")
        self.assertEqual((export.stage, export.done, self.files()), (Stage.READY, 30, [f"{export.pk}.xlsx"]))
        data = opened(export).read()
        self.assertEqual(len(data), export.size)
        sheet = load_workbook(self.folder / export.place).worksheets[0]
        self.assertEqual((sheet.max_row, export.number in sheet["I2"].value), (34, True))
        self.assertEqual(unpacked(bytes(export.cells)), unpacked(log_of(data)))

    def test_nobody_else_on_the_machine_may_look_into_the_folder(self):
        self.written()
        self.assertEqual([path.stat().st_mode & 0o077 for path in (self.folder, *self.folder.iterdir())], [0, 0])

    def test_what_is_ready_is_not_written_again(self):
        export = self.written()
        before = opened(export).read()
        write_export(export.pk)
        self.assertEqual(opened(export).read(), before)

    def test_asked_for_twice_it_is_written_once(self):
        self.assertEqual(self.ask("kind=meeting").pk, self.ask("kind=meeting").pk)
        self.assertNotEqual(self.ask("kind=meeting").pk, self.ask("kind=document").pk)

    def test_is_written_in_the_language_it_was_asked_in(self):
        export = self.ask()
        export.asked["language"] = "en"
        export.save()
        write_export(export.pk)
        self.assertNotEqual(load_workbook(self.folder / f"{export.pk}.xlsx").worksheets[0]["B4"].value, "日期")

    def test_what_sounds_secret_is_not_kept_with_it(self):
        export = self.ask("q=绝密")
        self.assertNotIn("绝密", f"{export.words}{export.asked}")


class CancelTests(ExportJob):
    def test_ends_the_writing_and_leaves_nothing(self):
        export = claim(self.ask().pk)
        watch = Watch(export)
        watch(0, 30)
        self.assertTrue(cancel(export))
        time.sleep(0.6)
        with self.assertRaises(NotWantedError):
            watch(10, 30)
        write_export(export.pk)
        self.assertEqual((Export.objects.get().stage, self.files()), (Stage.CANCELLED, []))

    def test_what_is_finished_cannot_be_cancelled(self):
        self.assertFalse(cancel(self.written()))


class FailureTests(ExportJob):
    def assert_failed(self, export, words):
        export.refresh_from_db()
        self.assertEqual((export.stage, opened(export)), (Stage.FAILED, None))
        self.assertIn(words, export.problem)

    def test_a_full_disk_is_said_in_a_sentence_and_leaves_no_part(self):
        export, limit = self.ask(), resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4_096, limit[1]))
        try:
            write_export(export.pk)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limit)
        self.assert_failed(export, "磁盘空间不够")
        self.assertEqual(self.files(), [])

    def test_a_folder_that_cannot_be_made_is_said_in_a_sentence(self):
        self.folder.write_text("a file")
        export = self.ask()
        write_export(export.pk)
        self.assert_failed(export, "写不了文件")

    def test_whoever_lost_the_post_gets_nothing(self):
        export = self.ask()
        Post.objects.all().delete()
        write_export(export.pk)
        self.assert_failed(export, "岗位或权限已经变了")

    def test_an_office_that_left_the_scope_is_not_written(self):
        export = self.ask("office=QH-T2")
        Post.objects.filter(user=self.supervisor).update(office=self.county.town)
        write_export(export.pk)
        self.assert_failed(export, "不在导出人的范围内")


class QuietTests(ExportJob):
    def quieten(self):
        Export.objects.update(beat=timezone.now() - 2 * QUIET)

    def test_one_that_went_quiet_is_written_by_whoever_looks_after_it(self):
        export = self.ask()
        claim(export.pk)
        look_after.func(str(export.pk))
        self.assertEqual(Export.objects.get().stage, Stage.WRITING)
        self.quieten()
        look_after.func(str(export.pk))
        self.assertEqual(Export.objects.get().stage, Stage.READY)

    def test_it_is_looked_after_while_it_is_unfinished_and_no_longer(self):
        export = self.ask()
        DBTaskResult.objects.all().delete()
        look_after.func(str(export.pk))
        self.assertEqual(DBTaskResult.objects.count(), 1)
        write_export(export.pk)
        DBTaskResult.objects.all().delete()
        look_after.func(str(export.pk))
        self.assertEqual(DBTaskResult.objects.count(), 0)

    def test_a_server_that_starts_takes_quiet_ones_up_once(self):
        self.ask()
        self.assertEqual(take_up_all(timezone.now()), 0)
        self.quieten()
        self.assertEqual([take_up_all(timezone.now()) for _time in range(2)], [1, 0])


class ExpiryTests(ExportJob):
    def test_the_file_goes_and_the_row_stays(self):
        export = self.written()
        self.assertEqual(clear_exports(timezone.now()), 0)
        self.assertEqual(clear_exports(timezone.now() + KEPT_FOR + timedelta(minutes=1)), 1)
        export.refresh_from_db()
        self.assertEqual((export.stage, export.place, self.files()), (Stage.EXPIRED, "", []))
        self.assertTrue(export.digest)

    def test_the_worker_clears_by_itself(self):
        self.written()
        waiting = DBTaskResult.objects.filter(task_path__endswith="clear_in_background").get()
        self.assertGreater(waiting.run_after, timezone.now() + KEPT_FOR - timedelta(minutes=1))

    def test_the_command_deletes_what_ended_workers_left(self):
        export = self.written()
        for name in (f"{export.pk}.x.part", "00000000-0000-0000-0000-000000000000.x.part"):
            (self.folder / name).write_text("half")
        Export.objects.filter(pk=export.pk).update(stage=Stage.CANCELLED)
        call_command("clear_exports", stdout=StringIO())
        self.assertEqual(self.files(), [])


class EndedTests(SimpleTestCase):
    """A worker in a process of its own, on a database of its own, ended by the kernel in the midst."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        address = f"sqlite:///{Path(folder.name) / 'ledger.sqlite3'}"
        self.environment = os.environ | {"DATABASE_URL": address, "EXPORT_FOLDER": str(Path(folder.name) / "exports")}

    def start(self, *command, **options):
        return subprocess.Popen([sys.executable, *command], cwd=settings.BASE_DIR, env=self.environment, **options)

    def run_to_end(self, *command):
        process = self.start(*command, stdout=subprocess.PIPE)
        printed, _ = process.communicate(timeout=240)
        self.assertEqual(process.returncode, 0)
        return printed

    def ended(self, what):
        return self.run_to_end("-m", "tests.workbooks.ended", what)

    def check(self):
        return json.loads(self.ended("check"))

    def part_of(self):
        return next(Path(self.environment["EXPORT_FOLDER"]).glob("*.part"), None)

    def wait_for_part(self, worker):
        """Until some of the file is written."""
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and worker.poll() is None:
            part = self.part_of()
            if part is not None and part.stat().st_size > 20_000:
                return
            time.sleep(0.02)
        self.fail("Nothing was being written.")

    def test_a_worker_ended_in_the_midst_offers_nothing_and_the_next_completes(self):
        self.ended("prepare")
        worker = self.start("manage.py", "db_worker", "--no-reload", "--no-startup-delay", "--interval", "0.1")
        self.wait_for_part(worker)
        worker.kill()
        worker.wait()
        found = self.check()
        self.assertEqual((found["stage"], found["rows"], found["files"]), ("writing", None, [".part"]))
        self.ended("later")
        self.run_to_end("manage.py", "db_worker", "--no-reload", "--batch", "--no-startup-delay")
        found = self.check()
        self.assertEqual(found, {"stage": "ready", "done": ROWS, "rows": ROWS, "files": [".xlsx"]})
