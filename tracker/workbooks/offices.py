"""Sheet 各单位: what landed on each office of the area, in official order and never ranked."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from openpyxl import Workbook

from tracker.measures.standing import Standing
from tracker.models.kinds import Kind
from tracker.queries.overview import Overview
from tracker.queries.standings import StandingRow
from tracker.sentences.standings import why
from tracker.sentences.words import period_words
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

HEADS = "1:4"


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """One row of the sheet: the area itself, or an office of it, with a standing for each kind."""

    name: str
    standings: Sequence[StandingRow]
    minutes: int
    is_area: bool = False


def sheet_name() -> str:
    return _("各单位")


def add_offices(workbook: Workbook, overview: Overview, edition: Edition) -> None:
    columns = fitted(_columns())
    sheet = add_sheet(workbook, sheet_name(), [column.width for column in columns])
    title = _("%(area)s各单位承接情况（%(period)s）") % {
        "area": overview.area.name,
        "period": period_words(overview.span),
    }
    unit = _("个、件、项次；人时")
    write_title(sheet, title, maker_line(overview, edition), cut_off_line(overview, unit), len(columns))
    below = write_rows(sheet, write_heads(sheet, 3, columns), columns, _rows(overview), _shade)
    write_note(sheet, below, len(columns), _note())
    sheet.freeze_panes = "B5"
    set_up_page(sheet, overview.area.name, heads=HEADS)


def _columns() -> list[Column]:
    last = [
        Column(_("占用人时"), 9.5, lambda row: cells.hours(row.minutes)),
        Column(_("需要说明的"), 34, lambda row: cells.text(remarks(row.standings))),
    ]
    name = Column(_("单位"), 17, lambda row: cells.text(row.name))
    return [name, *(column for place, kind in enumerate(Kind) for column in _kind_columns(place, kind)), *last]


def _kind_columns(place: int, kind: Kind) -> list[Column]:
    def cell(row: OfficeRow) -> StandingRow:
        return row.standings[place]

    group = str(kind.label)
    return [
        Column(_("统计口径"), 7.5, lambda row: cells.count(cell(row).landed.official), group),
        Column(_("限额"), 7.5, lambda row: cells.count(cell(row).ceiling), group),
        Column(_("全口径"), 7.5, lambda row: cells.count(cell(row).landed.full), group),
        Column(_("状态"), 11.5, lambda row: cells.standing(cell(row).judgement), group),
    ]


def _rows(overview: Overview) -> list[OfficeRow]:
    offices = [
        OfficeRow(office.name, overview.matrix_row(office), overview.minutes_of(office)) for office in overview.offices
    ]
    return [OfficeRow(overview.area.name, overview.cards, overview.minutes, is_area=True), *offices]


def _shade(row: OfficeRow) -> str:
    return "total" if row.is_area else ""


def _note() -> str:
    return _(
        "注：按行政区划顺序排列，不作排名。同一事项发到多个单位，在合计行只计一次，所以各单位之和大于合计行。"
        "会议、发文按事项计；督检考的统计口径按项计，全口径按到访次数计。"
    )


def remarks(standings: Sequence[StandingRow]) -> str:
    """Reasons of every standing that is not within, kinds of the same reason together."""
    kinds: dict[str, list[str]] = defaultdict(list)
    for row in standings:
        if row.judgement.standing != Standing.WITHIN:
            kinds[why(row)].append(str(Kind(row.kind).label))
    said = [
        _("%(kinds)s：%(reason)s") % {"kinds": _("、").join(names), "reason": reason} for reason, names in kinds.items()
    ]
    return _("；").join(said)
