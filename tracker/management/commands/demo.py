"""manage.py demo: everything needed to look around, in one command."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from tracker.demo.people import ACCOUNTS, PASSWORD
from tracker.demo.seeding import SEED, ForeignLedgerError, is_seeded, seed_demo
from tracker.imports.uploads.uploads import resume
from tracker.models.counting_rules import CountingRule
from tracker.models.norms import Norm
from tracker.models.offices import Office
from tracker.models.posts import Post
from tracker.models.presets import Preset
from tracker.models.workdays import Workday
from tracker.workbooks.export_jobs import take_up_all

LOOPBACK = "127.0.0.1"
_PR_SET_PDEATHSIG = 1  # from <linux/prctl.h>


class Command(BaseCommand):
    help = "Migrate, load the reference data, seed the invented demo county and serve it on this machine."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--no-serve", action="store_true", help="seed only")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--seed", type=int, default=SEED, help="the same seed makes the same county")
        parser.add_argument("--scale", type=float, default=1.0, help="share of the usual volume")
        parser.add_argument("--quiet", action="store_true", help="print nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        self.load_reference_data()
        self._say(options, self._seed(options["seed"], options["scale"]))
        self._say(options, _address(options["port"]))
        if not options["no_serve"]:
            serve(options["port"])

    def load_reference_data(self) -> None:
        """Only once: norms, counting rules and working days may have been changed since by an administrator."""
        if not Norm.objects.exists() and not CountingRule.objects.exists():
            call_command("loaddata", "norms", "counting_rules", verbosity=0)
        if not Workday.objects.exists():
            call_command("loaddata", "workdays", verbosity=0)
        if not Preset.objects.exists():
            call_command("loaddata", "presets", verbosity=0)

    def _seed(self, seed: int, scale: float) -> str:
        started = time.monotonic()
        try:
            if is_seeded():
                return _("演示县已在数据库中，没有重复生成。")
            made = seed_demo(timezone.localdate(), seed, scale)
        except ForeignLedgerError as error:
            raise CommandError(str(error)) from error
        return _("已生成演示县：%(offices)d 个单位，%(items)d 个事项，%(deliveries)d 件次，用时 %(seconds)d 秒。") % {
            "offices": made.offices,
            "items": made.items,
            "deliveries": made.deliveries,
            "seconds": round(time.monotonic() - started),
        }

    def _say(self, options: dict[str, Any], text: str) -> None:
        if not options["quiet"]:
            self.stdout.write(text)


def serve(port: int) -> None:
    """Replace this process by the web server, which listens on this machine only, with a worker as its child."""
    resume(timezone.now())
    take_up_all(timezone.now())
    start_worker()
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--chdir", str(settings.BASE_DIR)]
    command += ["--bind", f"{LOOPBACK}:{port}", "--workers", "2", "--threads", "4"]
    sys.stdout.flush()
    os.execv(sys.executable, command)  # noqa: S606 -- fixed words and a port number


def start_worker() -> subprocess.Popen[bytes]:
    """The worker that reads and stores long files. It ends with this process, whatever this process becomes."""
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "db_worker", "--no-reload", "--verbosity", "0"]
    return subprocess.Popen(command, preexec_fn=_end_with_parent)  # noqa: S603, PLW1509 -- fixed words, before any thread


def _end_with_parent() -> None:
    """Linux tells a child when its parent dies; elsewhere the worker must be ended by hand."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _address(port: int) -> str:
    """What the reader needs: that all of it is invented, where it is, and whom to log in as."""
    names = dict(Office.objects.filter(code__in={row.office for row in ACCOUNTS}).values_list("code", "name"))
    lines = [
        _("清河县、临江市、江北省及其中的单位、人员和数字都是虚构的，只供演示。"),
        _("地址：http://%(host)s:%(port)d/") % {"host": LOOPBACK, "port": port},
        _("账号（密码都是 %(password)s）：") % {"password": PASSWORD},
    ]
    for row in ACCOUNTS:
        role = Post.Role(row.role).label
        lines.append(f"  {row.role:<14} {role}，{names[row.office]}，{row.name}")
    return "\n".join(lines)
