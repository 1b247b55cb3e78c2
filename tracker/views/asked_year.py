"""The year a page of targets or baselines is asked for."""

from django.http import HttpRequest

from tracker.forms.as_of import FIRST_YEAR
from tracker.forms.targets import YEARS_AHEAD


def asked_year(request: HttpRequest, usual: int) -> int:
    """?year= when it is one the ledger can hold, else the usual one."""
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) == 4 else usual
    return year if FIRST_YEAR <= year <= usual + YEARS_AHEAD else usual
