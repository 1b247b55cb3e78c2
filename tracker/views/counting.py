"""The clauses of a draft of the counting rule: added, changed, put in order, taken out."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tracker.actions.counting_rules import move_clause, remove_clause, save_clause
from tracker.forms.counting_rules import ClauseForm
from tracker.models.counting_rules import CountingClause
from tracker.models.kinds import Kind
from tracker.permissions import Permission, UserRequest, requires
from tracker.queries.counting_rules import draft_clauses, drafts
from tracker.sentences.counting_rules import clause_words
from tracker.views.promises import promise_page

MOVES = {"up": -1, "down": 1}


@require_http_methods(["GET", "POST"])
@requires(Permission.SET_COUNTING)
def add(request: UserRequest, pk: int, kind: str) -> HttpResponse:
    draft = get_object_or_404(drafts(), pk=pk)
    if kind not in Kind.values:
        raise Http404
    return _save(request, CountingClause(rule=draft, kind=kind))


@require_http_methods(["GET", "POST"])
@requires(Permission.SET_COUNTING)
def edit(request: UserRequest, pk: int) -> HttpResponse:
    return _save(request, get_object_or_404(draft_clauses(), pk=pk))


@require_POST
@requires(Permission.SET_COUNTING)
def move(request: UserRequest, pk: int) -> HttpResponse:
    clause = get_object_or_404(draft_clauses(), pk=pk)
    step = MOVES.get(request.POST.get("to", ""))
    if step is not None:
        move_clause(clause, step)
    return redirect("counting_rule", clause.rule_id)


@require_POST
@requires(Permission.SET_COUNTING)
def remove(request: UserRequest, pk: int) -> HttpResponse:
    clause = get_object_or_404(draft_clauses(), pk=pk)
    remove_clause(clause)
    messages.success(request, _("已去掉：%(clause)s。") % {"clause": clause_words(clause)})
    return redirect("counting_rule", clause.rule_id)


def _save(request: UserRequest, clause: CountingClause) -> HttpResponse:
    form = ClauseForm(request.POST if request.method == "POST" else None, instance=clause)
    if request.method == "POST" and form.is_valid():
        saved = form.save(commit=False)
        save_clause(saved)
        messages.success(request, _("已保存：%(clause)s。") % {"clause": clause_words(saved)})
        return redirect("counting_rule", saved.rule_id)
    fresh = partial(ClauseForm, instance=clause)
    return promise_page(request, "tracker/counting_rules/clause.html", form, fresh, rule=clause.rule, clause=clause)
