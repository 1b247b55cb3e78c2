"""Sheet 分布: how offices are spread over the use of their ceilings, in official order and never ranked."""

from itertools import pairwise

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.chart import Reference
from openpyxl.utils import get_column_letter

from tracker.models.kinds import Kind
from tracker.queries.distributions import Distribution, Distributions, Point
from tracker.queries.overview import Overview
from tracker.sentences.distributions import distribution_finding, line_word
from tracker.workbooks import cells
from tracker.workbooks.cells import Entry
from tracker.workbooks.drawings import BLUE, DARK_RED, Axis, Bars, Line, Place, add_columns_with_line
from tracker.workbooks.formulas import share
from tracker.workbooks.question_sheets import Answer, begin, end, room_for_charts
from tracker.workbooks.sheets import Column, write_rows
from tracker.workbooks.standings import CEILING, COUNTED, Lights, lights_of
from tracker.workbooks.words import Edition

CHART_ROWS = 13
OF_KIND = 3
DRAWN = 60  # offices: more names are skipped on paper
_ALL = 2 + len(Kind) * OF_KIND  # column of the line of 100 %


def sheet_name() -> str:
    return _("分布")


def add_distributions(workbook: Workbook, overview: Overview, found: Distributions, edition: Edition) -> None:
    official = [pair[0] for pair in found.pairs]
    finding = _("；").join(distribution_finding(one) for one in official)
    columns = _columns(official, lights_of(overview))
    answer = begin(workbook, overview, edition, sheet_name(), columns, _("个、件、项"), finding)
    rows = list(enumerate(zip(*(one.points for one in official), strict=True), start=answer.first))
    below = write_rows(answer.sheet, answer.first, answer.columns, rows)
    if 1 < len(rows) <= DRAWN:
        places = room_for_charts(answer, below, len(official), CHART_ROWS)
        below = places[-1]
        for place, (one, between) in enumerate(zip(official, pairwise(places), strict=True)):
            _add_chart(answer, between, place, one, len(rows))
    end(answer, overview, edition, below, _note(), frozen="B")


def _columns(found: list[Distribution], lights: Lights) -> list[Column]:
    """A row is (number on the sheet, a point of each kind)."""
    kinds = (_kind_columns(place, one, lights) for place, one in enumerate(found))
    line = Column(_("线"), 6, lambda _row: Entry(1, "percent"), is_printed=False)
    name = Column(_("单位"), 28, lambda row: cells.text(row[1][0].row.office.name))
    return [name, *(column for columns in kinds for column in columns), line]


def _kind_columns(place: int, found: Distribution, lights: Lights) -> list[Column]:
    group = str(Kind(found.kind).label)
    first = 2 + place * OF_KIND
    counted, against = get_column_letter(first), get_column_letter(first + 1)

    def of(row: tuple[int, tuple[Point, ...]]) -> Point:
        return row[1][place]

    def held(row: tuple[int, tuple[Point, ...]]) -> Entry:
        point = of(row)
        is_ceiling = point.against is not None and point.against == point.row.ceiling
        return cells.count(point.against).by(lights.cell(point.row, CEILING) if is_ceiling else "")

    def now(row: tuple[int, tuple[Point, ...]]) -> Entry:
        return cells.count(of(row).counted).by(lights.cell(of(row).row, COUNTED))

    return [
        Column(_("本年累计"), 13, now, group),
        Column(line_word(found), 13, held, group),
        Column(
            _("占比"), 13,
            lambda row: cells.percent(of(row).share).by(share(f"{counted}{row[0]}", f"{against}{row[0]}")), group,
        ),
    ]  # fmt: skip


def _add_chart(answer: Answer, between: tuple[int, int], place: int, found: Distribution, rows: int) -> None:
    """between: the first row of the chart, and the first below it."""

    def column(number: int) -> Reference:
        return Reference(answer.sheet, min_col=number, min_row=answer.first, max_row=answer.first + rows - 1)

    told = {"kind": Kind(found.kind).label, "line": line_word(found)}
    title = _("%(kind)s：各单位占%(line)s的比例（按行政区划顺序）") % told
    bars = [Bars(_("占比"), column(2 + place * OF_KIND + 2), BLUE)]
    line = Line(_("100%"), column(_ALL), DARK_RED, 1.5, "lgDash")
    where = Place(1, between[0], answer.printed + 1, between[1])
    add_columns_with_line(answer.sheet, where, title, column(1), bars, line, Axis("0%", letters=7))


def _note() -> str:
    return _("注：统计口径；按行政区划顺序排列，不作排名。没有限额或没有可比基期的记“—”，图上不画，不等于零。")
