"""Switches in the address of a page about an area and a year (?by=): what its figures are weighed by."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.utils.functional import Promise

from tracker.charts.addresses import year_address
from tracker.models.offices import Office
from tracker.permissions import UserRequest
from tracker.views.navigation import Entry
from tracker.views.questions import Asked


def asked_by(request: UserRequest, options: Mapping[str, Promise]) -> str:
    """What is asked for; the first option for anything unknown."""
    asked = request.GET.get("by", "")
    return asked if asked in options else next(iter(options))


def switched_address(name: str, office: Office, asked: Asked, by: str, usual: str) -> str:
    """The same page of an office, days and version, weighed by this; what is usual is left unsaid."""
    address = year_address(name, office, asked.span, asked.under)
    return address if by == usual else f"{address}&{urlencode({'by': by})}"


def switch(name: str, asked: Asked, options: Mapping[str, Promise], by: str) -> dict[str, Any]:
    """For includes/switch.html, and for the form that picks another day."""
    usual = next(iter(options))
    entries = [
        Entry(str(label), switched_address(name, asked.area, asked, option, usual), option == by)
        for option, label in options.items()
    ]
    return {"switch": entries, "kept_by": "" if by == usual else by}


def pages_of(request: UserRequest, rows: Sequence[Any], per_page: int) -> dict[str, Any]:
    """For tracker/tables/pager.html: the asked page, the first or last one for anything else."""
    paginator = Paginator(rows, per_page)
    page = paginator.get_page(request.GET.get("page", ""))
    return {"page": page, "paginator": paginator, "prefixed_page_field": "page"}
