"""The list of items behind every figure, on a page and as a file."""

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header, urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from tracker.forms.filter_words import brackets, ways_out
from tracker.forms.item_filters import ItemFilterForm
from tracker.permissions import Permission, UserRequest, may, requires
from tracker.queries.items import items, sums
from tracker.tables.items import ItemTable, show_page
from tracker.views.replays import replay_bar
from tracker.workbooks.csv_streams import CONTENT_TYPE
from tracker.workbooks.export_jobs import leave_to_worker
from tracker.workbooks.files import hand_over
from tracker.workbooks.item_exports import CSV, take_away, take_away_as_csv, takes_long


@require_GET
@requires(Permission.VIEW)
def page(request: UserRequest) -> HttpResponse:
    form = _read(request)
    wanted = form.wanted()
    found = sums(request.user, wanted)
    table = ItemTable(items(request.user, wanted), found, wanted.under, order_by=form.cleaned_data["sort"])
    show_page(table, found.number, int(form.cleaned_data["per_page"]), request.GET.get("page", ""))
    form.offer_offices()
    context = replay_bar(request, wanted.under) | {
        "form": form,
        "versions_used": [wanted.under],
        "brackets": brackets(form),
        "query": urlencode(form.parameters()),
        "table": table,
        "sums": found,
        "ways_out": [] if found.number else ways_out(form),
        "may_export": may(request.user, Permission.EXPORT),
        "may_log": may(request.user, Permission.LOG),
    }
    return render(request, "tracker/items/list.html", context)


@require_GET
@requires(Permission.EXPORT)
@never_cache
def export(request: UserRequest) -> HttpResponseBase:
    """All rows of the list, in its order: at once, or from the page of a file that takes longer."""
    form = _read(request)
    wanted = form.wanted()
    if request.GET.get("format") == CSV:
        return _as_csv(request, form)
    number = sums(request.user, wanted).number
    if takes_long(form, number):
        return redirect("export", leave_to_worker(request.user, form, number).pk)
    content, entry = take_away(request.user, form)
    return hand_over(content, entry.file_name)


def _as_csv(request: UserRequest, form: ItemFilterForm) -> StreamingHttpResponse:
    """Sent while it is made, so that it needs neither memory nor a worker at any length."""
    parts, entry = take_away_as_csv(request.user, form)
    response = StreamingHttpResponse(parts, content_type=CONTENT_TYPE)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=entry.file_name)
    response["Cache-Control"] = "no-store"
    return response


def _read(request: UserRequest) -> ItemFilterForm:
    """Raises Http404 for an office or an issuer the user may not ask for."""
    form = ItemFilterForm(request.GET, user=request.user)
    if form.asks_beyond_scope:
        raise Http404
    return form
