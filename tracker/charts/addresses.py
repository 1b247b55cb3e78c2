"""Where the rows behind a figure are listed, so that the list shows the same count."""

from urllib.parse import urlencode

from django.urls import reverse

from tracker.models.offices import Office
from tracker.periods import Span


def items_address(
    span: Span, *, office: Office | None = None, issuer: Office | None = None, kind: str = "", official: bool = False
) -> str:
    """The list of items of these days. official: only what counts officially; else everything."""
    asked = {
        "office": office.code if office else "",
        "issuer": issuer.code if issuer else "",
        "kind": kind,
        "counted": "yes" if official else "",
        "from": span.first.isoformat(),
        "to": span.last.isoformat(),
    }
    return f"{reverse('items')}?{urlencode({key: value for key, value in asked.items() if value})}"


def office_address(office: Office, span: Span) -> str:
    """A region's overview, or the page of one office, for the same days."""
    name = "overview" if office.kind == Office.Kind.REGION else "office"
    return f"{reverse(name, args=[office.code, span.last.year])}?as_of={span.last.isoformat()}"


def issuer_address(issuer: Office, span: Span) -> str:
    return f"{reverse('issuer', args=[issuer.code, span.last.year])}?as_of={span.last.isoformat()}"
