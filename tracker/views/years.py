"""Pages about one office in one year: who may open them, and up to which day they look."""

from django.contrib.auth.models import AnonymousUser, User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from tracker.charts.addresses import year_address
from tracker.forms.as_of import FIRST_YEAR, AsOfForm
from tracker.models.counting_rules import CountingRule
from tracker.models.offices import Office
from tracker.models.posts import offices_visible_to
from tracker.periods import Span


def office_of(user: User | AnonymousUser, code: str) -> Office:
    """Raises Http404 for an office that does not exist or lies outside the user's scope: they must look alike."""
    if "\0" in code:  # PostgreSQL takes no such text, not even to look for it
        raise Http404
    return get_object_or_404(offices_visible_to(user), code=code)


def as_of_form(request: HttpRequest, year: int) -> AsOfForm:
    """Raises Http404 for a year the ledger cannot hold."""
    if not FIRST_YEAR <= year <= timezone.localdate().year:
        raise Http404
    return AsOfForm(request.GET, year=year)


def other_year(form: AsOfForm, name: str, office: Office, under: CountingRule | None = None) -> HttpResponse | None:
    """To the page of the year in which the asked day lies; None when it is this one."""
    if form.asked is None or form.asked.year == form.year:
        return None
    return redirect(year_address(name, office, Span(form.asked, form.asked), under))
