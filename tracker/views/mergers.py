"""Merging an office into another and renaming it: for administrators, from the office's own page."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tracker.actions.offices import merge_offices, rename_office
from tracker.forms.mergers import MergerForm, NameForm
from tracker.models.offices import Office
from tracker.models.posts import offices_visible_to
from tracker.permissions import Permission, UserRequest, requires
from tracker.views.years import office_of

UNPROCESSABLE = 422


@require_GET
@requires(Permission.ADMINISTER)
def page(request: UserRequest, code: str) -> HttpResponse:
    return _page(request, office_of(request.user, code))


@require_POST
@requires(Permission.ADMINISTER)
def merge(request: UserRequest, code: str) -> HttpResponse:
    office = office_of(request.user, code)
    form = MergerForm(request.POST, offices=offices_visible_to(request.user), auto_id="merge_%s")
    told = _("已并入。以前的登记留在原单位，承接单位的底数和本年数都含它的。")
    return _done(
        request, office, form, lambda said: merge_offices(office, said["into"], said["day"]), told, merging=form
    )


@require_POST
@requires(Permission.ADMINISTER)
def rename(request: UserRequest, code: str) -> HttpResponse:
    office = office_of(request.user, code)
    form = NameForm(request.POST, auto_id="rename_%s")
    told = _("已更名。原名称留作别名，旧台账照样能认。")
    return _done(
        request, office, form, lambda said: rename_office(office, said["name"], said["day"]), told, naming=form
    )


def _done(
    request: UserRequest,
    office: Office,
    form: forms.Form,
    act: Callable[[dict[str, Any]], Office],
    told: str,
    **shown: forms.Form,
) -> HttpResponse:
    if form.is_valid():
        try:
            act(form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, told)
            name = "overview" if office.kind == Office.Kind.REGION else "office"
            return redirect(reverse(name, args=[office.code, timezone.localdate().year]))
    return _page(request, office, **shown)


def _page(request: UserRequest, office: Office, **shown: forms.Form) -> HttpResponse:
    context = {
        "office": office,
        "offices": offices_visible_to(request.user),
        "merging": shown.get("merging", MergerForm(offices=offices_visible_to(request.user), auto_id="merge_%s")),
        "naming": shown.get("naming", NameForm(auto_id="rename_%s")),
    }
    return render(request, "tracker/mergers/page.html", context, status=UNPROCESSABLE if shown else 200)
