"""Fills a template: figures go where they were asked for, and everything else of the file stays as it was."""

import re
from collections.abc import Mapping, Sequence
from copy import copy
from decimal import Decimal
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import coordinate_to_tuple
from python_calamine import CalamineWorkbook

from tracker.figures import NOTHING, count_text, percent_text
from tracker.measures.cell_texts import ANYTHING, CellValue
from tracker.workbooks.cell_logs import CellLog
from tracker.workbooks.filling.figures import Figure, Filled, Source, figures
from tracker.workbooks.filling.parts import Part, without_results
from tracker.workbooks.filling.pictures import Grid, chart_of, pivot_of
from tracker.workbooks.filling.places import ASKED, Place, TemplateError, worksheets

_CALCULATION = re.compile(r"<calcPr\b[^>]*/>")
_AFTER = re.compile(r"(</definedNames>|</sheets>)(?!.*</definedNames>)", re.DOTALL)


def fill(template: bytes, places: Sequence[Place], source: Source) -> bytes:
    """The whole file, filled. Raises TemplateError where a list finds no room, or the file is not as it was read."""
    with ZipFile(BytesIO(template)) as archive:
        names = archive.namelist()
        try:
            changed = _sheets(archive, places, source)
        except (KeyError, ValueError) as error:
            raise TemplateError(_("读不懂这份工作簿的结构。请用 Excel 或 WPS 打开，另存为 .xlsx 后再上传。")) from error
        changed["xl/workbook.xml"] = _reckoned_on_opening(archive.read("xl/workbook.xml").decode())
        for name in names:
            if name.startswith("xl/pivotCache/pivotCacheDefinition"):
                changed[name] = pivot_of(archive.read(name).decode())
        grid = _grid(_written(archive, changed))
        charts = {
            name: chart_of(archive.read(name).decode(), grid) for name in names if name.startswith("xl/charts/chart")
        }
        return _written(archive, changed | charts)


def log_of_filled(content: bytes) -> bytes:
    """What its cells say, for the register; what a formula gives is left open, as it is reckoned on opening."""
    log = CellLog()
    for sheet, rows in _grid(content).items():
        for number, row in enumerate(rows, start=1):
            if any(value != "" for value in row):
                log.add(sheet, number, [ANYTHING if value is None else value for value in row])
    return log.packed()


def _sheets(archive: ZipFile, places: Sequence[Place], source: Source) -> dict[str, str]:
    """The XML of every sheet; all of them, as a formula anywhere may rest on a figure."""
    sheets, _named = worksheets(archive)
    changed = {part: without_results(archive.read(part).decode()) for part in sheets.values()}
    for part in {place.part for place in places}:
        sheet = Part(changed[part])
        for place in (each for each in places if each.part == part):
            _fill_place(sheet, place, source)
        changed[part] = sheet.xml()
    return changed


def _fill_place(sheet: Part, place: Place, source: Source) -> None:
    row, column = coordinate_to_tuple(place.cell)
    asked = [figures()[name] for name in place.names if name in figures()]
    if not place.is_alone:
        sheet.put(row, column, _said(place, source))
    elif asked:
        _fill_down(sheet, place, row, column, asked[0].values(source))


def _fill_down(sheet: Part, place: Place, row: int, column: int, values: Sequence[Filled]) -> None:
    """Raises TemplateError where the rows kept free do not do: rows are never put in, as charts would lose theirs."""
    if len(values) > 1 and 1 < place.rows < len(values):
        raise TemplateError(_no_room(place, len(values), f"{get_column_letter(column)}{row + place.rows}"))
    for below, value in enumerate(values):
        if below and not sheet.is_free(row + below, column):
            raise TemplateError(_no_room(place, len(values), f"{get_column_letter(column)}{row + below}"))
        sheet.put(row + below, column, value, like=(row, column))
    if not values:
        sheet.put(row, column, "")


def _no_room(place: Place, rows: int, cell: str) -> str:
    told = {"sheet": place.sheet, "name": place.names[0], "rows": rows, "cell": cell}
    return _("“%(sheet)s”表的“%(name)s”有%(rows)s行，排到 %(cell)s 排不下了。请在模板里留够空行后重新上传。") % told


def _said(place: Place, source: Source) -> str:
    """The words of a cell with the figures in them, as the pages write them. Unknown names stay as they are."""

    def figure(match: re.Match[str]) -> str:
        known = figures().get(match[1])
        return match[0] if known is None else _in_words(known, known.values(source)[:1])

    return ASKED.sub(figure, place.text)


def _in_words(figure: Figure, values: Sequence[Filled]) -> str:
    value = values[0] if values else None
    if value is None:
        return NOTHING
    if isinstance(value, str):
        return value
    if figure.is_share:
        return percent_text(Decimal(value))
    return count_text(int(value) if value == int(value) else float(value))


def _reckoned_on_opening(book: str) -> str:
    """The workbook's own part: whoever opens it reckons all formulas anew."""
    book = _CALCULATION.sub("", book)
    return _AFTER.sub(r'\1<calcPr fullCalcOnLoad="1"/>', book, count=1)


def _written(archive: ZipFile, changed: Mapping[str, str]) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as filled:
        for info in archive.infolist():
            told = changed[info.filename] if info.filename in changed else archive.read(info)
            filled.writestr(copy(info), told)  # writing moves what is noted of the original's place
    return content.getvalue()


def _grid(content: bytes) -> Grid:
    """What every cell says; None where a formula stands, whose result nobody has reckoned yet."""
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    with ZipFile(BytesIO(content)) as archive:
        sheets, _named = worksheets(archive)
        parts = {name: Part(archive.read(part).decode()) for name, part in sheets.items()}
    return {name: _rows(book, name, part) for name, part in parts.items()}


def _rows(book: CalamineWorkbook, name: str, part: Part) -> list[list[CellValue]]:
    rows: list[list[CellValue]] = [list(row) for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)]
    for row, column in part.formulas():
        rows.extend([] for _missing in range(row - len(rows)))
        rows[row - 1].extend("" for _missing in range(column - len(rows[row - 1])))
        rows[row - 1][column - 1] = None
    return rows
