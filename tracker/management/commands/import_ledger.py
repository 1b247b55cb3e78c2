"""Import a ledger (.xlsx, .csv) or a calendar (.ics). Nothing is stored when a row is refused, unless --valid-rows."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from tracker.imports.error_books import write_error_book
from tracker.imports.layouts.mappings import Mapping, read_mapping
from tracker.imports.ledgers import AUTO, ImportReport, LedgerFile, import_ledger
from tracker.imports.opening.files import read_path
from tracker.imports.problems import ImportFileError
from tracker.imports.reports import as_json, as_text
from tracker.models.kinds import Kind
from tracker.models.offices import Office


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--kind", choices=[AUTO, *Kind.values], default=AUTO)
        parser.add_argument("--office", required=True, help="code of the office whose ledger this is")
        parser.add_argument("--year", type=int, help="year of the dates that name none")
        parser.add_argument("--columns", type=Path, help="JSON from field to column, see imports/layouts/mappings.py")
        parser.add_argument("--dry-run", action="store_true", help="report only, store nothing")
        parser.add_argument("--valid-rows", action="store_true", help="store the good rows although others are refused")
        parser.add_argument("--json", action="store_true", help="print one JSON object")
        parser.add_argument("--rows", action="store_true", help="with --json: what became of each row")
        parser.add_argument("--errors", type=Path, help="write what must be mended to this .xlsx")

    def handle(self, *args: Any, **options: Any) -> None:
        office = Office.objects.filter(code=options["office"]).first()
        if office is None:
            raise CommandError(
                _("没有代码为“%(code)s”的单位。请先用 import_offices 导入单位。") % {"code": options["office"]}
            )
        try:
            report = self._import(office, options)
        except ImportFileError as error:
            raise CommandError(str(error)) from error
        if options["errors"]:
            write_error_book(report, options["errors"])
        self._print(report, options)
        refused = report.counts()["refused"]
        if refused and not options["dry_run"] and not options["valid_rows"]:
            raise CommandError(
                _("有 %(count)s 行要改，什么也没有存入。改好后再导入，或用 --valid-rows 只存其余各行。")
                % {"count": refused}
            )

    def _import(self, office: Office, options: dict[str, Any]) -> ImportReport:
        file = LedgerFile(
            options["file"].name,
            read_path(options["file"]),
            options["kind"],
            options["year"],
            _mapping(options["columns"]),
        )
        return import_ledger(file, office, dry_run=options["dry_run"], valid_rows=options["valid_rows"])

    def _print(self, report: ImportReport, options: dict[str, Any]) -> None:
        if options["json"]:
            self.stdout.write(json.dumps(as_json(report, rows=options["rows"]), ensure_ascii=False))
            return
        for line in as_text(report):
            self.stdout.write(line)


def _mapping(path: Path | None) -> Mapping | None:
    return None if path is None else read_mapping(read_path(path))
