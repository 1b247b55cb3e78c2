"""Versions of the counting rule: what counts, since when, what changed; drafted, tried out and adopted."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tracker.actions.counting_rules import AdoptedError, adopt, discard_draft, draft_from, save_draft
from tracker.charts.counting import effect_rows
from tracker.forms.asked_pk import asked_pk
from tracker.forms.counting_rules import DraftForm
from tracker.models.counting_rules import CountingRule
from tracker.models.kinds import Kind
from tracker.models.posts import post_of
from tracker.permissions import Permission, UserRequest, ensure, may, requires
from tracker.queries.counting import effect
from tracker.queries.counting_rules import (
    decides_for_all,
    drafts,
    is_taken,
    version_before,
    version_in_force,
    version_rows,
    versions,
)
from tracker.sentences.counting_rules import changes_between, redecided_words
from tracker.views.promises import promise_page

CONFLICT = 409


@require_GET
@requires(Permission.VIEW)
def page(request: UserRequest) -> HttpResponse:
    rows = version_rows(request.user, timezone.localdate())
    told = [{"row": row, "changes": changes_between(row.before, row.rule)} for row in rows]
    context = {"rows": told, "may_set": may(request.user, Permission.SET_COUNTING)}
    return render(request, "tracker/counting_rules/list.html", context)


@require_GET
@requires(Permission.VIEW)
def version(request: UserRequest, pk: int) -> HttpResponse:
    rule = get_object_or_404(versions(), pk=pk)
    if rule.is_draft:
        ensure(request.user, Permission.SET_COUNTING)
    return render(request, "tracker/counting_rules/version.html", version_context(request, rule))


def version_context(request: UserRequest, rule: CountingRule) -> dict[str, Any]:
    """A version with its clauses, what it changed, and what that means for the figures of the reader's area."""
    post = post_of(request.user)
    assert post is not None
    before = version_before(rule)
    found = effect(post.office, rule, timezone.localdate())
    return {
        "rule": rule,
        "kinds": [(Kind(kind), rule.clauses.filter(kind=kind).order_by("position")) for kind in Kind.values],
        "before": before,
        "changes": changes_between(before, rule),
        "effect": found and effect_rows(found),
        "may_set": may(request.user, Permission.SET_COUNTING),
        "may_adopt": may(request.user, Permission.SET_COUNTING) and decides_for_all(request.user),
    }


@require_http_methods(["GET", "POST"])
@requires(Permission.SET_COUNTING)
def add(request: UserRequest) -> HttpResponse:
    """A draft with the clauses of the version in force, or of the one ?from= names."""
    base = _base(request)
    form = DraftForm(
        request.POST if request.method == "POST" else None, initial={"source": base.source if base else ""}
    )
    if request.method != "POST" or not form.is_valid():
        return _form_page(request, form, base=base)
    draft = draft_from(base, form.save(commit=False))
    messages.success(request, _("已起草。草案不影响任何数字；改好条款、看过影响后再采用。"))
    return redirect("counting_rule", draft.pk)


@require_http_methods(["GET", "POST"])
@requires(Permission.SET_COUNTING)
def edit(request: UserRequest, pk: int) -> HttpResponse:
    draft = get_object_or_404(drafts(), pk=pk)
    form = DraftForm(request.POST if request.method == "POST" else None, instance=draft)
    if request.method != "POST" or not form.is_valid():
        return _form_page(request, form, draft=get_object_or_404(drafts(), pk=pk))
    save_draft(form.save(commit=False))
    messages.success(request, _("已保存。"))
    return redirect("counting_rule", draft.pk)


@require_http_methods(["GET", "POST"])
@requires(Permission.SET_COUNTING)
def adopt_draft(request: UserRequest, pk: int) -> HttpResponse:
    """Asks once more, with what it changes; then decides the stored items anew."""
    draft = get_object_or_404(drafts(), pk=pk)
    if not decides_for_all(request.user):
        raise PermissionDenied(
            _(
                "口径对整个台账生效，您的范围之外还有其他单位的台账；请由上级减负办或管理员采用。草案可以先起草、看影响。"
            )
        )
    context = version_context(request, draft)
    if request.method == "GET":
        return render(request, "tracker/counting_rules/adopt.html", context)
    if is_taken(draft):
        messages.error(request, _("这一天已有一版口径生效，请先改草案的生效日期。"))
        return redirect("counting_rule_edit", draft.pk)
    try:
        redecided = adopt(draft, by=request.user)
    except AdoptedError:
        messages.warning(request, _("这一版刚才已被采用。"))
        return redirect("counting_rule", draft.pk)
    told = {"name": draft.name, "day": draft.valid_from.isoformat(), "items": redecided_words(*redecided)}
    messages.success(request, _("已采用《%(name)s》，自 %(day)s 起生效；%(items)s。") % told)
    return redirect("counting_rule", draft.pk)


@require_POST
@requires(Permission.SET_COUNTING)
def discard(request: UserRequest, pk: int) -> HttpResponse:
    draft = get_object_or_404(drafts(), pk=pk)
    discard_draft(draft)
    messages.success(request, _("草案《%(name)s》已作废；它没有影响过任何数字。") % {"name": draft.name})
    return redirect("counting_rules")


def _base(request: UserRequest) -> CountingRule | None:
    pk = asked_pk(request.GET.get("from", ""))
    if pk is not None:
        return get_object_or_404(versions(), pk=pk)
    return version_in_force(timezone.localdate())


def _form_page(
    request: UserRequest, form: DraftForm, base: CountingRule | None = None, draft: CountingRule | None = None
) -> HttpResponse:
    """The form as it was filled in; when a mark of secrecy was typed, as it was before."""
    fresh = partial(DraftForm, instance=draft)
    return promise_page(request, "tracker/counting_rules/edit.html", form, fresh, base=base, rule=draft)
