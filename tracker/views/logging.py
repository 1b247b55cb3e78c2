"""Log a meeting, a document or an inspection: one screen per kind, for one's own office or for many at once."""

from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from tracker.forms.assessments import entry_of, entry_of_line
from tracker.forms.entries import Entry, new_entry
from tracker.forms.notices import repaint, source_of
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.permissions import Permission, UserRequest, requires
from tracker.queries.records import receipt, submitted_as
from tracker.rules.fingerprints import fingerprint
from tracker.views.assessments import asked_assessment, asked_line
from tracker.views.drafts import brought_back, keeps_typed
from tracker.views.efforts import note_saved
from tracker.views.entries import CONFLICT, PAGES, UNPROCESSABLE, entry_page, submission_of
from tracker.views.notices import read_again
from tracker.views.saved import tell_logged
from tracker.views.series import asked_occurrence, log_entry, occurrence_page, past_days, tell_series
from tracker.views.verdicts import verdict_on


@require_http_methods(["GET", "POST"])
@keeps_typed
@requires(Permission.LOG)
def log_meeting(request: UserRequest) -> HttpResponse:
    return _log(request, Kind.MEETING)


@require_http_methods(["GET", "POST"])
@keeps_typed
@requires(Permission.LOG)
def log_document(request: UserRequest) -> HttpResponse:
    return _log(request, Kind.DOCUMENT)


@require_http_methods(["GET", "POST"])
@keeps_typed
@requires(Permission.LOG)
def log_inspection(request: UserRequest) -> HttpResponse:
    return _log(request, Kind.INSPECTION)


def _log(request: UserRequest, kind: Kind) -> HttpResponse:
    if request.method == "POST":
        return _save(request, kind)
    typed = brought_back(request)
    if typed is not None:
        entry = new_entry(request.user, kind, typed)
        submission, seal = typed.get("submission"), typed.get("read")
        occurrence = asked_occurrence(request, typed)
        kept: dict[str, Any] = {"submission": submission, "seal": seal, "occurrence": occurrence}
        return entry_page(request, entry, is_brought_back=True, **kept)
    occurrence = asked_occurrence(request)
    if occurrence is not None:
        return occurrence_page(request, occurrence)
    assessment = asked_assessment(request, kind)
    if assessment is not None:
        return entry_page(request, entry_of(assessment, request.user))
    line = asked_line(request, kind)
    if line is not None:
        return entry_page(request, entry_of_line(line, request.user))
    told = {"without_admission": True} if "without_number" in request.GET else None
    return entry_page(request, new_entry(request.user, kind, copy=request.GET.get("copy") == "last", read=told))


def _save(request: UserRequest, kind: Kind) -> HttpResponse:
    entry = new_entry(request.user, kind, request.POST)
    if not entry.is_valid():
        return _refused(request, entry)
    alike = entry.look_alikes()
    # Asked after the look-alikes: when two clicks race, the item they found is the first click's own.
    submission = submission_of(request)
    earlier = submitted_as(submission, request.user) if submission else None
    if earlier is not None and _is_the_same(earlier, entry.facts.instance):
        return _after(request, earlier)
    alike = [] if "anyway" in request.POST else alike
    if alike or entry.must_show_days():
        return _again(request, entry, alike=alike, **past_days(entry), status=CONFLICT)
    return _after(request, _logged(request, entry, None if earlier else submission))


def _logged(request: UserRequest, entry: Entry, submission: UUID | None) -> Item:
    """The saved item. When the same form arrives twice at once, the one that was first."""
    item = entry.facts.instance
    item.submission, item.source = submission, source_of(request.POST)
    try:
        items = log_entry(entry, asked_occurrence(request), request)
    except IntegrityError:
        earlier = submitted_as(submission, request.user) if submission else None
        if earlier is None:
            raise
        return earlier
    tell_logged(request, receipt(item, request.user))
    tell_series(request, items)
    note_saved(request, item)
    return item


def _refused(request: UserRequest, entry: Entry) -> HttpResponse:
    """Errors with everything typed kept; but of something classified, nothing."""
    if entry.is_classified:
        return entry_page(request, new_entry(request.user, entry.kind), is_classified=True, status=UNPROCESSABLE)
    entry.focus_first_error()
    return _again(request, entry, errors=entry.errors(), status=UNPROCESSABLE)


def _again(request: UserRequest, entry: Entry, **extra: Any) -> HttpResponse:
    """The same screen once more, with the notice it was filled from."""
    repaint(entry, request.POST)
    extra |= {"occurrence": asked_occurrence(request)}
    extra |= {"seal": request.POST.get("read"), "reading": read_again(request, entry), "verdict": verdict_on(entry)}
    return entry_page(request, entry, **extra)


def _after(request: UserRequest, item: Item) -> HttpResponse:
    if request.POST.get("then") == "stay":
        return redirect("item", item.pk)
    return redirect(PAGES[Kind(item.kind)])


def _is_the_same(earlier: Item, item: Item) -> bool:
    """A form that was changed after going back is a new record, not a second click."""
    return earlier.fingerprint == fingerprint(item)
