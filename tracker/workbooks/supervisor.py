"""The supervisor's workbook: everything the pages say of an area and a year, to take away."""

from collections.abc import Mapping, Sequence

from openpyxl import Workbook

from tracker.models.items import Item
from tracker.queries.evidence import Evidence
from tracker.queries.overview import Overview
from tracker.queries.target_rows import TargetRow
from tracker.queries.workbooks import Answers
from tracker.workbooks.calendars import add_calendar
from tracker.workbooks.capacity import add_capacity
from tracker.workbooks.causes import add_causes
from tracker.workbooks.chains import add_chains
from tracker.workbooks.changes import add_changes
from tracker.workbooks.channels import add_channels
from tracker.workbooks.counting_rules import add_counting_rules
from tracker.workbooks.cover import add_cover
from tracker.workbooks.distributions import add_distributions
from tracker.workbooks.forecasts import add_forecasts
from tracker.workbooks.issuers import add_issuers
from tracker.workbooks.ledgers import add_ledgers, ledgers_of
from tracker.workbooks.months import add_months
from tracker.workbooks.offices import add_offices
from tracker.workbooks.overview import add_overview
from tracker.workbooks.ranges import Ledgers
from tracker.workbooks.reconciliation import add_checks
from tracker.workbooks.standings import add_standings
from tracker.workbooks.styles import new_workbook
from tracker.workbooks.targets import add_targets
from tracker.workbooks.words import Edition


def supervisor_workbook(
    overview: Overview,
    answers: Answers,
    targets: Sequence[TargetRow],
    items: Mapping[str, Sequence[Item]],
    evidence: Evidence,
    edition: Edition,
) -> Workbook:
    """A sheet for each question, in the language that is active.

    answers, targets, items: as queries.workbooks, target_rows and items give them for the same area, year and day;
    items by kind. Figures are those of the overview; nothing is counted here, and what is computed from the rows is
    stored with the overview's value.
    """
    workbook = new_workbook()
    workbook.properties.title, workbook.properties.creator = overview.area.name, edition.made_by
    ledgers = ledgers_of(overview, items)
    add_cover(workbook, overview, answers, evidence, ledgers, edition)
    add_overview(workbook, overview, ledgers, edition)
    add_offices(workbook, overview, answers.villages, ledgers, edition)
    add_forecasts(workbook, overview, edition)
    add_targets(workbook, overview, targets, edition)
    add_standings(workbook, overview, ledgers, edition)
    add_months(workbook, overview, ledgers, edition)
    add_capacity(workbook, overview, edition)
    add_issuers(workbook, overview, ledgers, edition)
    _add_answers(workbook, overview, answers, ledgers, edition)
    add_ledgers(workbook, overview, items, ledgers, edition)
    add_counting_rules(workbook, overview, evidence, ledgers, edition)
    add_checks(workbook, overview, ledgers, edition)
    return workbook


def _add_answers(workbook: Workbook, overview: Overview, answers: Answers, ledgers: Ledgers, edition: Edition) -> None:
    add_causes(workbook, overview, answers.causes, ledgers, edition)
    add_channels(workbook, overview, answers.channels, edition)
    add_changes(workbook, overview, answers.changes, edition)
    if answers.distributions is not None:
        add_distributions(workbook, overview, answers.distributions, edition)
    if answers.chains:
        add_chains(workbook, overview, answers.chains, edition)
    if answers.calendar is not None:
        add_calendar(workbook, overview, answers.calendar, edition)
