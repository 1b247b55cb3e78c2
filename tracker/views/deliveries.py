"""What the receiving office says of an item that landed there."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tracker.actions.items import change_delivery, withdraw_delivery
from tracker.forms.deliveries import LandingForm, told_of
from tracker.forms.reasons import ReasonForm
from tracker.models.deliveries import Delivery
from tracker.permissions import Permission, UserRequest, ensure, may_change_delivery, requires
from tracker.queries.norms import norms_on
from tracker.queries.records import receipt, visible_deliveries
from tracker.views.saved import saved_text

UNPROCESSABLE = 422


@require_http_methods(["GET", "POST"])
@requires(Permission.VIEW)
def delivery_edit(request: UserRequest, pk: int) -> HttpResponse:
    delivery = get_object_or_404(visible_deliveries(request.user), pk=pk)
    ensure(request.user, Permission.LOG)
    if not may_change_delivery(request.user, delivery):
        raise PermissionDenied(_("您可以看，不能改。%(office)s的情况由该单位填写。") % {"office": delivery.office})
    if delivery.item.is_withdrawn:
        messages.warning(request, _("这一条已撤回。要改，请先恢复。"))
        return redirect("item", delivery.item_id)
    if request.method == "POST":
        return _save_landing(request, delivery)
    return _delivery_page(request, delivery, _landing_form(delivery), ReasonForm())


def _landing_form(delivery: Delivery, data: Any = None) -> LandingForm:
    norms = norms_on(delivery.day)
    return LandingForm(data, instance=delivery, kind=delivery.kind, norms=norms)


def _save_landing(request: UserRequest, delivery: Delivery) -> HttpResponse:
    if request.POST.get("act") == "drop":
        return _drop(request, delivery)
    if request.POST.get("act") == "take_back":
        change_delivery(delivery, told_of(delivery), by=request.user)
        messages.success(request, _("已改回：本单位收到了这一条。"))
        return redirect("item", delivery.item_id)
    form = _landing_form(delivery, request.POST)
    if not form.is_valid():
        return _delivery_page(request, delivery, form, ReasonForm())
    change_delivery(delivery, form.landing(delivery.office), by=request.user)
    messages.success(request, saved_text(receipt(delivery.item, request.user)))
    return redirect("item", delivery.item_id)


def _drop(request: UserRequest, delivery: Delivery) -> HttpResponse:
    reason = ReasonForm(request.POST)
    if not reason.is_valid():
        return _delivery_page(request, delivery, _landing_form(delivery), reason)
    withdraw_delivery(delivery, reason.cleaned_data["reason"], by=request.user)
    messages.success(request, _("已记下：本单位没有收到，不计入本单位。"))
    return redirect("item", delivery.item_id)


def _delivery_page(request: UserRequest, delivery: Delivery, form: LandingForm, reason: ReasonForm) -> HttpResponse:
    context = {"delivery": delivery, "item": delivery.item, "form": form, "reason": reason}
    status = UNPROCESSABLE if form.errors or reason.errors else 200
    return render(request, "tracker/items/delivery.html", context, status=status)
