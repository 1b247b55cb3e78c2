"""Presets: the policies kept as data, rule by rule, where each is adopted, and the targets they prescribe."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tracker.actions.presets import adopt_preset, end_adoption, rehearse_targets, set_targets
from tracker.forms.presets import AdoptionForm, EndForm, PromisedForm, promise_lines
from tracker.models.posts import post_of
from tracker.models.targets import Target
from tracker.permissions import Permission, UserRequest, may, requires
from tracker.queries.presets import PresetRow, changeable_adoptions, preset_row, preset_rows
from tracker.sentences.presets import change_words
from tracker.tables.presets import RuleTable
from tracker.views.asked_year import asked_year

UNPROCESSABLE = 422


@require_GET
@requires(Permission.VIEW)
def page(request: UserRequest) -> HttpResponse:
    post = post_of(request.user)
    assert post is not None
    rows = preset_rows(request.user, post.office, timezone.localdate())
    context = {"rows": rows, "adopted": [row for row in rows if row.in_force]}
    return render(request, "tracker/presets/list.html", context)


@require_GET
@requires(Permission.VIEW)
def rules(request: UserRequest, preset: str) -> HttpResponse:
    row = _row_of(request, preset)
    may_set = may(request.user, Permission.SET_TARGETS)
    ending = changeable_adoptions(request.user).values_list("pk", flat=True) if may_set else ()
    context = {"row": row, "table": RuleTable(row.rules), "may_set": may_set, "ending": set(ending)}
    return render(request, "tracker/presets/preset.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.SET_TARGETS)
def adopt(request: UserRequest, preset: str) -> HttpResponse:
    row = _row_of(request, preset)
    initial = {"area": row.office.pk, "valid_from": timezone.localdate()}
    form = AdoptionForm(request.POST or None, user=request.user, preset=row.preset, initial=initial)
    if request.method == "POST" and form.is_valid():
        adoption = adopt_preset(form.adoption())
        messages.success(
            request, _("已采用。%(area)s：%(change)s") % {"area": adoption.area, "change": change_words(row)}
        )
        return redirect("preset", row.preset.code)
    context = {"row": row, "form": form, "change": change_words(row)}
    return render(request, "tracker/presets/adopt.html", context, status=_status(form))


@require_http_methods(["GET", "POST"])
@requires(Permission.SET_TARGETS)
def end(request: UserRequest, pk: int) -> HttpResponse:
    adoption = get_object_or_404(changeable_adoptions(request.user), pk=pk)
    form = EndForm(request.POST or None, adoption=adoption, initial={"last": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        end_adoption(adoption, form.cleaned_data["last"])
        told = {"area": adoption.area, "last": adoption.valid_to}
        messages.success(request, _("已记下：%(area)s采用到 %(last)s 为止，之前的核对不变。") % told)
        return redirect("preset", adoption.preset.code)
    row = _row_of(request, adoption.preset.code)
    return render(
        request, "tracker/presets/end.html", {"adoption": adoption, "row": row, "form": form}, status=_status(form)
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.SET_TARGETS)
def targets(request: UserRequest, preset: str) -> HttpResponse:
    """The targets a preset prescribes: filled in, shown with their ceilings, and only then stored."""
    row = _row_of(request, preset)
    year = asked_year(request, timezone.localdate().year)
    initial = {"office": row.office.pk, "year": year, "level": row.level_promised}
    form = PromisedForm(request.POST or None, user=request.user, initial=initial)
    lines = promise_lines(row.promises, request.POST or None)
    context: dict[str, Any] = {"row": row, "form": form, "lines": lines}
    if request.method != "POST":
        return render(request, "tracker/presets/targets.html", context)
    promised = _promised(form, lines)
    if promised is None:
        return render(request, "tracker/presets/targets.html", context, status=UNPROCESSABLE)
    if "store" in request.POST:
        return _stored(request, promised)
    context["rows"] = rehearse_targets(promised, by=request.user, today=timezone.localdate())
    return render(request, "tracker/presets/targets.html", context)


def _promised(form: PromisedForm, lines: list[Any]) -> list[Target] | None:
    """The chosen targets, not stored; None where something is to be mended, which is told at its field."""
    are_valid = [form.is_valid(), *(line.is_valid() for line in lines)]
    if not all(are_valid):
        return None
    chosen = [(line, line.target(form.cleaned_data)) for line in lines if line.cleaned_data["chosen"]]
    if not chosen:
        form.add_error(None, _("请至少选一项。"))
        return None
    promised = [target for _line, target in chosen]
    checked = [line.check_target(target, promised[:place]) for place, (line, target) in enumerate(chosen)]
    return promised if all(checked) else None


def _stored(request: UserRequest, promised: list[Target]) -> HttpResponse:
    stored = set_targets(promised, by=request.user)
    messages.success(request, _("已设 %(number)s 项目标，限额由底数自动算出。") % {"number": len(stored)})
    response = redirect("targets")
    response["Location"] += f"?year={stored[0].year}"
    return response


def _status(form: Any) -> int:
    return UNPROCESSABLE if form.errors else 200


def _row_of(request: UserRequest, code: str) -> PresetRow:
    """Raises Http404 for a preset that does not exist."""
    post = post_of(request.user)
    assert post is not None
    row = preset_row(request.user, post.office, code, timezone.localdate())
    if row is None:
        raise Http404
    return row
