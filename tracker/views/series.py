"""Series: what recurs, confirmed with one click as its days come. Also what the logging page does with one."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from tracker.actions import series as actions
from tracker.actions.items import log_item
from tracker.actions.series import NotOpenError
from tracker.forms.asked_pk import asked_pk
from tracker.forms.entries import Entry, new_entry
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.models.posts import post_of
from tracker.models.series import Series
from tracker.permissions import Permission, UserRequest, ensure, may, requires
from tracker.queries.records import receipt
from tracker.queries.series import (
    Occurrence,
    SeriesRow,
    due_occurrences,
    just_logged_by,
    open_occurrence,
    repetition,
    series_rows,
    series_visible_to,
)
from tracker.views.entries import entry_page
from tracker.views.saved import tell_logged

MOST_UNDONE = 500


@require_GET
@requires(Permission.VIEW)
def series(request: UserRequest) -> HttpResponse:
    rows = _rows(request)
    context = {
        "office": _office(request),
        "rows": rows,
        "due": due_occurrences(rows),
        "may_log": may(request.user, Permission.LOG),
        "today": timezone.localdate(),
    }
    return render(request, "tracker/series/list.html", context)


@require_POST
@requires(Permission.VIEW)
def confirm(request: UserRequest, pk: int) -> HttpResponse:
    """Log one day like the last one."""
    kept = _series_to_change(request, pk)
    day = _day(request.POST.get("day", ""))
    try:
        item = actions.log_as_last(kept, day, by=request.user)
    except NotOpenError:
        messages.info(request, _("这一次已经处理过，没有再登记。"))
    except ValidationError as error:
        messages.warning(request, _("没有登记。%(reason)s请用“改动后登记”。") % {"reason": "".join(error.messages)})
    else:
        tell_logged(request, receipt(item, request.user))
    return _back(request)


@require_POST
@requires(Permission.LOG)
def confirm_all(request: UserRequest) -> HttpResponse:
    """Log every open day of the office's series like the last one; or take back what was just logged so."""
    if "undo" in request.GET:
        return _take_back(request)
    try:
        items = actions.log_all_as_last(_due(request), by=request.user)
    except ValidationError as error:
        messages.warning(request, _("一条也没有登记。%(reason)s请逐条登记。") % {"reason": "".join(error.messages)})
        return _back(request)
    sentence = ngettext("已照上次登记 %(count)s 条。", "已照上次登记 %(count)s 条。", len(items))
    messages.success(request, sentence % {"count": len(items)}, extra_tags=_undo_address(items))
    return _back(request)


@require_POST
@requires(Permission.VIEW)
def leave_out(request: UserRequest, pk: int) -> HttpResponse:
    """It did not take place on one day; or, as an undo, that day is asked again."""
    kept = _series_to_change(request, pk)
    if "undo" in request.GET:
        actions.put_back(kept, _day(request.GET["undo"]))
        messages.success(request, _("已撤销，这一次仍待登记。"))
        return _back(request)
    day = _day(request.POST.get("day", ""))
    try:
        actions.leave_out(kept, day)
    except NotOpenError:
        messages.info(request, _("这一次已经处理过，没有改动。"))
        return _back(request)
    undo = f"{reverse('series_leave_out', args=[kept.pk])}?undo={day.isoformat()}"
    messages.success(request, _("已记下：%(day)s 这一次没有，不登记。") % {"day": day.isoformat()}, extra_tags=undo)
    return _back(request)


@require_POST
@requires(Permission.VIEW)
def end(request: UserRequest, pk: int) -> HttpResponse:
    """Stop a series after today, or let it go on."""
    kept = _series_to_change(request, pk)
    if request.POST.get("act") == "resume":
        actions.resume_series(kept)
        messages.success(request, _("已恢复，到了日子再列出。"))
    else:
        actions.end_series(kept)
        messages.success(request, _("已停止，今天以后不再列出；已登记的不变。"))
    return redirect("series")


def asked_occurrence(request: UserRequest, typed: QueryDict | None = None) -> Occurrence | None:
    """The open day of a series that the logging form is about; None when it is an ordinary form.

    typed: what the form said when it was sent too late, instead of what this request says.
    """
    asked = typed or (request.POST if request.method == "POST" else request.GET)
    pk, day = asked_pk(asked.get("series", "")), _day(asked.get("series-day", ""))
    kept = series_visible_to(request.user).filter(pk=pk).first() if pk is not None else None
    return open_occurrence(kept, day, timezone.localdate()) if kept is not None else None


def occurrence_page(request: UserRequest, occurrence: Occurrence) -> HttpResponse:
    """The logging form, filled in like the last one of the series."""
    newest = occurrence.newest
    told = {"day": occurrence.day, "deadline": repetition(newest, occurrence.day).deadline}
    entry = new_entry(request.user, Kind(newest.kind), read=told, like=newest)
    return entry_page(request, entry, occurrence=occurrence)


def log_entry(entry: Entry, occurrence: Occurrence | None, request: UserRequest) -> list[Item]:
    """Log what the form says: one item, one of a series, or a series that begins. All the items, the form's first."""
    item, landings, office = entry.facts.instance, entry.landings(), entry.logged_for()
    start = entry.start()
    if start is not None:
        return actions.start_series(item, landings, start, logged_for=office, by=request.user)
    if occurrence is not None:
        return [actions.log_instead(occurrence, item, landings, logged_for=office, by=request.user)]
    return [log_item(item, landings, logged_for=office, by=request.user)]


def past_days(entry: Entry) -> dict[str, Any]:
    """For the page: the days of a new series that have come, to be struck where it was not held."""
    days = entry.past_days()
    if entry.series is None or not days:
        return {}
    entry.facts.fields["title"].widget.attrs.pop("autofocus", None)  # the cursor goes to the days
    return {"days": days, "shown_for": entry.series.shown_for(entry.facts.instance.day)}


def tell_series(request: UserRequest, items: Sequence[Item]) -> None:
    """Say that a series has begun, and what was logged of it beside the first."""
    first, *further = items
    if first.series is None or first.source == Item.Source.SERIES:
        return
    rhythm = {"every": first.series.get_every_display(), "count": len(further)}
    if further:
        sentence = _("例行事项已记下：%(every)s一次，另补登到今天的 %(count)s 次。以后到了日子列入例行事项，一点即登。")
        messages.success(request, sentence % rhythm, extra_tags=_undo_address(further))
    else:
        messages.success(request, _("例行事项已记下：%(every)s一次。以后到了日子列入例行事项，一点即登。") % rhythm)


def _series_to_change(request: UserRequest, pk: int) -> Series:
    """Out of scope is 404; in scope but only to look is 403."""
    kept: Series = get_object_or_404(series_visible_to(request.user), pk=pk)
    ensure(request.user, Permission.LOG)
    return kept


def _due(request: UserRequest) -> list[Occurrence]:
    return due_occurrences(_rows(request))


def _rows(request: UserRequest) -> list[SeriesRow]:
    return series_rows(_office(request), timezone.localdate())


def _office(request: UserRequest) -> Office:
    post = post_of(request.user)
    assert post is not None
    return post.office


def _take_back(request: UserRequest) -> HttpResponse:
    named = map(asked_pk, request.GET["undo"].split(",")[:MOST_UNDONE])
    asked = [pk for pk in named if pk is not None]
    items = just_logged_by(request.user, asked)
    actions.withdraw_items(items, _("登记后即撤销"), by=request.user)
    count = {"count": len(items)}
    messages.success(request, ngettext("已撤销 %(count)s 条。", "已撤销 %(count)s 条。", len(items)) % count)
    return _back(request)


def _undo_address(items: Sequence[Item]) -> str:
    return f"{reverse('series_confirm_all')}?undo={','.join(str(item.pk) for item in items)}" if items else ""


def _back(request: UserRequest) -> HttpResponse:
    return redirect("todo" if request.POST.get("back") == "todo" else "series")


def _day(text: str) -> date:
    """The day that was sent; where none can be read, one that no series has."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return date.min
