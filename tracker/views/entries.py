"""The logging page: one screen to fill in, beside it the place to paste and what was logged today."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from tracker.forms.entries import Entry
from tracker.forms.notices import NoticeForm
from tracker.models.kinds import Kind
from tracker.permissions import UserRequest
from tracker.queries.records import logged_today, recently_logged
from tracker.views.drafts import draft_facts

PAGES = {Kind.MEETING: "log_meeting", Kind.DOCUMENT: "log_document", Kind.INSPECTION: "log_inspection"}
UNPROCESSABLE = 422
CONFLICT = 409


def entry_page(request: UserRequest, entry: Entry, *, status: int = 200, **extra: Any) -> HttpResponse:
    context = {
        "entry": entry,
        "address": reverse(PAGES[entry.kind]),
        "submission": submission_of(request) or uuid4(),
        "notice": NoticeForm(),
        "recent": recently_logged(request.user, 5),
        "logged_today": logged_today(request.user),
        "draft": draft_facts(request.user),
        **extra,
    }
    return render(request, "tracker/log/page.html", context, status=status)


def submission_of(request: UserRequest) -> UUID | None:
    """The mark of this filled-in form, by which a second click is known."""
    try:
        return UUID(request.POST.get("submission", ""))
    except ValueError:
        return None
