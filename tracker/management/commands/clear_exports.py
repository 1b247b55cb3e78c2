"""Delete the files of exports that have expired, and what ended workers left. Their rows stay in the register."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from tracker.workbooks.export_jobs import clear_exports


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            number = clear_exports(timezone.now())
        except OSError as error:
            raise CommandError(_("导出文件夹读写不了：%(reason)s。") % {"reason": error.strerror or error}) from error
        self.stdout.write(_("已删除 %(number)s 个过期或写了一半的导出文件。") % {"number": number})
