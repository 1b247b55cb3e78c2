"""The list of items behind every figure, on a page and as a file."""

from io import BytesIO

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from tracker.forms.filter_words import brackets, in_words, ways_out
from tracker.forms.item_filters import ItemFilterForm
from tracker.permissions import Permission, UserRequest, may, requires
from tracker.queries.items import items, sums
from tracker.tables.items import ItemTable, in_order, show_page
from tracker.views.replays import replay_bar
from tracker.workbooks.files import hand_over
from tracker.workbooks.items import items_listed, write_items


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
def export(request: UserRequest) -> FileResponse:
    """All rows of the list, in its order."""
    form = _read(request)
    wanted = form.wanted()
    ordered = in_order(items(request.user, wanted), form.cleaned_data["sort"], wanted.under)
    file = BytesIO()
    write_items(file, items_listed(request.user, ordered, wanted), in_words(form))
    return hand_over(file.getvalue(), _("事项清单（%(day)s）") % {"day": timezone.localdate().isoformat()} + ".xlsx")


def _read(request: UserRequest) -> ItemFilterForm:
    """Raises Http404 for an office or an issuer the user may not ask for."""
    form = ItemFilterForm(request.GET, user=request.user)
    if form.asks_beyond_scope:
        raise Http404
    return form
