"""What was typed before the session ran out: kept for its writer alone until they have logged in again.

A script keeps drafts in the browser as well (static/tracker/js/drafts.js); this works without one.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from tracker.permissions import UserRequest
from tracker.rules.classified import WORDS_OF_SECRECY, holds_classified

KEPT = "typed_before_logging_in"
LONGEST = 64 * 1024
OWNED_FOR = timedelta(days=2)
NOT_KEPT = ("csrfmiddlewaretoken", "owner", "pasted", "arrived")  # a notice is read and not kept
_signer = TimestampSigner(salt="tracker.drafts")


def draft_facts(user: User) -> dict[str, str]:
    """What a form must know of its drafts: a token that proves whose it is, and words that forbid one."""
    return {"owner": _signer.sign(str(user.pk)), "words": " ".join(WORDS_OF_SECRECY)}


def keeps_typed(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A view whose form is not lost when it is sent after the session ran out. Stands above `requires`."""

    @wraps(view)
    def keeping(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST" and not request.user.is_authenticated:
            _keep(request)
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return keeping


def brought_back(request: UserRequest) -> QueryDict | None:
    """What this user had typed on this page when the session ran out, once; None for everyone else."""
    kept = request.session.get(KEPT)
    if kept is None or (kept["owner"] == request.user.pk and kept["path"] != request.path):
        return None
    del request.session[KEPT]
    return QueryDict(kept["typed"]) if kept["owner"] == request.user.pk else None


def _keep(request: HttpRequest) -> None:
    """Nothing from a form that no user was ever given, so that visitors cannot fill the database."""
    owner = _owner(request.POST.get("owner", ""))
    if owner is None:
        return
    typed = request.POST.copy()
    for name in NOT_KEPT:
        typed.pop(name, None)
    sent = typed.urlencode()
    if holds_classified(value for _name, values in typed.lists() for value in values):
        messages.error(request, _("登录已过期。填写的内容带有密级标志，没有保存，也没有保留。请按保密规定处理。"))
    elif len(sent) > LONGEST:
        messages.warning(request, _("登录已过期，这一条没有保存。内容太长，不能保留，请登录后重新填写。"))
    else:
        request.session[KEPT] = {"owner": owner, "path": request.path, "typed": sent}
        messages.warning(request, _("登录已过期，这一条还没有保存。填写的内容已替您留着，登录后带回原页。"))


def _owner(token: str) -> int | None:
    try:
        return int(_signer.unsign(token, max_age=OWNED_FOR))
    except BadSignature:
        return None
