"""Which nil reports (本期无) stand: those of a month and kind of which the office has no record."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from tracker.models.kinds import Kind
from tracker.models.loads import Load
from tracker.models.nil_reports import NilReport
from tracker.models.offices import Office

NilCells = dict[tuple[int, str], NilReport]


def standing_nil_reports(office: Office, months: Sequence[int]) -> NilCells:
    """What holds for an office, by (month, kind): its own reports, and those of the town it belongs to.

    A report is outweighed, and missing here, once a record stands in that month at the office that made it or below.
    """
    return _standing([office], months).get(office.pk, {})


def nil_months(offices: Sequence[Office], months: Sequence[int]) -> dict[int, set[int]]:
    """Office id to the months for which standing nil reports of all kinds hold."""
    found = _standing(offices, months)
    return {
        office: {month for month in months if all((month, kind) in cells for kind in Kind.values)}
        for office, cells in found.items()
    }


def _standing(offices: Sequence[Office], months: Sequence[int]) -> dict[int, NilCells]:
    paths = {path for office in offices for path in office.ancestor_paths}
    rows = NilReport.objects.filter(office__path__in=paths, month__in=months).select_related("office")
    reports = list(rows.order_by("office__path"))
    recorded = _recorded({report.office_id for report in reports}, months)
    held: dict[int, NilCells] = defaultdict(dict)
    for report in reports:
        if (report.office_id, report.month, report.kind) not in recorded:
            for office in offices:
                if report.office.contains(office):
                    held[office.pk][report.month, report.kind] = report
    return dict(held)


def _recorded(offices: Iterable[int], months: Sequence[int]) -> set[tuple[int, int, str]]:
    rows = Load.objects.filter(office__in=offices, month__in=months, full_landings__gt=0)
    return set(rows.values_list("office", "month", "kind"))
