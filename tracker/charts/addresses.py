"""Where the rows behind a figure are listed, so that the list shows the same count."""

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from tracker.measures.standing import Reason
from tracker.models.baselines import Side
from tracker.models.counting_rules import CountingRule
from tracker.models.offices import Office
from tracker.periods import Span
from tracker.queries.findings import UNSETTLED
from tracker.queries.standings import StandingRow


def items_address(
    span: Span,
    *,
    office: Office | None = None,
    issuer: Office | None = None,
    kind: str = "",
    official: bool = False,
    under: CountingRule | None = None,
    due: date | None = None,
    also: Mapping[str, str] | None = None,
) -> str:
    """The list of items of these days. official: only what counts officially; else everything.

    under: the version of the counting rule the figure was replayed under; the list is, too. due: only what wanted
    something back by that day, whenever before the last of these days it came. also: further conditions of the list by
    their names: level, way, format, channel ("none" for one that nobody recorded), counted.
    """
    asked = {
        "office": office.code if office else "",
        "issuer": issuer.code if issuer else "",
        "kind": kind,
        "counted": "yes" if official else "",
        "from": "" if due else span.first.isoformat(),
        "to": span.last.isoformat(),
        "under": under.pk if under else "",
        "due": due.isoformat() if due else "",
    } | dict(also or {})
    return f"{reverse('items')}?{urlencode({key: value for key, value in asked.items() if value})}"


def office_address(office: Office, span: Span, under: CountingRule | None = None) -> str:
    """A region's overview, or the page of one office, for the same days."""
    return year_address("overview" if office.kind == Office.Kind.REGION else "office", office, span, under)


def issuer_address(issuer: Office, span: Span, under: CountingRule | None = None) -> str:
    return year_address("issuer", issuer, span, under)


def year_address(name: str, office: Office, span: Span, under: CountingRule | None = None) -> str:
    """A page about an office in a year, up to the same day and replayed under the same version."""
    asked = {"as_of": span.last.isoformat()} | ({"under": under.pk} if under else {})
    return f"{reverse(name, args=[office.code, span.last.year])}?{urlencode(asked)}"


def missing_address(office: Office, span: Span, side: str = Side.RECEIVED) -> str:
    """Where the months stand that an office has told nothing of; of a region, the list of its towns that lack some."""
    if side == Side.SENT:
        return f"{issuer_address(office, span)}#missing"
    anchor = "evidence" if office.kind == Office.Kind.REGION else "missing"
    return f"{office_address(office, span)}#{anchor}"


def findings_address(office: Office, year: int, kind: str = "") -> str:
    """The findings of an office and a year that nobody has settled."""
    asked = {"office": office.code, "year": year, "kind": kind, "status": UNSETTLED}
    return f"{reverse('findings')}?{urlencode({key: value for key, value in asked.items() if value})}"


def gap_address(row: StandingRow, span: Span) -> str:
    """Where the evidence that a "cannot tell" lacks is brought; "" where the standing says something else."""
    if row.judgement.reason in (Reason.INCOMPLETE, Reason.SILENT):
        return missing_address(row.office, span, row.side)
    if row.judgement.reason is Reason.SUSPECTED:
        return findings_address(row.office, span.last.year, row.kind)
    return ""
