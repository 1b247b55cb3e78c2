"""Emergency responses: declared, ended, and watched, so that the exemption does not become the rule."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tracker.actions.counting import Redecided
from tracker.actions.emergencies import end_emergency, save_emergency
from tracker.forms.emergencies import EmergencyForm
from tracker.models.emergencies import Emergency
from tracker.models.posts import post_of
from tracker.permissions import Permission, UserRequest, may, requires
from tracker.queries.emergencies import changeable_responses, emergency_shares, responses_concerning
from tracker.queries.histories import acts_on_row
from tracker.sentences.counting_rules import redecided_words
from tracker.sentences.emergencies import outlier_sentence
from tracker.views.promises import promise_page


@require_GET
@requires(Permission.VIEW)
def page(request: UserRequest) -> HttpResponse:
    today = timezone.localdate()
    post = post_of(request.user)
    assert post is not None
    shares = emergency_shares(post.office, today)
    may_set = may(request.user, Permission.SET_TARGETS)
    changeable = changeable_responses(request.user).values_list("pk", flat=True) if may_set else ()
    context = {
        "responses": responses_concerning(request.user),
        "today": today,
        "changeable": set(changeable),
        "may_set": may_set,
        "shares": shares,
        "outliers": [outlier_sentence(row) for row in shares if row.is_outlier],
    }
    return render(request, "tracker/emergencies/list.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.SET_TARGETS)
def add(request: UserRequest) -> HttpResponse:
    post = post_of(request.user)
    assert post is not None
    initial = {"area": post.office, "first": timezone.localdate()}
    form = EmergencyForm(request.POST if request.method == "POST" else None, user=request.user, initial=initial)
    return _save(request, form)


@require_http_methods(["GET", "POST"])
@requires(Permission.SET_TARGETS)
def edit(request: UserRequest, pk: int) -> HttpResponse:
    response = get_object_or_404(changeable_responses(request.user), pk=pk)
    form = EmergencyForm(
        request.POST if request.method == "POST" else None,
        user=request.user,
        instance=response,
        initial={"area": response.area},
    )
    return _save(request, form, pk)


@require_POST
@requires(Permission.SET_TARGETS)
def end(request: UserRequest, pk: int) -> HttpResponse:
    response = get_object_or_404(changeable_responses(request.user), pk=pk)
    redecided = end_emergency(response, timezone.localdate(), by=request.user)
    told = {"name": response.name, "last": response.last.isoformat(), "items": redecided_words(*redecided)}
    messages.success(request, _("%(name)s到 %(last)s 止；%(items)s。") % told)
    return redirect("emergencies")


def _save(request: UserRequest, form: EmergencyForm, pk: int | None = None) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        _tell(request, form.instance, save_emergency(form.save(commit=False), by=request.user))
        return redirect("emergencies")
    return _form_page(request, form, pk)


def _tell(request: UserRequest, response: Emergency, redecided: Redecided) -> None:
    told = {"name": response.name, "last": response.last.isoformat(), "items": redecided_words(*redecided)}
    messages.success(request, _("已保存：%(name)s，到 %(last)s 自动结束；%(items)s。") % told)


def _form_page(request: UserRequest, form: EmergencyForm, pk: int | None) -> HttpResponse:
    """The form as it was filled in; when a mark of secrecy was typed, as it was before."""
    kept = get_object_or_404(changeable_responses(request.user), pk=pk) if pk else None
    fresh = partial(EmergencyForm, user=request.user, instance=kept, initial={"area": kept.area} if kept else None)
    acts = acts_on_row(kept) if kept else []
    return promise_page(request, "tracker/emergencies/edit.html", form, fresh, response=kept, acts=acts)
