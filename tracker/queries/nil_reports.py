"""Which nil reports (本期无) stand: those of a month and kind of which the office has no record."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from tracker.models.loads import Load
from tracker.models.nil_reports import NilReport
from tracker.models.offices import Office
from tracker.models.sent_loads import SentLoad

NilCells = dict[tuple[int, str], NilReport]
KindMonth = tuple[int, str, int]


def standing_nil_reports(office: Office, months: Sequence[int]) -> NilCells:
    """What holds for an office, by (month, kind): its own reports, and those of the town it belongs to.

    A report is outweighed, and missing here, once a record stands in that month at the office that made it or below.
    What an issuer reports speaks of what it sent, and holds for itself alone.
    """
    return nil_cells([office], months).get(office.pk, {})


def nil_cells(offices: Sequence[Office], months: Iterable[int]) -> dict[int, NilCells]:
    """The same of many offices, by office id; offices without any are absent."""
    months = list(months)
    reports = _standing_by_path(offices, months)
    held: dict[int, NilCells] = {}
    for office in offices:
        paths = [office.path] if office.reports_sending else office.ancestor_paths
        cells = {(report.month, report.kind): report for path in paths for report in reports.get(path, [])}
        if cells:
            held[office.pk] = cells
    return held


def received_months(offices: Iterable[int], months: Iterable[int]) -> set[KindMonth]:
    """Where anything landed, in the full count: (office id, kind, month)."""
    rows = Load.objects.filter(office__in=list(offices), month__in=list(months), full_landings__gt=0)
    return set(rows.values_list("office", "kind", "month"))


def sent_months(issuers: Iterable[int], months: Iterable[int]) -> set[KindMonth]:
    """In which months an issuer sent anything: (issuer id, kind, month)."""
    rows = SentLoad.objects.filter(area=None, issuer__in=list(issuers), month__in=list(months), full_landings__gt=0)
    return set(rows.values_list("issuer", "kind", "month"))


def _standing_by_path(offices: Sequence[Office], months: list[int]) -> dict[str, list[NilReport]]:
    paths = {path for office in offices for path in office.ancestor_paths}
    rows = list(NilReport.objects.filter(office__path__in=paths, month__in=months).select_related("office"))
    recorded = _recorded(rows, months)
    found: dict[str, list[NilReport]] = defaultdict(list)
    for report in rows:
        if (report.office_id, report.kind, report.month) not in recorded:
            found[report.office.path].append(report)
    return found


def _recorded(reports: Sequence[NilReport], months: list[int]) -> set[KindMonth]:
    senders = {report.office_id for report in reports if report.office.reports_sending}
    receivers = {report.office_id for report in reports} - senders
    return (received_months(receivers, months) if receivers else set()) | (
        sent_months(senders, months) if senders else set()
    )
