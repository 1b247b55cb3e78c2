"""Read what is pasted or dropped on the logging page, and fill the form with it. Nothing of it is stored."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.contrib.auth.models import User
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from tracker.figures import day_text
from tracker.forms.entries import Entry, new_entry
from tracker.forms.notices import NoticeForm, as_sent, read_entry, sealed
from tracker.imports.filling import Filling
from tracker.imports.notices.arrivals import written_at
from tracker.imports.notices.filling import KINDS, addressed_in, fill_from_notice
from tracker.imports.notices.kinds import NoticeKind
from tracker.imports.notices.marks import Part, parts_of
from tracker.imports.notices.reading import Notice, read_notice
from tracker.imports.papers.files import Paper
from tracker.imports.papers.filling import addressed_by, fill_from_paper
from tracker.imports.papers.problems import CLASSIFIED, PaperRefusedError
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.models.posts import post_of
from tracker.permissions import Permission, UserRequest, requires
from tracker.queries.records import resembling
from tracker.queries.senders import senders_open_to
from tracker.views.entries import UNPROCESSABLE, entry_page
from tracker.views.papers import InMemoryUpload, handed_in
from tracker.views.verdicts import verdict_on


@dataclass(slots=True)
class Reading:
    """What was read, as the page shows it beside the form it fills."""

    entry: Entry
    filling: Filling
    received: date
    text: str = ""
    paper: Paper | None = None
    recipients: int = 0

    @property
    def parts(self) -> list[tuple[str, str]]:
        """Pieces of the text with the labels of the fields read from them; empty labels for the rest."""
        return [(part.text, self._labels(part)) for part in parts_of(self.text, self.filling.spans)]

    @property
    def count(self) -> int:
        return sum(name in self.entry.facts.fields for name in self.filling.values)

    @property
    def missing(self) -> list[Any]:
        return [self.entry.facts[name].label for name in self.filling.missing]

    @property
    def day(self) -> str:
        return day_text(self.filling.values["day"])

    @property
    def late(self) -> str:
        return day_text(self.filling.late) if self.filling.late else ""

    @property
    def is_ahead(self) -> bool:
        return self.filling.is_ahead(timezone.localdate())

    def _labels(self, part: Part) -> str:
        return "、".join(str(self.entry.facts[name].label) for name in part.names if name in self.entry.facts.fields)


@csrf_exempt  # the token is checked by _read: until then no part of the request has been read, and no file stored
@require_http_methods(["GET", "POST"])
@requires(Permission.LOG)
def log_read(request: UserRequest) -> HttpResponse:
    if request.method == "GET":
        return redirect("log_meeting")
    request.upload_handlers = [InMemoryUpload(request)]
    return _read(request)


@csrf_protect
def _read(request: UserRequest) -> HttpResponse:
    form = NoticeForm(request.POST, request.FILES)
    try:
        paper = handed_in(request)
    except PaperRefusedError as error:
        if error.reason == CLASSIFIED:
            return _classified(request, form)
        return _unread(request, form, refusal=str(error))
    if not form.is_valid():
        return _unread(request, form)
    return _paper(request, form, paper) if paper else _text(request, form)


def _text(request: UserRequest, form: NoticeForm) -> HttpResponse:
    text, received = form.cleaned_data["text"], form.cleaned_data["received"]
    notice = _read_text(form)
    if notice is None:
        return _classified(request, form)
    if notice.kind == NoticeKind.NONE:
        return _unread(request, form, is_none=True)
    senders, home = senders_open_to(request.user, timezone.localdate()), _office(request.user)
    filling = fill_from_notice(notice, text, received, senders, home, as_document=form.cleaned_data["as_document"])
    entry = read_entry(request.user, filling.kind, filling.values)
    addressed = addressed_in(text, home, entry.recipients.open) if entry.recipients else []
    return _filled(request, form, Reading(entry, filling, received, text), addressed)


def _paper(request: UserRequest, form: NoticeForm, paper: Paper) -> HttpResponse:
    received, home = form.cleaned_data["received"], _office(request.user)
    filling = fill_from_paper(paper, received, senders_open_to(request.user, timezone.localdate()), home)
    entry = read_entry(request.user, filling.kind, filling.values)
    addressed = addressed_by(paper, home, entry.recipients.open) if entry.recipients else []
    return _filled(request, form, Reading(entry, filling, received, paper=paper), addressed)


def _filled(request: UserRequest, form: NoticeForm, reading: Reading, addressed: list[Office]) -> HttpResponse:
    """The form with what was read; what it will cost, and look-alikes, as if it were sent already."""
    if reading.entry.recipients is not None:
        reading.entry.recipients.tick(addressed)
        reading.recipients = len(addressed)
    seal = sealed(reading.entry, reading.filling.source, reading.filling.values)
    sent = new_entry(request.user, reading.entry.kind, as_sent(reading.entry))
    verdict = verdict_on(sent)
    alike = _alike(request.user, sent) if sent.is_valid() else []
    shown: dict[str, Any] = {"notice": form, "reading": reading, "seal": seal, "verdict": verdict, "alike": alike}
    return entry_page(request, reading.entry, **shown)


def _alike(user: User, sent: Entry) -> list[Item]:
    office = sent.logged_for() if sent.here is not None else None
    return resembling(sent.facts.instance, office, user)


def read_again(request: UserRequest, entry: Entry) -> Reading | None:
    """The notice that a form was filled from, when the form comes back with errors; None where there was none."""
    form = NoticeForm({"text": request.POST.get("pasted", ""), "received": request.POST.get("arrived", "")})
    notice = _read_text(form) if form.is_valid() else None
    if notice is None or entry.kind not in (KINDS.get(notice.kind), Kind.DOCUMENT):
        return None
    text, received = form.cleaned_data["text"], form.cleaned_data["received"]
    as_document = entry.kind == Kind.DOCUMENT
    home = _office(request.user)
    filling = fill_from_notice(notice, text, received, entry.facts.senders, home, as_document=as_document)
    return Reading(entry, filling, received, text)


def _unread(request: UserRequest, form: NoticeForm, **why: Any) -> HttpResponse:
    """Nothing was filled in; the text stays where it was pasted."""
    return entry_page(request, new_entry(request.user, form.asked_kind), status=UNPROCESSABLE, notice=form, **why)


def _classified(request: UserRequest, form: NoticeForm) -> HttpResponse:
    """Refused, and nothing of it shown again."""
    entry = new_entry(request.user, form.asked_kind)
    return entry_page(request, entry, status=UNPROCESSABLE, is_classified=True)


def _read_text(form: NoticeForm) -> Notice | None:
    """From now, or from the beginning of the earlier day on which it came."""
    text, received, now = form.cleaned_data["text"], form.cleaned_data["received"], timezone.localtime()
    came = now if received == now.date() else timezone.make_aware(datetime.combine(received, time.min))
    return read_notice(text, written_at(text, came))


def _office(user: User) -> Office:
    post = post_of(user)
    assert post is not None
    return post.office
