"""Import a list of offices: code,name,parent,kind,level[,aliases,number_prefixes]. All of it or nothing."""

from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from tracker.imports.offices import read_offices
from tracker.imports.opening.files import read_path
from tracker.imports.planting import store_offices
from tracker.imports.problems import CellError, ImportFileError


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            rows, errors = read_offices(path.name, read_path(path))
        except ImportFileError as error:
            raise CommandError(str(error)) from error
        if errors:
            for found in errors:
                self.stderr.write(_sentence(found))
            raise CommandError(_("有 %(count)s 处要改，什么也没有存入。") % {"count": len(errors)})
        counts = store_offices(rows)
        self.stdout.write(
            _("单位：新增 %(added)s，更新 %(changed)s，移动 %(moved)s，未变 %(unchanged)s。") % asdict(counts)
        )


def _sentence(error: CellError) -> str:
    return _("第 %(row)s 行 %(column)s“%(value)s”：%(message)s") % {
        "row": error.row,
        "column": error.column,
        "value": error.value,
        "message": error.message,
    }
