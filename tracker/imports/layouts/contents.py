"""What a file contains: the tables in its sheets, each with its kind and the year that its dates leave out."""

import hashlib
from collections.abc import Mapping as Columns
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from tracker.imports.layouts.blocks import Block, blocks_of
from tracker.imports.layouts.contexts import month_in, year_in
from tracker.imports.layouts.exported import is_exported
from tracker.imports.layouts.headers import is_empty, missing_columns
from tracker.imports.layouts.headings import corrected
from tracker.imports.layouts.kinds import kind_of, kind_of_title
from tracker.imports.layouts.mappings import Mapping
from tracker.imports.opening.cells import plain, text_of
from tracker.imports.opening.sheets import Sheet
from tracker.imports.problems import ImportFileError

AUTO = "auto"
_ENOUGH = 3  # titles that say of which kind they are, where nothing else does


@dataclass(frozen=True, slots=True)
class About:
    """What is told of a file besides its cells.

    kind: one of Kind, or auto. year: stands in where a date names none. mapping: for files whose headings are not
    known. columns: fingerprint of the headings → heading → field, where a person or a template knows better.
    accepted: sheet and row of those in doubt that a person wants stored as they were read.
    """

    name: str
    digest: str = ""
    kind: str = AUTO
    year: int | None = None
    mapping: Mapping | None = None
    columns: Columns[str, Columns[str, str]] = field(default_factory=dict)
    accepted: frozenset[tuple[str, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Table:
    """A block of a sheet. kind: empty when its rows name their own. recognised: its columns before corrections."""

    sheet: Sheet
    block: Block
    recognised: Mapping
    kind: str = ""
    year: int | None = None
    month: int | None = None

    @property
    def fingerprint(self) -> str:
        return fingerprint_of(self.block.header.headings)


def fingerprint_of(headings: tuple[str, ...]) -> str:
    """SHA-256 of the headings in their order, as 64 hexadecimal digits; blanks, width and case make no difference."""
    texts = "\n".join(plain(heading) for heading in headings)
    return hashlib.sha256(texts.strip("\n").encode()).hexdigest()


def tables_of(sheets: list[Sheet], about: About) -> list[Table]:
    """In the order of the file. Raises ImportFileError when there is none, or when nobody can tell what one lists."""
    found = [_blocks(sheet, about) for sheet in sheets]
    if any(is_exported(table.block.header.headings) for tables in found for table in tables):
        found = [_exported_only(tables) for tables in found]
    if not any(found):
        raise _no_header(sheets, about.mapping)
    titles = [text for tables in found for text in _titles(tables)]
    return [_placed(table, tables, titles, about) for tables in found for table in tables]


def _exported_only(tables: list[Table]) -> list[Table]:
    """Of a workbook that the ledger gave away, the sheets of records: the others sum up what stands in them."""
    return [table for table in tables if is_exported(table.block.header.headings)]


def why_unread(sheet: Sheet) -> str:
    """hidden_sheet; instructions when it holds sentences in one column; else summary_sheet."""
    if not sheet.visible:
        return "hidden_sheet"
    rows = [[text for cell in row if (text := text_of(cell))] for row in sheet.rows]
    filled = [texts for texts in rows if texts]
    return "instructions" if filled and all(len(texts) == 1 for texts in filled) else "summary_sheet"


def _blocks(sheet: Sheet, about: About) -> list[Table]:
    blocks = blocks_of(sheet, about.mapping) if sheet.visible else []
    return [_corrected(sheet, block, about) for block in blocks]


def _corrected(sheet: Sheet, block: Block, about: About) -> Table:
    header = block.header
    told = about.columns.get(fingerprint_of(header.headings), {})
    mapping = corrected(header.mapping, header.headings, told)
    return Table(sheet, replace(block, header=replace(header, mapping=mapping)), header.mapping)


def _placed(table: Table, beside: list[Table], titles: list[str], about: About) -> Table:
    texts = [*_titles(beside), table.sheet.name, *titles, about.name]
    year, month = _context(table, texts, about)
    return replace(table, kind=_kind(table, about), year=year, month=month)


def _titles(tables: list[Table]) -> list[str]:
    return tables[0].block.texts_above(tables[0].sheet) if tables else []


def _context(table: Table, texts: list[str], about: About) -> tuple[int | None, int | None]:
    """Year and month that the dates of a table leave out. A declared year stands above what the file says."""
    near = table.block.texts_above(table.sheet)
    declared = about.year is not None or about.mapping is not None
    year = about.year if declared else year_in([*table.block.header.years, *reversed(near), *texts])
    return year, month_in([table.sheet.name, *reversed(near), about.name])


def _kind(table: Table, about: About) -> str:
    """Empty when the rows name their own."""
    header = table.block.header
    if about.kind != AUTO:
        return about.kind
    texts = [*table.block.texts_above(table.sheet), table.sheet.name, about.name]
    titles = _first_titles(table)
    kind = kind_of(header.headings, texts, titles)
    told = {"kind", "inspection_type"} & set(header.mapping) or sum(map(bool, map(kind_of_title, titles))) >= _ENOUGH
    if kind is None and not told:
        raise ImportFileError(
            _("看不出“%(sheet)s”登记的是会议、文件还是督查检查考核。请指明类别。") % {"sheet": table.sheet.name}
        )
    return "" if "kind" in header.mapping else kind or ""


def _first_titles(table: Table) -> list[str]:
    """Titles of some rows below the headings, for a table whose headings do not say what it lists."""
    block, header = table.block, table.block.header
    columns = header.mapping["title"].columns if "title" in header.mapping else ()
    place = header.positions.get(plain(columns[0])) if columns else None
    rows = [block.row(table.sheet, index) for index in range(header.end + 1, min(block.end, header.end + 60))]
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
