"""发前算账: the price of what is meant to be sent, while it is typed. Nothing is stored until it is kept."""

from datetime import date, time
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tracker.actions.assessments import keep_assessment
from tracker.actions.plans import propose_line
from tracker.charts.prices import Answers, answers, frozen
from tracker.forms.asked_pk import asked_pk
from tracker.forms.assessments import AssessmentForm, draft_of, offices_of, values_of
from tracker.forms.notices import NoticeForm
from tracker.forms.prices import ProposalScreen, filled_screen, new_screen
from tracker.forms.proposals import initial_of, new_initial
from tracker.imports.proposals import read_draft
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.permissions import Permission, UserRequest, requires
from tracker.queries.assessments import assessments_visible_to
from tracker.queries.prices import Reckoning, reckon
from tracker.rules.prices import planned_line
from tracker.rules.proposals import Proposal
from tracker.sentences.words import names_words
from tracker.views.assessments import tell_planned

UNPROCESSABLE = 422
BEGINNINGS = {"am": time(9), "pm": time(14, 30)}  # where a free half-day is taken, and no hour was told
ASSESSMENT, PLAN_LINE = "assessment", "plan_line"


@require_http_methods(["GET", "POST"])
@requires(Permission.PRICE)
def page(request: UserRequest) -> HttpResponse:
    if request.method == "GET":
        return _price_page(request, _asked_screen(request))
    then = request.POST.get("then")
    is_kept = then in (ASSESSMENT, PLAN_LINE)
    screen = filled_screen(request.user, request.POST, is_kept=is_kept)
    if screen.is_classified:
        fresh = new_screen(request.user, new_initial(Kind.MEETING))
        return _price_page(request, fresh, is_classified=True, status=UNPROCESSABLE)
    proposal = screen.proposal()
    if is_kept:
        return _kept(request, screen, proposal, then == PLAN_LINE)
    return _price_page(request, _changed(request, screen, proposal))


@require_POST
@requires(Permission.PRICE)
def reckoned(request: UserRequest) -> HttpResponse:
    """The answers to what stands in the form now, as pieces of the page; 422 where there is nothing to answer."""
    screen = filled_screen(request.user, request.POST, is_kept=False)
    if screen.is_classified or request.POST.get("kind") not in Kind.values:
        return HttpResponse(status=UNPROCESSABLE)
    shown = _answers(request, screen.proposal())
    told = {"answers": shown, "screen": screen, "left_out": screen.form.errors_to_mend()}
    return render(request, "tracker/prices/answers.html", told)


@require_POST
@requires(Permission.PRICE)
def draft(request: UserRequest) -> HttpResponse:
    """The form filled from the text of a draft, and its price; the text is read and forgotten."""
    form, empty = NoticeForm(request.POST), new_screen(request.user, new_initial(Kind.MEETING))
    if not form.is_valid():
        return _price_page(request, empty, notice=form, status=UNPROCESSABLE)
    found = read_draft(form.cleaned_data["text"], request.user, timezone.localtime())
    if found is None:
        return _price_page(request, empty, is_classified=True, status=UNPROCESSABLE)
    if found.kind is None:
        return _price_page(request, empty, notice=form, is_none=True, status=UNPROCESSABLE)
    values = new_initial(found.kind) | found.values
    return _price_page(request, new_screen(request.user, values, found.offices), is_read=True)


def _asked_screen(request: UserRequest) -> ProposalScreen:
    """An empty screen of the kind that was asked for, or one that begins with a draft assessed before."""
    pk = asked_pk(request.GET.get("assessment", ""))
    if pk is not None:
        earlier = get_object_or_404(assessments_visible_to(request.user), pk=pk)
        offices = offices_of(earlier, request.user, timezone.localdate())
        return new_screen(request.user, values_of(earlier), offices)
    kind = request.GET.get("kind", "")
    return new_screen(request.user, new_initial(Kind(kind) if kind in Kind.values else Kind.MEETING))


def _changed(request: UserRequest, screen: ProposalScreen, proposal: Proposal) -> ProposalScreen:
    """The screen with what a button in the answers changes: a cheaper way, another time; else as it is."""
    changes = _free_half_day(request.POST.get("free", "")) or _bundled(request.POST.get("bundle", ""))
    if "way" in request.POST:
        ways = reckon(proposal, request.user, timezone.localdate()).variants
        proposal = next((one.proposal for one in ways if one.way == request.POST["way"]), proposal)
    elif not changes:
        return screen
    values = initial_of(proposal) | {"issuer": proposal.issuer} | changes
    return new_screen(request.user, values, proposal.offices)


def _free_half_day(asked: str) -> dict[str, Any]:
    """2026-11-26/am as values of the form; nothing for anything else."""
    day, _sign, half = asked.partition("/")
    try:
        return {"day": date.fromisoformat(day), "starts_at": BEGINNINGS[half]}
    except (ValueError, KeyError):
        return {}


def _bundled(asked: str) -> dict[str, Any]:
    """2026-11-26/15:30, when the other meeting begins, as values of the form; nothing for anything else."""
    day, _sign, hour = asked.partition("/")
    try:
        when = {"day": date.fromisoformat(day), "starts_at": time.fromisoformat(hour)}
    except ValueError:
        return {}
    return when | {"meeting_form": Item.MeetingForm.BUNDLED}


def _kept(request: UserRequest, screen: ProposalScreen, proposal: Proposal, as_line: bool) -> HttpResponse:
    found = reckon(proposal, request.user, timezone.localdate())
    hard = any(touch.is_hard for touch in found.checked.touches)
    form = AssessmentForm(None if as_line else request.POST, must_explain=hard)
    errors = screen.errors()
    if errors or not (as_line or form.is_valid()):
        return _price_page(request, screen, errors=errors, conclusion=form, status=UNPROCESSABLE)
    return _planned(request, found) if as_line else _assessed(request, screen, found, form)


def _assessed(request: UserRequest, screen: ProposalScreen, found: Reckoning, form: AssessmentForm) -> HttpResponse:
    proposal = found.proposal
    draft, result = draft_of(screen, proposal.offices), frozen(answers(found))
    kept = keep_assessment(form.save(commit=False), proposal, draft, result, by=request.user)
    messages.success(request, _("已存为一致性评估记录，存在%(issuer)s名下。") % {"issuer": proposal.issuer})
    return redirect("assessment", kept.pk)


def _planned(request: UserRequest, found: Reckoning) -> HttpResponse:
    proposal = found.proposal
    line = planned_line(proposal, found.price, names_words(proposal.offices))
    kept = propose_line(proposal.issuer, found.day.year, line, by=request.user)
    tell_planned(request, kept)
    return redirect("plan", proposal.issuer.code, found.day.year)


def _answers(request: UserRequest, proposal: Proposal) -> Answers:
    return answers(reckon(proposal, request.user, timezone.localdate()))


def _price_page(request: UserRequest, screen: ProposalScreen, *, status: int = 200, **extra: Any) -> HttpResponse:
    context = {"screen": screen, "conclusion": AssessmentForm(), "notice": NoticeForm(), **extra}
    context["answers"] = _answers(request, screen.proposal())
    return render(request, "tracker/prices/page.html", context, status=status)
