"""How each column of a file is read, with its evidence: what a person checks and corrects."""

from collections.abc import Mapping as Columns
from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter

from tracker.imports.layouts.contents import Table
from tracker.imports.layouts.fields import NOT_READ
from tracker.imports.layouts.headings import is_left_out, known_headings
from tracker.imports.layouts.lines import Line, Outcome
from tracker.imports.layouts.mappings import Mapping
from tracker.imports.ledgers import ImportReport
from tracker.imports.opening.cells import plain, text_of
from tracker.imports.uploads.previews import MOST_SAMPLES, ColumnPreview, Evidence, TablePreview
from tracker.models.ledger_templates import LedgerTemplate

_LONGEST_SAMPLE = 60
_MOSTLY = 0.8  # share of cells that must be understood before a column is sure
_PASSED_OVER = {Outcome.SKIPPED}


@dataclass(slots=True)
class Usage:
    """What the rows say of one column."""

    samples: list[str] = field(default_factory=list)
    filled: int = 0
    wrong: int = 0

    @property
    def is_understood(self) -> bool:
        return self.filled - self.wrong >= self.filled * _MOSTLY


def table_previews(
    report: ImportReport, corrections: Columns[str, Columns[str, str]], templates: Columns[str, LedgerTemplate]
) -> list[TablePreview]:
    """Every table with its columns. corrections: by a person; templates: remembered; both by fingerprint."""
    return [
        _table(table, report, corrections.get(table.fingerprint, {}), templates.get(table.fingerprint))
        for table in report.tables
    ]


def fields_of(headings: tuple[str, ...], mapping: Mapping) -> dict[str, str]:
    """Heading → field, "" for the columns that are not read; of two columns of one name the first."""
    by_column = {plain(column): name for name, source in mapping.items() for column in source.columns}
    return {heading: by_column.get(plain(heading), NOT_READ) for heading in headings if heading}


def _table(
    table: Table, report: ImportReport, corrected: Columns[str, str], template: LedgerTemplate | None
) -> TablePreview:
    header = table.block.header
    fields, before = fields_of(header.headings, header.mapping), fields_of(header.headings, table.recognised)
    usages = _usages(table, report)
    columns = []
    for heading, name in fields.items():
        usage = usages[heading]
        evidence = _evidence(heading, name, before[heading], corrected, header.evidence)
        is_sure = _is_sure(evidence, heading, usage)
        if not is_sure and template is not None and template.columns.get(heading) == name:
            evidence, is_sure = Evidence.BY_TEMPLATE, True
        columns.append(
            ColumnPreview(
                letter=get_column_letter(header.headings.index(heading) + 1),
                heading=heading,
                field=name,
                evidence=evidence,
                is_sure=is_sure,
                samples=usage.samples,
                filled=usage.filled,
                understood=usage.filled - usage.wrong,
            )
        )
    applied = template is not None and any(column.evidence == Evidence.BY_TEMPLATE for column in columns)
    return TablePreview(
        fingerprint=table.fingerprint,
        sheet=table.sheet.name,
        row=header.index + 1,
        kind=table.kind,
        columns=columns,
        template=template.name if template and applied else "",
        template_used_on=template.used_at.date().isoformat() if template and applied else "",
    )


def _evidence(
    heading: str, name: str, recognised: str, corrected: Columns[str, str], told: Columns[str, str]
) -> Evidence:
    if corrected.get(heading) == name:
        return Evidence.BY_PERSON
    if name != recognised:
        return Evidence.BY_TEMPLATE
    if not name:
        return Evidence.NOT_READ
    return Evidence(told.get(name, Evidence.BY_NAME))


def _is_sure(evidence: Evidence, heading: str, usage: Usage) -> bool:
    """Whether nobody need look: a column left out by a known name, or one whose cells were understood by its name."""
    if evidence in {Evidence.BY_PERSON, Evidence.BY_TEMPLATE}:
        return True
    if evidence == Evidence.NOT_READ:
        return not usage.filled or bool(known_headings((heading,))) or is_left_out(heading)
    return evidence == Evidence.BY_NAME and usage.is_understood


def _usages(table: Table, report: ImportReport) -> dict[str, Usage]:
    """Of the rows that are records: samples as they were typed, filled cells, cells with an error or a doubt."""
    headings = table.block.header.headings
    usages = {heading: Usage() for heading in headings if heading}
    places = {heading: headings.index(heading) for heading in usages}
    for line in lines_of_table(table, report):
        wrong = {plain(part) for error in [*line.errors, *line.unclear] for part in error.column.split("、")}
        row = table.block.row(table.sheet, line.row - 1)
        for heading, usage in usages.items():
            text = text_of(row[places[heading]]) if places[heading] < len(row) else ""
            if text:
                usage.filled += 1
                usage.wrong += plain(heading) in wrong
                if len(usage.samples) < MOST_SAMPLES and text[:_LONGEST_SAMPLE] not in usage.samples:
                    usage.samples.append(text[:_LONGEST_SAMPLE])
    return usages


def lines_of_table(table: Table, report: ImportReport) -> list[Line]:
    """The rows below the headings of a table that hold records, good or bad; none of the classified ones."""
    first, last = table.block.header.end + 2, table.block.end
    return [
        line
        for line in report.lines
        if line.sheet == table.sheet.name
        and line.side == table.block.side
        and first <= line.row <= last
        and line.counted
        and _holds_a_record(line)
    ]


def _holds_a_record(line: Line) -> bool:
    return line.outcome not in _PASSED_OVER and line.reason != "classified"
