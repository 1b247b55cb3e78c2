"""Users' own templates (自备模板): hand one in once, take it away filled whenever it is due."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods
from rapidfuzz import process

from tracker.actions.workbook_templates import give_up_template, keep_template
from tracker.forms.workbook_templates import FillingForm, TemplateForm
from tracker.imports.problems import ImportFileError
from tracker.imports.workbook_templates import read_template
from tracker.models.posts import post_of
from tracker.models.workbook_templates import WorkbookTemplate
from tracker.permissions import Permission, UserRequest, requires
from tracker.queries.workbook_templates import templates_kept_by, templates_open_to
from tracker.views.imports import UNPROCESSABLE, is_too_large
from tracker.workbooks.files import download, hand_over
from tracker.workbooks.filling.export import filled_export
from tracker.workbooks.filling.figures import figures
from tracker.workbooks.filling.places import Place, TemplateError, unknown_names
from tracker.workbooks.filling.sample import FILE_NAME, sample_template

EXAMPLE = "{{会议.统计口径.本年累计}}"


@require_http_methods(["GET", "POST"])
@requires(Permission.EXPORT)
def page(request: UserRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request, TemplateForm())
    form = TemplateForm(request.POST, request.FILES, is_too_large=is_too_large(request))
    if not form.is_valid():
        return _page(request, form, UNPROCESSABLE)
    file = form.cleaned_data["file"]
    try:
        data = file.read()
        places = read_template(file.name, data)
    except ImportFileError as error:
        form.add_error("file", str(error))
        return _page(request, form, UNPROCESSABLE)
    return _keep(request, form, data, places)


@require_GET
@requires(Permission.EXPORT)
def names(request: UserRequest) -> HttpResponse:
    """Everything a template may ask for."""
    return render(request, "tracker/workbook_templates/names.html", {"figures": figures().values()})


@require_GET
@requires(Permission.EXPORT)
def sample(request: UserRequest) -> FileResponse:
    return download(sample_template(), FILE_NAME)


@require_http_methods(["GET", "POST"])
@requires(Permission.EXPORT)
@never_cache
def template(request: UserRequest, pk: int) -> HttpResponseBase:
    """What it asks for, and to take it away filled."""
    kept = get_object_or_404(templates_open_to(request.user), pk=pk)
    if request.method != "POST":
        initial = {"office": getattr(post_of(request.user), "office_id", None), "as_of": timezone.localdate()}
        return _template_page(request, kept, FillingForm(user=request.user, initial=initial))
    form = FillingForm(request.POST, user=request.user)
    if not form.is_valid():
        return _template_page(request, kept, form, UNPROCESSABLE)
    try:
        content, entry = filled_export(request.user, kept, form.cleaned_data["office"], form.cleaned_data["as_of"])
    except TemplateError as error:
        form.add_error(None, str(error))
        return _template_page(request, kept, form, UNPROCESSABLE)
    return hand_over(content, entry.file_name)


@require_GET
@requires(Permission.EXPORT)
@never_cache
def original(request: UserRequest, pk: int) -> FileResponse:
    """The file as it was handed in."""
    kept = get_object_or_404(templates_open_to(request.user), pk=pk)
    return hand_over(bytes(kept.book), kept.file_name)


@require_http_methods(["GET", "POST"])
@requires(Permission.EXPORT)
def delete(request: UserRequest, pk: int) -> HttpResponse:
    kept = get_object_or_404(templates_kept_by(request.user), pk=pk)
    if request.method == "POST":
        give_up_template(kept)
        messages.success(request, _("模板“%(name)s”已删除；用它导出过的文件不受影响。") % {"name": kept.name})
        return redirect("workbook_templates")
    return render(request, "tracker/workbook_templates/delete.html", {"template": kept})


def _keep(request: UserRequest, form: TemplateForm, data: bytes, places: list[Place]) -> HttpResponse:
    post = post_of(request.user)
    assert post is not None
    stored = [place.stored() for place in places]
    file_name = form.cleaned_data["file"].name
    kept = keep_template(post.office, form.name_chosen, file_name, data, stored, by=request.user)
    known = sum(name in figures() for place in places for name in place.names)
    messages.success(
        request, _("已保存模板“%(name)s”，认出 %(number)s 处要填的。") % {"name": kept.name, "number": known}
    )
    return redirect("workbook_template", kept.pk)


def _page(request: UserRequest, form: TemplateForm, status: int = 200) -> HttpResponse:
    templates = templates_open_to(request.user)
    context = {"form": form, "templates": templates, "example": EXAMPLE}
    return render(request, "tracker/workbook_templates/page.html", context, status=status)


def _template_page(request: UserRequest, kept: WorkbookTemplate, form: FillingForm, status: int = 200) -> HttpResponse:
    places = [Place(**place) for place in kept.places]
    context: dict[str, Any] = {
        "template": kept,
        "form": form,
        "places": [(place, [figures()[name] for name in place.names if name in figures()]) for place in places],
        "unknown": [(name, _nearest(name)) for name in unknown_names(places)],
        "may_change": templates_kept_by(request.user).filter(pk=kept.pk).exists(),
    }
    return render(request, "tracker/workbook_templates/template.html", context, status=status)


def _nearest(name: str) -> str:
    """The known name most like it; "" where none is."""
    found = process.extractOne(name, list(figures()), score_cutoff=60)
    return found[0] if found else ""
