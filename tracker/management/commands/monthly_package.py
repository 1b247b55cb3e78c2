"""manage.py monthly_package: the month's workbooks and lists of an area and its units, in one archive."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from tracker.management.commands.export_workbook import any_reader, month_told, named_reader, office_coded
from tracker.workbooks.monthly_packages import write_package


class Command(BaseCommand):
    help = "Write one archive: for an area and each unit directly below it the workbook and the list of the month."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", metavar="OUT.zip", help="the file to write; replaced if it exists")
        parser.add_argument("--office", required=True, metavar="CODE", help="code of the area")
        parser.add_argument("--month", required=True, metavar="YYYY-MM", help="the month, begun already")
        parser.add_argument("--user", metavar="NAME", help="whose scope to use, and who signs")

    def handle(self, *args: Any, **options: Any) -> None:
        path, today = _archive_path(options["path"]), timezone.localdate()
        year, month = month_told(options["month"])
        if date(year, month, 1) > today:
            raise CommandError(_("%(month)s 还没有到，台账只记已经发生的。") % {"month": options["month"]})
        area = office_coded(options["office"])
        reader = named_reader(options["user"], area) if options["user"] else any_reader(area)
        try:
            packed = write_package(path, area, year * 100 + month, today, reader)
        except OSError as error:
            trouble = {"path": path, "reason": error.strerror or error}
            raise CommandError(_("写不了文件 %(path)s：%(reason)s。") % trouble) from error
        told = {"area": area, "month": options["month"], "number": len(packed), "path": path}
        self.stdout.write(_("已打包 %(area)s %(month)s 的 %(number)s 个文件：%(path)s") % told)


def _archive_path(text: str) -> Path:
    path = Path(text)
    if path.suffix.lower() != ".zip":
        raise CommandError(_("只能写 .zip 文件，您写的是 %(path)s。") % {"path": path})
    return path
