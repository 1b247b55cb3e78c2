"""Sheet 各单位: what landed on each office of the area, in official order and never ranked."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tracker.figures import NOTHING
from tracker.measures.standing import Standing
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.queries.landings import Landed
from tracker.queries.overview import Overview
from tracker.queries.standings import StandingRow
from tracker.queries.villages import VillageRow
from tracker.sentences.standings import why
from tracker.sentences.words import period_words
from tracker.workbooks import cells
from tracker.workbooks.cells import Entry
from tracker.workbooks.formulas import hours
from tracker.workbooks.lights import light_up
from tracker.workbooks.links import link_to_office
from tracker.workbooks.ranges import Ledgers, quoted
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
from tracker.workbooks.standings import CEILING, STANDING, Lights, lights_of
from tracker.workbooks.words import Edition, cut_off_line, maker_line

HEADS = "1:4"
OF_KIND = 4  # columns of each kind


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """One row of the sheet: the area itself, an office of it with a standing for each kind, or what lies below one.

    landed: by kind, in their order. standings: empty for what is not judged.
    """

    office: Office
    landed: Sequence[Landed]
    minutes: int
    standings: Sequence[StandingRow] = ()
    is_area: bool = False

    @property
    def is_below(self) -> bool:
        return not self.standings


def sheet_name() -> str:
    return _("各单位")


def add_offices(
    workbook: Workbook,
    overview: Overview,
    villages: Mapping[int, Sequence[VillageRow]],
    ledgers: Ledgers,
    edition: Edition,
) -> None:
    """villages: by the id of the office they lie below; folded away, and opened with the plus sign at the left."""
    columns = fitted(_columns(lights_of(overview), ledgers))
    sheet = add_sheet(workbook, sheet_name(), [column.width for column in columns])
    title = _("%(area)s各单位承接情况（%(period)s）") % {
        "area": overview.area.name,
        "period": period_words(overview.span),
    }
    unit = _("个、件、项次；人时")
    write_title(sheet, title, maker_line(overview, edition), cut_off_line(overview, unit), len(columns))
    first = write_heads(sheet, 3, columns)
    rows = _rows(overview, villages)
    below = write_rows(sheet, first, columns, rows, _shade)
    _fold(sheet, first, rows)
    _link_offices(sheet, first, rows, ledgers)
    for place in range(len(Kind)):
        letter = get_column_letter(2 + place * OF_KIND + 3)
        light_up(sheet, f"{letter}{first}:{letter}{below}")
    below = write_note(sheet, below, len(columns), _note())
    sign(sheet, below, len(columns), edition)
    sheet.freeze_panes = "B5"
    set_up_page(sheet, overview.area.name, heads=HEADS)


def area_cell(place: int) -> str:
    """The full count of the area as formulas of other sheets write it. place: of the kind."""
    return f"{quoted(sheet_name())}!${get_column_letter(2 + place * OF_KIND + 2)}$5"


def _columns(lights: Lights, ledgers: Ledgers) -> list[Column]:
    last = [
        Column(_("占用人时"), 9.5, lambda row: cells.hours(row.minutes).by(_hours(row, ledgers))),
        Column(_("需要说明的"), 34, lambda row: cells.text(remarks(row.standings))),
    ]
    kinds = (_kind_columns(place, kind, lights, ledgers) for place, kind in enumerate(Kind))
    return [Column(_("单位"), 17, _name), *(column for kind in kinds for column in kind), *last]


def _name(row: OfficeRow) -> Entry:
    return Entry(row.office.name, "below" if row.is_below else "text")


def _kind_columns(place: int, kind: Kind, lights: Lights, ledgers: Ledgers) -> list[Column]:
    group = str(kind.label)
    return [
        Column(
            _("统计口径"),
            7.5,
            lambda row: cells.count(row.landed[place].official).by(_official(row, kind, ledgers)),
            group,
        ),
        Column(_("限额"), 7.5, lambda row: _ceiling(row, place, lights), group),
        Column(_("全口径"), 7.5, lambda row: _full(row, place, ledgers), group),
        Column(_("状态"), 11.5, lambda row: _standing(row, place, lights), group),
    ]


def _official(row: OfficeRow, kind: str, ledgers: Ledgers) -> str:
    return ledgers.official(kind) if row.is_area else ledgers.official_at(kind, row.office)


def _full(row: OfficeRow, place: int, ledgers: Ledgers) -> Entry:
    kind, landed = Kind.values[place], row.landed[place]
    formula = ledgers.full(kind) if row.is_area else ledgers.full_at(kind, row.office)
    is_linked = landed.full_items and row.office.pk in ledgers.ranges[kind].minutes
    return Entry(landed.full, "count link" if is_linked else "count").by(formula)


def _hours(row: OfficeRow, ledgers: Ledgers) -> str:
    return hours(ledgers.all_minutes() if row.is_area else ledgers.minutes_at(row.office))


def _ceiling(row: OfficeRow, place: int, lights: Lights) -> Entry:
    if row.is_below:
        return cells.count(None)
    return cells.count(row.standings[place].ceiling).by(lights.cell(row.standings[place], CEILING))


def _standing(row: OfficeRow, place: int, lights: Lights) -> Entry:
    if row.is_below:
        return cells.centred(NOTHING)
    judged = row.standings[place]
    return cells.standing(judged.judgement).by(lights.cell(judged, STANDING))


def _rows(overview: Overview, villages: Mapping[int, Sequence[VillageRow]]) -> list[OfficeRow]:
    area = OfficeRow(
        overview.area, [card.landed for card in overview.cards], overview.minutes, overview.cards, is_area=True
    )
    found = [area]
    for office in overview.offices:
        standings = overview.matrix_row(office)
        found.append(OfficeRow(office, [row.landed for row in standings], overview.minutes_of(office), standings))
        found += [OfficeRow(row.office, row.landed, row.minutes) for row in villages.get(office.pk, ())]
    return found


def _fold(sheet: Worksheet, first: int, rows: Sequence[OfficeRow]) -> None:
    """What lies below an office is an outline under it, folded, so that the page holds what it always held."""
    sheet.sheet_properties.outlinePr.summaryBelow = False
    for number, row in enumerate(rows, start=first):
        if row.is_below:
            sheet.row_dimensions[number].outlineLevel, sheet.row_dimensions[number].hidden = 1, True
            if not rows[number - first - 1].is_below:
                sheet.row_dimensions[number - 1].collapsed = True


def _link_offices(sheet: Worksheet, first: int, rows: Sequence[OfficeRow], ledgers: Ledgers) -> None:
    for number, row in enumerate(rows, start=first):
        for place, kind in enumerate(Kind.values):
            if row.landed[place].full_items:
                link_to_office(sheet, number, 2 + place * OF_KIND + 2, ledgers.ranges[kind], row.office.pk)


def _shade(row: OfficeRow) -> str:
    return "total" if row.is_area else ""


def _note() -> str:
    return _(
        "注：按行政区划顺序排列，不作排名。同一事项发到多个单位，在合计行只计一次，所以各单位之和大于合计行。"
        "会议、发文按事项计；督检考的统计口径按项计，全口径按到访次数计。各单位的数含下级；点左侧“＋”展开下级单位，下级不单独判定状态。"
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
