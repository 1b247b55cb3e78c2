"""“本期无”: one click says that nothing of a kind landed in a month, another takes it back."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tracker.actions.nil_reports import report_nil, report_nil_month, withdraw_nil
from tracker.forms.nil_reports import NilForm, NilMonthForm
from tracker.models.nil_reports import NilReport
from tracker.models.posts import offices_visible_to
from tracker.permissions import Permission, UserRequest, requires


@require_POST
@requires(Permission.LOG)
def nil_report(request: UserRequest) -> HttpResponse:
    form = _cell(request)
    try:
        report = report_nil(**form.cell, by=request.user, today=timezone.localdate())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        text = _("已报“本期无”：%(office)s %(year)s年%(month)s月没有%(kind)s。以后有登记的，以登记为准。")
        messages.success(request, text % _told(report), extra_tags=_undo(report))
    return redirect(_back(form))


@require_POST
@requires(Permission.LOG)
def nil_month(request: UserRequest) -> HttpResponse:
    """All kinds of a month at once, but for those that have records."""
    form = NilMonthForm(request.POST, offices=offices_visible_to(request.user))
    if not form.is_valid():
        raise Http404
    office, month = form.cleaned_data["office"], form.cleaned_data["month"]
    try:
        reports = report_nil_month(office, month, by=request.user, today=timezone.localdate())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        _tell_month(request, reports)
    return redirect(_back(form))


def _tell_month(request: UserRequest, reports: Sequence[NilReport]) -> None:
    if not reports:
        messages.info(request, _("这个月三类都有登记，没有改动。"))
        return
    kinds = _("、").join(report.get_kind_display() for report in reports)
    text = _("已报“本期无”：%(office)s %(year)s年%(month)s月没有%(kind)s。以后有登记的，以登记为准。")
    messages.success(request, text % (_told(reports[0]) | {"kind": kinds}))


@require_POST
@requires(Permission.LOG)
def nil_withdraw(request: UserRequest) -> HttpResponse:
    """Taking back twice is taking back."""
    report = _cell(request).report()
    if report is not None:
        withdraw_nil(report)
        text = _("已收回：%(office)s %(year)s年%(month)s月的%(kind)s又是“没有登记”。")
        messages.success(request, text % _told(report))
    return redirect("todo")


def _back(form: NilMonthForm) -> str:
    """The page of the office it was sent from, at what is missing; else the to-do page."""
    name, office, month = (form.cleaned_data[field] for field in ("back", "office", "month"))
    if name not in ("office", "issuer"):
        return reverse("todo")
    return f"{reverse(name, args=[office.code, month // 100])}#missing"


def _cell(request: UserRequest) -> NilForm:
    """Raises Http404 for what no button of the page sends, and for an office beyond the user's scope."""
    form = NilForm(request.GET.dict() | request.POST.dict(), offices=offices_visible_to(request.user))
    if not form.is_valid():
        raise Http404
    return form


def _undo(report: NilReport) -> str:
    cell: dict[str, str | int] = {"office": report.office.code, "kind": report.kind, "month": report.month}
    return f"{reverse('nil_withdraw')}?{urlencode(cell)}"


def _told(report: NilReport) -> dict[str, Any]:
    year, month = divmod(report.month, 100)
    return {"office": report.office, "year": year, "month": month, "kind": report.get_kind_display()}
