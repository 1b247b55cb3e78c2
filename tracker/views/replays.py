"""Replay (重算): figures of a page as another version of the counting rule would have them."""

from typing import Any

from django.http import Http404, HttpRequest

from tracker.models.counting_rules import CountingRule
from tracker.permissions import UserRequest
from tracker.queries.counting_rules import versions_open_to


def asked_version(request: UserRequest) -> CountingRule | None:
    """The version ?under= names; None for figures as they were decided.

    Raises Http404 for one that is not there or is a draft the user may not see: figures taken for those of another
    version would be worse than none.
    """
    asked = request.GET.get("under", "")
    if not asked:
        return None
    found = [rule for rule in versions_open_to(request.user) if str(rule.pk) == asked]
    if not found:
        raise Http404
    return found[0]


def replay_bar(request: UserRequest, under: CountingRule | None) -> dict[str, Any]:
    """For the bar above a replayed page: the version and the address of the page without it."""
    return {"under": under, "as_decided": _without_version(request)}


def replay(request: UserRequest, under: CountingRule | None) -> dict[str, Any]:
    """The bar, and the versions to choose from."""
    return replay_bar(request, under) | {"versions": versions_open_to(request.user)}


def _without_version(request: HttpRequest) -> str:
    told = request.GET.copy()
    told.pop("under", None)
    return f"{request.path}?{told.urlencode()}"
