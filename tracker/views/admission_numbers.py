"""Verify an admission number, and the way to log what came without one."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from tracker.forms.admission_numbers import AdmissionNumberForm
from tracker.models.kinds import Kind
from tracker.permissions import Permission, UserRequest, may, requires
from tracker.queries.admission_numbers import verify


@require_http_methods(["GET", "POST"])
@requires(Permission.VIEW)
def page(request: UserRequest) -> HttpResponse:
    """Asked by POST, so that what somebody asks about stays in no address and no log."""
    form = AdmissionNumberForm(request.POST if request.method == "POST" else None)
    verdict = verify(form.cleaned_data["number"]) if form.is_valid() else None
    context = {"form": form, "verdict": verdict, "kinds": Kind, "may_log": may(request.user, Permission.LOG)}
    return render(request, "tracker/admission_numbers/page.html", context, status=422 if form.errors else 200)
