"""An office's ledger file into the ledger: read, understand, compare, and store all of it or nothing."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from tracker.actions.imports import store_import
from tracker.imports.collecting import collector_paused
from tracker.imports.layouts.contents import AUTO, About, Table, tables_of, why_unread
from tracker.imports.layouts.lines import Line, Outcome, lines_of, skipped_sheet
from tracker.imports.layouts.mappings import Mapping
from tracker.imports.opening.files import read_file
from tracker.imports.opening.sheets import Sheet
from tracker.imports.plans import Draft, Plan, Planner, drafts_of
from tracker.imports.problems import CellError
from tracker.imports.records.records import Ledger
from tracker.imports.values.names import OfficeNames
from tracker.models.batches import Batch
from tracker.models.offices import Office

STEP = 500  # rows between two reports of progress


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
    """What became of every row. batch: what was written, None when nothing was."""

    lines: list[Line]
    tables: list[Table] = field(default_factory=list)
    batch: Batch | None = None

    @property
    def stored(self) -> bool:
        return self.batch is not None

    def counts(self) -> dict[str, int]:
        """read, and its parts: new, updated, unchanged, skipped, refused, doubtful. Headings are not read rows."""
        return counts_of(self.lines)

    @property
    def errors(self) -> list[CellError]:
        return [error for line in self.lines for error in line.errors]

    def forget_cells(self) -> None:
        """Let go of the rows of its sheets, once nothing but storing is left to do: millions of cells."""
        for table in self.tables:
            table.sheet.rows.clear()

    def with_outcome(self, *outcomes: Outcome) -> list[Line]:
        return [line for line in self.lines if line.outcome in outcomes]


def counts_of(lines: list[Line]) -> dict[str, int]:
    counted = Counter(line.outcome for line in lines if line.counted)
    return {"read": counted.total()} | {outcome.value: counted[outcome] for outcome in Outcome}


def import_ledger(
    file: LedgerFile, home: Office, *, by: User | None = None, dry_run: bool = False, valid_rows: bool = False
) -> ImportReport:
    """Store the rows of a file in the ledger of `home`; a dry run stores nothing and reports the same.

    Nothing is stored when a row is refused, unless valid_rows. Rows in doubt are held: reported, never stored.
    Raises ImportFileError when the file as a whole cannot be used.
    """
    about = About(file.name, digest_of(file.data), file.kind, file.year, file.mapping)
    report = read_sheets(read_file(file.name, file.data), about, home)
    report.forget_cells()
    drafts = draft_rows(report)
    with transaction.atomic():
        plan = plan_rows(drafts, home)
        refused = report.with_outcome(Outcome.REFUSED)
        if plan and not dry_run and (valid_rows or not refused):
            report.batch = store_plan(plan, report, about, home, by)
    return report


def digest_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@collector_paused()
def read_sheets(
    sheets: list[Sheet],
    about: About,
    home: Office,
    watch: Callable[[int], None] | None = None,
    names: OfficeNames | None = None,
) -> ImportReport:
    """Every row understood, none compared with the ledger yet. watch: told now and then how many rows are done."""
    tables = tables_of(sheets, about)
    ledger = Ledger(home, names or OfficeNames(home), timezone.localdate(), about.year)
    lines: list[Line] = []
    for line in _lines(sheets, tables, ledger):
        lines.append(line)
        if (line.sheet, line.row) in about.accepted:
            line.accept()
        if watch is not None and len(lines) % STEP == 0:
            watch(len(lines))
    return ImportReport(lines, tables)


@collector_paused()
def draft_rows(report: ImportReport) -> list[Draft]:
    """The items its rows would become. Done before the transaction of plan_rows: others may write meanwhile."""
    return drafts_of(report.lines)


@collector_paused()
def plan_rows(drafts: list[Draft], home: Office) -> Plan:
    """Compare with the ledger: every row gets its outcome. Must run inside the transaction that stores the plan."""
    # One import at a time for each ledger: two clerks sending the same file must not store it twice.
    Office.objects.select_for_update(no_key=True).get(pk=home.pk)
    return Planner(home).decide(drafts)


@collector_paused()
def store_plan(
    plan: Plan, report: ImportReport, about: About, home: Office, by: User | None, upload: UUID | None = None
) -> Batch:
    batch = Batch(
        file_name=about.name[-200:],
        digest=about.digest,
        office=home,
        imported_by=by,
        counts=report.counts(),
        upload=upload,
    )
    store_import(batch, plan.new, plan.added, plan.confirmed, by=by)
    return batch


def _lines(sheets: list[Sheet], tables: list[Table], ledger: Ledger) -> Iterator[Line]:
    for sheet in sheets:
        own = [table for table in tables if table.sheet is sheet]
        for table in own:
            yield from lines_of(sheet, table.block, table.kind, replace(ledger, year=table.year, month=table.month))
        if not own:
            yield from skipped_sheet(sheet, why_unread(sheet))
