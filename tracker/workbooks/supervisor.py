"""The supervisor's workbook: everything the pages say of an area and a year, to take away."""

from collections.abc import Mapping, Sequence

from openpyxl import Workbook

from tracker.models.items import Item
from tracker.queries.evidence import Evidence
from tracker.queries.overview import Overview
from tracker.queries.target_rows import TargetRow
from tracker.queries.villages import VillageRow
from tracker.workbooks.capacity import add_capacity
from tracker.workbooks.counting_rules import add_counting_rules
from tracker.workbooks.cover import add_cover
from tracker.workbooks.forecasts import add_forecasts
from tracker.workbooks.issuers import add_issuers
from tracker.workbooks.ledgers import add_ledgers, ledgers_of
from tracker.workbooks.months import add_months
from tracker.workbooks.offices import add_offices
from tracker.workbooks.overview import add_overview
from tracker.workbooks.reconciliation import add_checks
from tracker.workbooks.standings import add_standings
from tracker.workbooks.styles import new_workbook
from tracker.workbooks.targets import add_targets
from tracker.workbooks.words import Edition


def supervisor_workbook(
    overview: Overview,
    villages: Mapping[int, Sequence[VillageRow]],
    targets: Sequence[TargetRow],
    items: Mapping[str, Sequence[Item]],
    evidence: Evidence,
    edition: Edition,
) -> Workbook:
    """A sheet for each question, in the language that is active.

    villages, targets, items: as queries.villages, target_rows and items give them for the same area, year and day;
    items by kind. Figures are those of the overview; nothing is counted here, and what is computed from the rows is
    stored with the overview's value.
    """
    workbook = new_workbook()
    workbook.properties.title, workbook.properties.creator = overview.area.name, edition.made_by
    ledgers = ledgers_of(overview, items)
    add_cover(workbook, overview, evidence, ledgers, edition)
    add_overview(workbook, overview, ledgers, edition)
    add_offices(workbook, overview, villages, ledgers, edition)
    add_forecasts(workbook, overview, edition)
    add_targets(workbook, overview, targets, edition)
    add_standings(workbook, overview, ledgers, edition)
    add_months(workbook, overview, ledgers, edition)
    add_capacity(workbook, overview, edition)
    add_issuers(workbook, overview, ledgers, edition)
    add_ledgers(workbook, overview, items, ledgers, edition)
    add_counting_rules(workbook, overview, evidence, edition)
    add_checks(workbook, overview, ledgers, edition)
    return workbook
