"""Written explanations: who owes one, writing it with the facts beside it, and deciding on it."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tracker.actions.explanations import (
    NothingOwedError,
    OwnExplanationError,
    accept_explanation,
    return_explanation,
    submit_explanation,
)
from tracker.forms.as_of import FIRST_YEAR
from tracker.forms.explanations import ExplanationForm
from tracker.forms.reasons import ReasonForm
from tracker.models.explanations import Explanation
from tracker.models.kinds import Kind
from tracker.models.posts import post_of
from tracker.permissions import Permission, UserRequest, ensure, may, requires
from tracker.queries.explanations import (
    ExplanationRow,
    State,
    decidable_explanations,
    explanation_row,
    explanation_rows,
    explanation_rule,
    main_items,
    steps_of,
)
from tracker.sentences.explanations import list_sentence
from tracker.views.asked_year import asked_year
from tracker.views.years import office_of

UNPROCESSABLE = 422


@require_GET
@requires(Permission.VIEW)
def page(request: UserRequest) -> HttpResponse:
    today = timezone.localdate()
    year = min(asked_year(request, today.year), today.year)
    post = post_of(request.user)
    assert post is not None
    rows = explanation_rows(post.office, year, today)
    context = {
        "rows": rows,
        "year": year,
        "years": range(today.year, today.year - 3, -1),
        "verdict": list_sentence(rows),
        "rule": explanation_rule(),
        "today": today,
    }
    return render(request, "tracker/explanations/list.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.VIEW)
def explanation(request: UserRequest, code: str, kind: str, year: int) -> HttpResponse:
    if request.method == "POST":
        ensure(request.user, Permission.LOG)
    row = _row_of(request, code, kind, year)
    form = ExplanationForm(request.POST or None, initial={"text": row.explanation.text if row.explanation else ""})
    if request.method == "POST" and not row.is_owed:
        messages.info(request, _("现在不用报送说明，没有改动。"))
        return redirect(_address(row))
    if request.method == "POST" and form.is_valid():
        return _submitted(request, row, form)
    return _page(request, row, form=form)


@require_POST
@requires(Permission.SET_TARGETS)
def accept(request: UserRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(decidable_explanations(request.user), pk=pk)
    try:
        accept_explanation(found, by=request.user, at=timezone.now())
    except OwnExplanationError:
        messages.error(request, _("您自己报送的说明，请由其他人办理。"))
    else:
        messages.success(request, _("已采纳，留存备查；超额的状态不变。"))
    return redirect(_address(found))


@require_POST
@requires(Permission.SET_TARGETS)
def send_back(request: UserRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(decidable_explanations(request.user), pk=pk)
    reasons = ReasonForm(request.POST)
    if not reasons.is_valid():
        return _page(request, _row_of(request, found.issuer.code, found.kind, found.year), reasons=reasons)
    try:
        return_explanation(found, reasons.cleaned_data["reason"], by=request.user, at=timezone.now())
    except OwnExplanationError:
        messages.error(request, _("您自己报送的说明，请由其他人办理。"))
    else:
        messages.success(request, _("已退回，发文单位重新报送。"))
    return redirect(_address(found))


def _submitted(request: UserRequest, row: ExplanationRow, form: ExplanationForm) -> HttpResponse:
    try:
        submit_explanation(row, form.cleaned_data["text"], by=request.user, at=timezone.now())
    except NothingOwedError:
        messages.info(request, _("现在不用报送说明，没有改动。"))
    else:
        messages.success(request, _("已报送，数字和主要事项按报送时的留存。"))
    return redirect(_address(row))


def _page(
    request: UserRequest,
    row: ExplanationRow,
    form: ExplanationForm | None = None,
    reasons: ReasonForm | None = None,
) -> HttpResponse:
    found = row.explanation
    is_waiting = row.state == State.SUBMITTED
    context = {
        "row": row,
        "form": (form or ExplanationForm()) if row.is_owed and may(request.user, Permission.LOG) else None,
        "reasons": reasons or ReasonForm(),
        "may_decide": is_waiting and may(request.user, Permission.SET_TARGETS) and not _is_own(request, found),
        "main_items": found.main_items if found and not row.is_owed else main_items(row),
        "steps": steps_of(found) if found else [],
        "rule": explanation_rule(),
    }
    has_errors = bool((form and form.errors) or (reasons and reasons.errors))
    return render(
        request, "tracker/explanations/explanation.html", context, status=UNPROCESSABLE if has_errors else 200
    )


def _is_own(request: UserRequest, found: Explanation | None) -> bool:
    return found is not None and found.submitted_by_id == request.user.pk


def _row_of(request: UserRequest, code: str, kind: str, year: int) -> ExplanationRow:
    """Raises Http404 for an office out of scope, an unknown kind, and a year the ledger cannot hold."""
    issuer = office_of(request.user, code)
    today = timezone.localdate()
    if kind not in Kind.values or not FIRST_YEAR <= year <= today.year:
        raise Http404
    return explanation_row(issuer, kind, year, min(today, date(year, 12, 31)))


def _address(row: ExplanationRow | Explanation) -> str:
    return reverse("explanation", args=[row.issuer.code, row.kind, row.year])
