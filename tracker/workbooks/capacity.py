"""Sheet 工作时间: what share of the working time was taken, office by office, as on the page."""

from django.utils.translation import gettext as _
from openpyxl import Workbook

from tracker.models.offices import Office
from tracker.queries.capacity import CapacityRow
from tracker.queries.overview import Overview
from tracker.sentences.capacity import capacity_finding, missing_sentence, sources_sentence
from tracker.sentences.words import period_words
from tracker.sentences.workdays import unpublished_sentence
from tracker.workbooks import cells
from tracker.workbooks.cells import Entry
from tracker.workbooks.formulas import hours, share
from tracker.workbooks.return_columns import keep_off_the_page
from tracker.workbooks.sheets import (
    Column,
    add_sheet,
    fitted,
    set_up_page,
    write_heads,
    write_note,
    write_rows,
    write_title,
)
from tracker.workbooks.signatures import sign
from tracker.workbooks.words import Edition, cut_off_line, maker_line

CAPACITY, TAKEN = "J", "K"  # columns of whole minutes, right of the page


def sheet_name() -> str:
    return _("工作时间")


def add_capacity(workbook: Workbook, overview: Overview, edition: Edition) -> None:
    columns = fitted(_columns())
    printed = sum(column.is_printed for column in columns)
    sheet = add_sheet(workbook, sheet_name(), [column.width for column in columns])
    title = _("%(area)s占用工作时间（%(period)s）") % {
        "area": overview.area.name,
        "period": period_words(overview.span),
    }
    write_title(sheet, title, maker_line(overview, edition), cut_off_line(overview, _("人；人时")), printed)
    figures = overview.capacity
    rows = [*figures.rows, figures.area]
    first = write_heads(sheet, 3, columns)
    numbered = list(enumerate(rows, start=first))
    below = write_rows(sheet, first, columns, numbered, lambda row: _shade(row[1], overview.area))
    below = write_note(sheet, below, printed, _note(overview))
    sign(sheet, below, printed, edition)
    sheet.freeze_panes = "B4"
    set_up_page(sheet, overview.area.name, heads="1:3")
    keep_off_the_page(sheet, printed)


def _columns() -> list[Column]:
    """A row is (number on the sheet, office)."""
    return [
        Column(_("单位"), 17, lambda row: cells.text(row[1].office.name)),
        Column(_("在岗人数"), 10, lambda row: cells.count(row[1].staff)),
        Column(_("可用人时"), 12, lambda row: _hours(row[1].capacity, f"{CAPACITY}{row[0]}")),
        Column(_("占用人时"), 11, lambda row: _hours(row[1].minutes, f"{TAKEN}{row[0]}")),
        Column(_("其中实测"), 10, lambda row: cells.hours(row[1].measured)),
        Column(_("估算"), 10, lambda row: cells.hours(row[1].estimated)),
        Column(_("按标准"), 10, lambda row: cells.hours(row[1].default)),
        Column(_("占工作时间"), 11, _share),
        Column(_("人数未录入"), 26, lambda row: cells.text(_("、").join(office.name for office in row[1].missing))),
        Column(_("可用\n人分"), 10, lambda row: cells.count(row[1].capacity), is_printed=False),
        Column(_("占用\n人分"), 10, lambda row: cells.count(row[1].minutes), is_printed=False),
    ]


def _hours(minutes: int | None, cell: str) -> Entry:
    """From whole minutes, which stand right of the page."""
    return cells.hours(minutes).by("" if minutes is None else hours(cell))


def _share(row: tuple[int, CapacityRow]) -> Entry:
    return cells.percent(row[1].share).by(share(f"{TAKEN}{row[0]}", f"{CAPACITY}{row[0]}"))


def _shade(row: CapacityRow, area: Office) -> str:
    return "total" if row.office == area else ""


def _note(overview: Overview) -> str:
    figures = overview.capacity
    row = figures.area
    sources = sources_sentence(row.minutes, row.measured, row.estimated)
    said = [
        _("%(finding)s。") % {"finding": capacity_finding(row)},
        _("占用的工时中，%(sources)s。") % {"sources": sources} if sources else "",
        missing_sentence(row.missing),
        _("可用工时＝在岗人数×工作日（%(days)s 天）×每天工作时间，含下级村（社区）。") % {"days": figures.working_days},
        unpublished_sentence(figures.plain_years),
        _("按行政区划顺序排列，不作排名。"),
    ]
    return _("注：%(said)s") % {"said": "".join(said)}
