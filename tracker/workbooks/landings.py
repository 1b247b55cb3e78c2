"""Columns right of a ledger's page: the person-minutes of every item at every office, so that formulas can count them.

A blank says that nothing landed there. Counting a column gives items, adding it up gives minutes.
"""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tracker.models.items import Item
from tracker.models.kinds import COUNTED_BY_LANDING
from tracker.models.offices import Office
from tracker.queries.overview import Overview
from tracker.workbooks.cells import Entry, put
from tracker.workbooks.ranges import MAX_OFFICES, MAX_ROWS, LedgerRange

OTHERS = 0  # in place of an office's id: the area itself, and what has no row of its own
WIDTH = 9.0
Landed = Mapping[int, tuple[int, int]]  # person-minutes and landings by office id


def fits(overview: Overview, items: Mapping[str, Sequence[Item]]) -> bool:
    """Whether figures can be computed from the rows without making every opening slow."""
    return sum(map(len, items.values())) <= MAX_ROWS and len(overview.offices) <= MAX_OFFICES


def landed_of(item: Item, ids: Mapping[str, int], length: int) -> Landed:
    """What an item cost each office. ids: of the offices that have a column, by path of this length."""
    found: dict[int, tuple[int, int]] = {}
    for delivery in getattr(item, "receivers", ()):
        office = ids.get(delivery.office_path[:length], OTHERS)
        minutes, visits = found.get(office, (0, 0))
        found[office] = (minutes + delivery.cost, visits + 1)
    return found


def paths_of(overview: Overview) -> tuple[dict[str, int], int]:
    """The ids of the offices by path, and how long their paths are."""
    return {office.path: office.pk for office in overview.offices}, (overview.area.depth + 1) * Office.steplen


def columns_of(kind: str, overview: Overview, first: int) -> tuple[dict[int, int], dict[int, int]]:
    """Column numbers of minutes and of visits, by office id. Only what counts by the visit has columns of visits."""
    offices = [*(office.pk for office in overview.offices), OTHERS]
    minutes = {office: first + place for place, office in enumerate(offices)}
    if kind not in COUNTED_BY_LANDING:
        return minutes, {}
    return minutes, {office: first + len(offices) + place for place, office in enumerate(offices)}


def write_landings(sheet: Worksheet, rows: LedgerRange, overview: Overview, items: Sequence[Item]) -> None:
    """Heads and figures; only cells that hold something are written."""
    names = {office.pk: office.name for office in overview.offices} | {OTHERS: _("本级及其他")}
    head = rows.first - 1
    for office, column in rows.minutes.items():
        _head(sheet, head, column, _("%(name)s\n人分") % {"name": names[office]})
    for office, column in rows.visits.items():
        _head(sheet, head, column, _("%(name)s\n次数") % {"name": names[office]})
    ids, length = paths_of(overview)
    for row, item in enumerate(items, start=rows.first):
        for office, (minutes, visits) in landed_of(item, ids, length).items():
            put(sheet, row, rows.minutes[office], Entry(minutes, "count"))
            if rows.visits:
                put(sheet, row, rows.visits[office], Entry(visits, "count"))


def _head(sheet: Worksheet, row: int, column: int, words: str) -> None:
    put(sheet, row, column, Entry(words, "head"))
    sheet.column_dimensions[get_column_letter(column)].width = WIDTH
