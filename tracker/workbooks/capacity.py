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
from tracker.workbooks.words import Edition, cut_off_line, maker_line


def sheet_name() -> str:
    return _("工作时间")


def add_capacity(workbook: Workbook, overview: Overview, edition: Edition) -> None:
    columns = fitted(_columns())
    sheet = add_sheet(workbook, sheet_name(), [column.width for column in columns])
    title = _("%(area)s占用工作时间（%(period)s）") % {
        "area": overview.area.name,
        "period": period_words(overview.span),
    }
    write_title(sheet, title, maker_line(overview, edition), cut_off_line(overview, _("人；人时")), len(columns))
    figures = overview.capacity
    rows = [*figures.rows, figures.area]
    below = write_rows(sheet, write_heads(sheet, 3, columns), columns, rows, lambda row: _shade(row, overview.area))
    write_note(sheet, below, len(columns), _note(overview))
    sheet.freeze_panes = "B4"
    set_up_page(sheet, overview.area.name, heads="1:3")


def _columns() -> list[Column]:
    return [
        Column(_("单位"), 17, lambda row: cells.text(row.office.name)),
        Column(_("在岗人数"), 10, lambda row: cells.count(row.staff)),
        Column(_("可用人时"), 12, lambda row: cells.hours(row.capacity)),
        Column(_("占用人时"), 11, lambda row: cells.hours(row.minutes)),
        Column(_("其中实测"), 10, lambda row: cells.hours(row.measured)),
        Column(_("估算"), 10, lambda row: cells.hours(row.estimated)),
        Column(_("按标准"), 10, lambda row: cells.hours(row.default)),
        Column(_("占工作时间"), 11, lambda row: cells.percent(row.share)),
        Column(_("人数未录入"), 26, lambda row: cells.text(_("、").join(office.name for office in row.missing))),
    ]


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
