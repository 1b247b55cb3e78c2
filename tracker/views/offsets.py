"""The offset ledger (增一减一): what an issuer retired, what is left of it, and what the receivers say."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tracker.actions.offsets import give_verdicts, offer_burden, withdraw_offset
from tracker.figures import hours_text
from tracker.forms.offsets import AnswerForm, OfferForm
from tracker.models.offices import Office
from tracker.models.posts import Post, post_of
from tracker.permissions import Permission, UserRequest, ensure, may_plan_for, requires
from tracker.queries.offsets import asked_of, balance, beside, burdens, offset_rows, own_offsets
from tracker.views.years import office_of

UNPROCESSABLE = 422


@require_GET
@requires(Permission.VIEW)
def page(request: UserRequest, code: str) -> HttpResponse:
    issuer = office_of(request.user, code)
    return _page(request, issuer, OfferForm(burdens=burdens(issuer, timezone.localdate())))


@require_POST
@requires(Permission.VIEW)
def offer(request: UserRequest, code: str) -> HttpResponse:
    issuer = office_of(request.user, code)
    ensure(request.user, Permission.LOG)
    form = OfferForm(request.POST, burdens=burdens(issuer, timezone.localdate()))
    if not form.is_valid():
        return _page(request, issuer, form, status=UNPROCESSABLE)
    try:
        offset = offer_burden(form.chosen, form.cleaned_data["reason"], by=request.user)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    else:
        told = {"hours": hours_text(offset.person_minutes), "day": offset.expires_on.isoformat()}
        messages.success(request, _("已申报，约 %(hours)s 人时，有效期至 %(day)s。接收单位确认后可用。") % told)
    return redirect("offsets", code)


@require_POST
@requires(Permission.VIEW)
def withdraw(request: UserRequest, pk: int) -> HttpResponse:
    offset = get_object_or_404(own_offsets(request.user), pk=pk)
    ensure(request.user, Permission.LOG)
    try:
        withdraw_offset(offset, by=request.user)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    else:
        messages.success(request, _("已撤回，不再可用；记录保留。"))
    return redirect("offsets", offset.issuer.code)


@require_GET
@requires(Permission.LOG)
def answers(request: UserRequest) -> HttpResponse:
    return _answers_page(request)


@require_POST
@requires(Permission.LOG)
def answer(request: UserRequest, pk: int) -> HttpResponse:
    """The reader's offices answer together. What the reader's offices have no say in is answered like what is not."""
    asked = next((one for one in asked_of(request.user, timezone.localdate()) if one.offset.pk == pk), None)
    if asked is None:
        raise Http404
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _answers_page(request, failed=pk, form=form, status=UNPROCESSABLE)
    agrees = form.cleaned_data["agrees"] == "yes"
    give_verdicts(asked.verdicts, agrees=agrees, reason=form.cleaned_data["reason"], by=request.user)
    messages.success(request, _("已答复：属实。") if agrees else _("已提出异议，这一项停用，靠它批准的要重新批。"))
    return redirect("offset_answers")


def _page(request: UserRequest, issuer: Office, form: OfferForm, status: int = 200) -> HttpResponse:
    today = timezone.localdate()
    rows = offset_rows(issuer, today)
    post = post_of(request.user)
    context = {
        "issuer": issuer,
        "year": today.year,
        "rows": rows,
        "balance": balance(rows),
        "beside": beside(issuer, today.year),
        "form": form,
        "burdens": list(form.by_item.values()),
        "may_offer": may_plan_for(request.user, issuer),
        "names_objectors": post is not None and post.role == Post.Role.SUPERVISOR,
    }
    return render(request, "tracker/offsets/page.html", context, status=status)


def _answers_page(request: UserRequest, *, status: int = 200, **extra: Any) -> HttpResponse:
    asked = asked_of(request.user, timezone.localdate())
    return render(request, "tracker/offsets/answers.html", {"asked": asked, **extra}, status=status)
