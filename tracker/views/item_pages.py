"""The life of one item: look, edit, withdraw, restore, and say how it landed here."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tracker.actions.items import (
    StaleItemError,
    change_item,
    restore_item,
    withdraw_item,
)
from tracker.forms.entries import Entry, edit_entry
from tracker.forms.reasons import ReasonForm
from tracker.models.items import Item
from tracker.models.plans import PlanLine
from tracker.permissions import Permission, UserRequest, ensure, may, may_change_item, may_plan_for, requires
from tracker.queries.chains import caused_by, visible_parent
from tracker.queries.facts import FieldDifference, differences, facts
from tracker.queries.histories import acts_on
from tracker.queries.plan_rows import is_unplanned, line_choices, logged_here
from tracker.queries.records import landing_rows, receipt, visible_items
from tracker.views.saved import saved_text, verdict_text

UNPROCESSABLE = 422
CONFLICT = 409
UNDONE_WITHIN = timedelta(hours=8)


@require_GET
@requires(Permission.VIEW)
def item(request: UserRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(visible_items(request.user), pk=pk)
    rows, landings = landing_rows(shown, request.user)
    saved = receipt(shown, request.user)
    context = {
        "item": shown,
        "facts": facts(shown),
        "verdict": verdict_text(saved),
        "receipt": saved,
        "rows": rows,
        "landings": landings,
        "acts": acts_on(shown, [row.delivery for row in rows]),
        "is_unplanned": is_unplanned(shown),
        "line_choices": _line_choices(request, shown),
        "parent": visible_parent(shown, request.user),
        "caused": caused_by(shown, request.user),
        "shows_without": shown.without_admission and logged_here(request.user, shown),
        "may_change": may_change_item(request.user, shown),
        "may_suspect": may(request.user, Permission.SUPERVISE),
    }
    return render(request, "tracker/items/item.html", context)


def _line_choices(request: UserRequest, shown: Item) -> list[PlanLine]:
    """Lines the reader may tie the item to: those of an issuer in their scope."""
    may_tie = may_plan_for(request.user, shown.issuer) and not shown.is_withdrawn
    return list(line_choices(shown)) if may_tie else []


@require_http_methods(["GET", "POST"])
@requires(Permission.VIEW)
def item_edit(request: UserRequest, pk: int) -> HttpResponse:
    changed = item_to_change(request, pk)
    if changed.is_withdrawn:
        messages.warning(request, _("这一条已撤回。要改，请先恢复。"))
        return redirect("item", pk)
    if request.method == "POST":
        return _save_changes(request, changed)
    return _edit_page(request, edit_entry(request.user, changed), changed.version)


@require_http_methods(["GET", "POST"])
@requires(Permission.VIEW)
def item_withdraw(request: UserRequest, pk: int) -> HttpResponse:
    withdrawn = item_to_change(request, pk)
    if withdrawn.is_withdrawn:
        messages.warning(request, _("这一条已经撤回了。"))
        return redirect("item", pk)
    if request.method == "POST" and "undo" in request.GET and _is_just_logged(request, withdrawn):
        return _undo(request, withdrawn)
    form = ReasonForm(request.POST if request.method == "POST" and "undo" not in request.GET else None)
    if form.is_valid():
        withdraw_item(withdrawn, form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("已撤回，不再计入任何数字；记录和理由保留，可以恢复。"))
        return redirect("item", pk)
    context = {"item": withdrawn, "form": form, "receipt": receipt(withdrawn, request.user)}
    return render(request, "tracker/items/withdraw.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_POST
@requires(Permission.VIEW)
def item_restore(request: UserRequest, pk: int) -> HttpResponse:
    restored = item_to_change(request, pk)
    if restored.is_withdrawn:
        restore_item(restored, by=request.user)
        messages.success(request, _("已恢复，重新计入。"))
    return redirect("item", pk)


def item_to_change(request: UserRequest, pk: int) -> Item:
    """Out of scope is 404; in scope but another office's record is 403."""
    found: Item = get_object_or_404(visible_items(request.user), pk=pk)
    ensure(request.user, Permission.LOG)
    if not may_change_item(request.user, found):
        raise PermissionDenied(_("您可以看，不能改。这一条由%(office)s登记和修改。") % {"office": found.logged_for})
    return found


def _save_changes(request: UserRequest, changed: Item) -> HttpResponse:
    opened = request.POST.get("version", "")
    newest = changed.version
    entry = edit_entry(request.user, changed, request.POST)
    if not entry.is_valid():
        return _refused(request, entry, opened, pk=changed.pk)
    if opened != str(newest):
        return _conflict(request, entry, newest)
    try:
        change_item(changed, entry.landings(), by=request.user)
    except StaleItemError:
        return _conflict(request, entry, newest)
    messages.success(request, saved_text(receipt(changed, request.user)))
    return redirect("item", changed.pk)


def _conflict(request: UserRequest, entry: Entry, newest: int) -> HttpResponse:
    """Somebody was faster: both values side by side; saving again keeps the own ones."""
    theirs = get_object_or_404(visible_items(request.user), pk=entry.facts.instance.pk)
    both: list[FieldDifference] = differences(entry.facts.instance, theirs, entry.facts.fields)
    last = acts_on(theirs, [])[0]
    return _edit_page(request, entry, newest, conflict=both, last=last, is_stale=True, status=CONFLICT)


def _refused(request: UserRequest, entry: Entry, version: Any, pk: int) -> HttpResponse:
    if entry.is_classified:
        fresh = get_object_or_404(visible_items(request.user), pk=pk)
        blank = edit_entry(request.user, fresh)
        return _edit_page(request, blank, fresh.version, is_classified=True, status=UNPROCESSABLE)
    entry.focus_first_error()
    return _edit_page(request, entry, version, errors=entry.errors(), status=UNPROCESSABLE)


def _edit_page(request: UserRequest, entry: Entry, version: Any, *, status: int = 200, **extra: Any) -> HttpResponse:
    context = {"entry": entry, "item": entry.facts.instance, "version": str(version), **extra}
    return render(request, "tracker/items/edit.html", context, status=status)


def _is_just_logged(request: UserRequest, logged: Item) -> bool:
    """The undo button serves whoever logged it, the same day, while nobody has touched it."""
    is_fresh = timezone.now() - logged.logged_at < UNDONE_WITHIN
    return logged.logged_by_id == request.user.pk and logged.version == 1 and is_fresh


def _undo(request: UserRequest, logged: Item) -> HttpResponse:
    withdraw_item(logged, _("登记后即撤销"), by=request.user)
    messages.success(request, _("已撤销：%(title)s。要找回，可在事项页恢复。") % {"title": logged.title})
    return redirect(f"log_{logged.kind}")
