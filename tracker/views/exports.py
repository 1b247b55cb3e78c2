"""The register of exports (导出登记), and checking a workbook against it (验真)."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from tracker.actions.exports import digest_of
from tracker.forms.exports import CheckingForm
from tracker.imports.problems import ImportFileError
from tracker.imports.verification import read_for_checking
from tracker.measures.alterations import Comparison, compare
from tracker.models.exports import Export
from tracker.permissions import Permission, UserRequest, requires
from tracker.queries.exports import export_numbered, register_of
from tracker.sentences.exports import checked_words, checking_finding
from tracker.tables.exports import ExportTable
from tracker.views.imports import UNPROCESSABLE, is_too_large
from tracker.workbooks.cell_logs import unpacked

PER_PAGE = 50
SHOWN = 500  # altered cells listed on the page


class UnknownExportError(Exception):
    """No number was found, or none that the reader may check."""


@require_GET
@requires(Permission.EXPORT)
@never_cache
def page(request: UserRequest) -> HttpResponse:
    exports = register_of(request.user)
    table = ExportTable(exports, user=request.user)
    number = Paginator(exports, PER_PAGE).get_page(request.GET.get("page", "")).number
    table.paginate(page=number, per_page=PER_PAGE)
    return render(request, "tracker/exports/page.html", {"table": table, "form": CheckingForm()})


@require_http_methods(["GET", "POST"])
@requires(Permission.EXPORT)
@never_cache
def verify(request: UserRequest) -> HttpResponse:
    """Nothing of the file is kept."""
    if request.method != "POST":
        return _form_page(request, CheckingForm())
    form = CheckingForm(request.POST, request.FILES, is_too_large=is_too_large(request))
    if not form.is_valid():
        return _form_page(request, form, UNPROCESSABLE)
    file = form.cleaned_data["file"]
    try:
        context = _checked(request, file.read(), form.cleaned_data["number"])
    except (ImportFileError, UnknownExportError) as error:
        form.add_error("file" if isinstance(error, ImportFileError) else "number", str(error))
        return _form_page(request, form, UNPROCESSABLE)
    return render(request, "tracker/exports/verify.html", context | {"form": CheckingForm(), "file_name": file.name})


def _checked(request: UserRequest, data: bytes, number: str) -> dict[str, Any]:
    """Raises ImportFileError for a file that cannot be read, UnknownExportError where nothing is known of it."""
    now, numbers = read_for_checking(data)
    export = _export(request, [number] if number else numbers)
    comparison: Comparison = compare(unpacked(bytes(export.cells or b"")), now)
    return {
        "export": export,
        "comparison": comparison,
        "finding": checking_finding(comparison, export),
        "rests_on": checked_words(comparison, same_file=digest_of(data) == export.digest),
        "cells": comparison.cells[:SHOWN],
        "more": len(comparison.cells) - SHOWN,
    }


def _export(request: UserRequest, numbers: list[str]) -> Export:
    for number in numbers:
        export = export_numbered(request.user, number)
        if export is not None:
            return export
    if numbers:
        told = {"number": numbers[0]}
        raise UnknownExportError(_("没有编号为 %(number)s 的导出，或不在您的范围内。请核对编号。") % told)
    raise UnknownExportError(_("文件里没有找到导出编号。编号在导出的封面上，请照着填写。"))


def _form_page(request: UserRequest, form: CheckingForm, status: int = 200) -> HttpResponse:
    context = {"form": form, "most_bytes": settings.FILE_UPLOAD_MAX_MEMORY_SIZE}
    return render(request, "tracker/exports/verify.html", context, status=status)
