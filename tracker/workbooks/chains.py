"""Sheet 传导链: what upper items became on their way down, level under level."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from openpyxl import Workbook

from tracker.models.kinds import Kind
from tracker.queries.chains import Chain, ChainRow
from tracker.queries.overview import Overview
from tracker.sentences.chains import added_words, chains_finding
from tracker.workbooks import cells
from tracker.workbooks.cells import Entry
from tracker.workbooks.formulas import hours
from tracker.workbooks.question_sheets import begin, end
from tracker.workbooks.sheets import Column, write_rows
from tracker.workbooks.words import Edition

SHOWN = 20  # chains, the heaviest first
DEEPEST = 7  # levels that an outline of a sheet can hold
_MINUTES = "I"
Row = tuple[int, ChainRow, Chain | None]  # number on the sheet; the chain stands with its first row


def sheet_name() -> str:
    return _("传导链")


def add_chains(workbook: Workbook, overview: Overview, chains: Sequence[Chain], edition: Edition) -> None:
    """chains: most person-hours first."""
    shown = chains[:SHOWN]
    finding = chains_finding(chains, overview.area.name, len(shown))
    answer = begin(workbook, overview, edition, sheet_name(), _columns(), _("人时"), finding)
    answer.sheet.sheet_properties.outlinePr.summaryBelow = False
    rows: list[Row] = []
    for chain in shown:
        first = answer.first + len(rows)
        rows += [(first + place, row, None if place else chain) for place, row in enumerate(chain.rows)]
    below = write_rows(answer.sheet, answer.first, answer.columns, rows, lambda row: "" if row[1].depth else "total")
    for number, row, _chain in rows:
        answer.sheet.row_dimensions[number].outlineLevel = min(row.depth, DEEPEST)
    end(answer, overview, edition, below, _note(), frozen="B")


def _columns() -> list[Column]:
    return [
        Column(_("事项"), 44, lambda row: cells.text(_indented(row[1]))),
        Column(_("发文单位"), 24, lambda row: cells.text(row[1].item.issuer.name)),
        Column(_("日期"), 11, lambda row: cells.day(row[1].item.day)),
        Column(_("类别"), 8, lambda row: cells.centred(str(Kind(row[1].item.kind).label))),
        Column(_("送达"), 7, lambda row: cells.count(row[1].landings)),
        Column(_("人时"), 9, lambda row: cells.hours(row[1].minutes).by(hours(f"{_MINUTES}{row[0]}"))),
        Column(_("整条链\n人时"), 10, _whole),
        Column(_("比上一级多要的"), 40, lambda row: cells.text(added_words(row[1]))),
        Column(_("人分"), 9, lambda row: Entry(row[1].minutes, "count"), is_printed=False),
    ]


def _indented(row: ChainRow) -> str:
    """Spaces of full width, so that the levels are seen in every program."""
    withdrawn = "" if row.counts else _("（已撤回）")
    return "　" * row.depth + row.item.title + withdrawn


def _whole(row: Row) -> Entry:
    """At the top of a chain: everything of it together."""
    number, _told, chain = row
    if chain is None:
        return Entry(None, "count")
    last = number + len(chain.rows) - 1
    return cells.hours(chain.minutes).by(hours(f"SUM({_MINUTES}{number}:{_MINUTES}{last})"))


def _note() -> str:
    return _("注：只列登记了上级来文的事项，按整条链占用的人时从多到少；点左侧“＋”“－”收放各级。人时只算落到本范围的。")
