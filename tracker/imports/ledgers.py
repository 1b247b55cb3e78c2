"""An office's ledger file into the ledger: read, understand, compare, and store all of it or nothing."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tracker.actions.imports import store_import
from tracker.imports.blocks import Block, blocks_of
from tracker.imports.cells import plain, text_of
from tracker.imports.contexts import month_in, year_in
from tracker.imports.files import read_file
from tracker.imports.headers import is_empty, missing_columns
from tracker.imports.kinds import kind_of
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
    found = [blocks_of(sheet, file.mapping) if sheet.visible else [] for sheet in sheets]
    if not any(found):
        raise _no_header(sheets, file.mapping)
    titles = [text for sheet, blocks in zip(sheets, found, strict=True) for text in _titles(sheet, blocks)]
    for sheet, blocks in zip(sheets, found, strict=True):
        for block in blocks:
            texts = [*_titles(sheet, blocks), sheet.name, *titles, file.name]
            year, month = _context(sheet, block, texts, file)
            its = replace(ledger, year=year, month=month)
            yield from lines_of(sheet, block, _kind(file, sheet, block), its)
        if not blocks:
            yield from skipped_sheet(sheet, _why_unread(sheet))


def _titles(sheet: Sheet, blocks: list[Block]) -> list[str]:
    return blocks[0].texts_above(sheet) if blocks else []


def _context(sheet: Sheet, block: Block, texts: list[str], file: LedgerFile) -> tuple[int | None, int | None]:
    """Year and month that the dates of a table leave out. A declared year stands above what the file says."""
    near = block.texts_above(sheet)
    year = file.year if file.year is not None or file.mapping is not None else year_in([*reversed(near), *texts])
    return year, month_in([sheet.name, *reversed(near)])


def _why_unread(sheet: Sheet) -> str:
    """hidden_sheet; instructions when it holds sentences in one column; else summary_sheet."""
    if not sheet.visible:
        return "hidden_sheet"
    rows = [[text for cell in row if (text := text_of(cell))] for row in sheet.rows]
    filled = [texts for texts in rows if texts]
    return "instructions" if filled and all(len(texts) == 1 for texts in filled) else "summary_sheet"


def _kind(file: LedgerFile, sheet: Sheet, block: Block) -> str:
    """Empty when the rows name their own."""
    mapping = block.header.mapping
    if file.kind != AUTO:
        return file.kind
    texts = [*block.texts_above(sheet), sheet.name, file.name]
    kind = kind_of(block.header.headings, texts, _first_titles(sheet, block))
    if kind is None and not {"kind", "inspection_type"} & set(mapping):
        raise ImportFileError(
            _("看不出“%(sheet)s”登记的是会议、文件还是督查检查考核。请指明类别。") % {"sheet": sheet.name}
        )
    return "" if "kind" in mapping else kind or ""


def _first_titles(sheet: Sheet, block: Block) -> list[str]:
    """Titles of some rows below the headings, for a table whose headings do not say what it lists."""
    (column,) = block.header.mapping["title"].columns[:1] or ("",)
    place = block.header.positions.get(plain(column))
    rows = [block.row(sheet, index) for index in range(block.header.end + 1, min(block.end, block.header.end + 60))]
    return [] if place is None else [text_of(row[place]) for row in rows if place < len(row)]


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
