"""A plan from Excel: the blank sheet, the file, what it would enter, and entering all of it or nothing."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tracker.actions.plans import propose_lines
from tracker.forms.plans import PlanFileForm
from tracker.imports.plan_sheets import PlanSheet, doubles, read_plan, sealed, unsealed
from tracker.imports.problems import ImportFileError
from tracker.models.offices import Office
from tracker.models.plans import PlanLine
from tracker.permissions import Permission, UserRequest, requires
from tracker.queries.plans import plan_of
from tracker.views.plans import issuer_to_plan_for
from tracker.views.promises import UNPROCESSABLE
from tracker.workbooks.blank_plans import blank_plan, blank_plan_name
from tracker.workbooks.files import download


@require_GET
@requires(Permission.VIEW)
def blank(request: UserRequest, code: str, year: int) -> FileResponse:
    issuer_to_plan_for(request, code, year)
    return download(blank_plan(year), blank_plan_name(year))


@require_http_methods(["GET", "POST"])
@requires(Permission.VIEW)
def page(request: UserRequest, code: str, year: int) -> HttpResponse:
    """Read a file and show what it would enter; nothing of it is stored."""
    issuer = issuer_to_plan_for(request, code, year)
    form = PlanFileForm(request.POST, request.FILES) if request.method == "POST" else PlanFileForm()
    if not form.is_valid():
        return _page(request, issuer, year, form, UNPROCESSABLE if form.is_bound else 200)
    file = form.cleaned_data["file"]
    try:
        sheet = read_plan(file.name, file.read(), year, _known(issuer, year))
    except ImportFileError as error:
        form.add_error("file", str(error))
        return _page(request, issuer, year, form, UNPROCESSABLE)
    if sheet.errors:
        return _page(request, issuer, year, PlanFileForm(), UNPROCESSABLE, errors=sheet.errors)
    shown: dict[str, Any] = {"lines": sheet.lines(year), "seal": sealed(sheet, _about(request, issuer, year))}
    return _page(request, issuer, year, PlanFileForm(), **shown)


@require_POST
@requires(Permission.VIEW)
def store(request: UserRequest, code: str, year: int) -> HttpResponse:
    issuer = issuer_to_plan_for(request, code, year)
    sheet = unsealed(request.POST.get("seal", ""), _about(request, issuer, year))
    if sheet is None:
        messages.warning(request, _("预览已过期，请重新选文件。"))
        return redirect("plan_import", code, year)
    if doubles(sheet.values, _known(issuer, year)):
        messages.warning(request, _("其中有的已在计划里，没有再列入。"))
        return redirect("plan", code, year)
    return _stored(request, issuer, year, sheet)


def _stored(request: UserRequest, issuer: Office, year: int, sheet: PlanSheet) -> HttpResponse:
    lines = propose_lines(issuer, year, sheet.lines(year), by=request.user)
    messages.success(request, _("已列入 %(number)s 条。") % {"number": len(lines)})
    return redirect("plan", issuer.code, year)


def _known(issuer: Office, year: int) -> list[PlanLine]:
    plan = plan_of(issuer, year)
    return list(plan.lines.all()) if plan else []


def _about(request: UserRequest, issuer: Office, year: int) -> str:
    return f"{request.user.pk}/{issuer.pk}/{year}"


def _page(
    request: UserRequest, issuer: Office, year: int, form: PlanFileForm, status: int = 200, **extra: Any
) -> HttpResponse:
    context = {"issuer": issuer, "year": year, "form": form, **extra}
    return render(request, "tracker/plans/import.html", context, status=status)
