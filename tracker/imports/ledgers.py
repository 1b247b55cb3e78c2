"""An office's ledger file into the ledger: read, understand, compare, and store all of it or nothing."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tracker.actions.imports import store_import
from tracker.imports.files import read_file
from tracker.imports.headers import Header, find_header, is_empty, kind_of, missing_columns
from tracker.imports.lines import Line, Outcome, lines_of, skipped_sheet
from tracker.imports.mappings import Mapping
from tracker.imports.names import OfficeNames
from tracker.imports.plans import Planner
from tracker.imports.problems import CellError, ImportFileError
from tracker.imports.records import Ledger
from tracker.imports.sheets import Sheet
from tracker.models.batches import Batch
from tracker.models.offices import Office

AUTO = "auto"


@dataclass(frozen=True, slots=True)
class LedgerFile:
    """A file as it was handed over. kind: one of Kind, or auto. year: stands in where a date names none."""

    name: str
    data: bytes
    kind: str = AUTO
    year: int | None = None
    mapping: Mapping | None = None


@dataclass(slots=True)
class ImportReport:
    """What became of every row. stored: whether anything was written."""

    lines: list[Line]
    stored: bool = False

    def counts(self) -> dict[str, int]:
        """read, and its parts: new, updated, unchanged, skipped, refused, doubtful. Headings are not read rows."""
        counted = Counter(line.outcome for line in self.lines if line.counted)
        return {"read": counted.total()} | {outcome.value: counted[outcome] for outcome in Outcome}

    @property
    def errors(self) -> list[CellError]:
        return [error for line in self.lines for error in line.errors]

    def with_outcome(self, *outcomes: Outcome) -> list[Line]:
        return [line for line in self.lines if line.outcome in outcomes]


def import_ledger(
    file: LedgerFile, home: Office, *, by: User | None = None, dry_run: bool = False, valid_rows: bool = False
) -> ImportReport:
    """Store the rows of a file in the ledger of `home`; a dry run stores nothing and reports the same.

    Nothing is stored when a row is refused, unless valid_rows. Rows in doubt are held: reported, never stored.
    Raises ImportFileError when the file as a whole cannot be used.
    """
    sheets = read_file(file.name, file.data)
    ledger = Ledger(home, OfficeNames(home), timezone.localdate(), file.year)
    report = ImportReport(list(_lines(sheets, file, ledger)))
    with transaction.atomic():
        # One import at a time for each ledger: two clerks sending the same file must not store it twice.
        Office.objects.select_for_update(no_key=True).get(pk=home.pk)
        plan = Planner(home).decide(report.lines)
        refused = report.with_outcome(Outcome.REFUSED)
        if plan and not dry_run and (valid_rows or not refused):
            store_import(_batch(file, home, by), plan.new, plan.added, plan.confirmed, by=by)
            report.stored = True
    return report


def _batch(file: LedgerFile, home: Office, by: User | None) -> Batch:
    digest = hashlib.sha256(file.data).hexdigest()
    return Batch(file_name=file.name[-200:], digest=digest, office=home, imported_by=by)


def _lines(sheets: list[Sheet], file: LedgerFile, ledger: Ledger) -> Iterator[Line]:
    headers = [find_header(sheet, file.mapping) if sheet.visible else None for sheet in sheets]
    if not any(headers):
        raise _no_header(sheets, file.mapping)
    for sheet, header in zip(sheets, headers, strict=True):
        if header is not None:
            yield from lines_of(sheet, header, _kind(file, sheet, header), ledger)
        else:
            yield from skipped_sheet(sheet, "summary_sheet" if sheet.visible else "hidden_sheet")


def _kind(file: LedgerFile, sheet: Sheet, header: Header) -> str:
    kind = kind_of(header, sheet.name, file.name) if file.kind == AUTO else file.kind
    if kind is None and "kind" not in header.mapping:
        raise ImportFileError(
            _("看不出“%(sheet)s”登记的是会议、文件还是督查检查考核。请指明类别。") % {"sheet": sheet.name}
        )
    return kind or ""


def _no_header(sheets: list[Sheet], mapping: Mapping | None) -> ImportFileError:
    filled = [sheet for sheet in sheets if not all(is_empty(row) for row in sheet.rows)]
    if not filled:
        return ImportFileError(_("文件里没有内容。请确认选对了文件。"))
    if mapping is None:
        return ImportFileError(
            _("没有找到表头：前 30 行中没有同时含“标题”“日期”之类列名的一行。请补上表头，或用列名对照文件指明。")
        )
    missing = min((missing_columns(sheet, mapping) for sheet in filled), key=len)
    return ImportFileError(_("文件中没有列名对照文件写的这些列：%(columns)s。") % {"columns": "、".join(missing)})
