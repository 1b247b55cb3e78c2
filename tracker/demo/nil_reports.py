"""“本期无” in the demo county: whoever has no record of a month has said so, but for a few that are left open."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import product

from tracker.demo.county import County
from tracker.demo.data import read
from tracker.models.kinds import Kind
from tracker.models.nil_reports import NilReport
from tracker.models.offices import Office
from tracker.periods import month_of, months_of_year
from tracker.queries.nil_reports import KindMonth, received_months, sent_months


def make_nil_reports(county: County, today: date) -> None:
    """Towns, villages and issuers, last year and this one.

    The town that has gone silent reported inspections of one month alone, and what fixtures/demo/nil_reports.json
    leaves open stays so, and last year of the town without a ledger of it: each for another reason not to be judged.
    """
    months = [
        month for year in (today.year - 1, today.year) for month in months_of_year(year) if month < month_of(today)
    ]
    silent = {town.office.pk for town in county.towns if town.gap == "silent"}
    receivers = [office for town in county.towns for office in (town.office, *town.villages) if office.pk not in silent]
    cells = _empty([*receivers, *(issuer.office for issuer in county.issuers)], months)
    cells += [cell for cell in _empty(_offices(silent), months[-1:]) if cell[1] == Kind.INSPECTION]
    left = _left_open(cells) | _before_its_ledger(county, cells, today.year)
    NilReport.objects.bulk_create(
        [
            NilReport(office_id=office, kind=kind, month=month)
            for office, kind, month in cells
            if (office, kind, month) not in left
        ],
        batch_size=5_000,
    )


def _empty(offices: Sequence[Office], months: Sequence[int]) -> list[KindMonth]:
    """Cells without a record: of what a bureau sent, of what the others received."""
    senders = [office.pk for office in offices if office.reports_sending]
    recorded = sent_months(senders, months) | received_months([office.pk for office in offices], months)
    return [
        (office.pk, kind, month)
        for office, kind, month in product(offices, Kind.values, months)
        if (office.pk, kind, month) not in recorded
    ]


def _before_its_ledger(county: County, cells: Iterable[KindMonth], year: int) -> set[KindMonth]:
    """Last year of the town whose ledger of it is missing: nobody has said that nothing came."""
    missing = [town for town in county.towns if town.gap == "no_baseline"]
    without = {office.pk for town in missing for office in (town.office, *town.villages)}
    return {cell for cell in cells if cell[0] in without and cell[2] < year * 100}


def _left_open(cells: Iterable[KindMonth]) -> set[KindMonth]:
    rows = read("nil_reports")["left_open"]
    codes = dict(Office.objects.filter(code__in={row["office"] for row in rows}).values_list("code", "pk"))
    cells = sorted(cells, key=lambda cell: -cell[2])
    left: set[KindMonth] = set()
    for row in rows:
        its = [cell for cell in cells if cell[:2] == (codes[row["office"]], row["kind"])]
        left.update(its[: row["newest"]])
    return left


def _offices(ids: Iterable[int]) -> list[Office]:
    return list(Office.objects.filter(pk__in=ids))
