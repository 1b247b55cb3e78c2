"""Which addresses may be saved: pages of this ledger that are read, never another machine and never an act."""

import re
from collections.abc import Collection
from datetime import date
from urllib.parse import parse_qsl, urlencode

from django.core.exceptions import ValidationError
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.translation import gettext_lazy as _

LONGEST_ADDRESS = 1500
_UNFIT = re.compile(r"[\\\s\x00-\x1f\x7f]")
_PASSING = ("page",)  # which page of a list one stood on is no part of a view


def page_of(address: str, names: Collection[str]) -> ResolverMatch | None:
    """The page an address opens, if it is one of `names`; None for everything else, other machines included."""
    path, _mark, query = address.partition("?")
    if not path.startswith("/") or path.startswith("//") or _UNFIT.search(address) or "#" in address:
        return None
    try:
        page = resolve(path)
    except Resolver404:
        return None
    return page if page.url_name in names and not page.app_names else None


def check_address(address: str, names: Collection[str]) -> None:
    """Raises ValidationError with the sentence a person will read."""
    if len(address) > LONGEST_ADDRESS:
        raise ValidationError(_("这个页面的条件太长，存不下，请减少条件。"), code="too_long")
    if page_of(address, names) is None:
        raise ValidationError(_("这个页面不能存为常用视图。"), code="not_a_view")


def lasting(address: str, today: date) -> str:
    """The address as it should open on later days: without the page of a list, and without “as of today”.

    A page as of an earlier day keeps that day.
    """
    path, mark, query = address.partition("?")
    kept = [
        (name, value)
        for name, value in parse_qsl(query, keep_blank_values=False)
        if name not in _PASSING and (name, value) != ("as_of", today.isoformat())
    ]
    return f"{path}{mark}{urlencode(kept)}" if kept else path
