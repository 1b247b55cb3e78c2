"""The page around a form that a supervisor or an issuer fills in."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from tracker.forms.promises import PromiseForm
from tracker.permissions import UserRequest

UNPROCESSABLE = 422


def promise_page(
    request: UserRequest, template: str, form: PromiseForm, fresh: Callable[[], PromiseForm], **context: Any
) -> HttpResponse:
    """The form as it was filled in; when a mark of secrecy was typed, a fresh one, so that nothing is shown again."""
    is_classified, status = form.is_classified, UNPROCESSABLE if form.errors else 200
    shown = fresh() if is_classified else form
    return render(request, template, {"form": shown, "is_classified": is_classified, **context}, status=status)
