"""Read what is pasted on the logging page, and fill the form with it."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from tracker.permissions import Permission, UserRequest, requires


@require_http_methods(["GET", "POST"])
@requires(Permission.LOG)
def log_read(request: UserRequest) -> HttpResponse:
    return redirect("log_meeting")
