"""A template as it is handed in, and what it is filled for."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.forms.offices import OfficeField
from tracker.forms.uploads import BookField, BookForm
from tracker.models.posts import offices_visible_to
from tracker.models.workbook_templates import WorkbookTemplate
from tracker.rules.classified import is_classified

MOST_OFFERED = 500


class TemplateForm(BookForm):
    """name: by which the office knows it; the file's own where nothing is typed."""

    file = BookField(
        label=_("模板文件"),
        required=_("请选一个 .xlsx 文件。"),
        not_xlsx=_("模板要用 .xlsx。请用 Excel 或 WPS 另存为 .xlsx 后再上传。"),
    )
    name = forms.CharField(
        label=_("名称"),
        required=False,
        max_length=WorkbookTemplate._meta.get_field("name").max_length,
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
        help_text=_("不填用文件名；与本单位已有模板同名的，替换原来的文件。"),
    )

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"].strip()
        if is_classified(name):
            raise ValidationError(_("含涉密标志，不能保存。"), code="classified")
        return name

    @property
    def name_chosen(self) -> str:
        """Only after is_valid."""
        stem = PurePath(self.cleaned_data["file"].name).stem
        return self.cleaned_data["name"] or stem[: WorkbookTemplate._meta.get_field("name").max_length or 0]


class FillingForm(forms.Form):
    """Which office's figures, up to which day. The office is left out where there is only one."""

    office = OfficeField(label=_("单位"), help_text=_("填谁的数字：名称或代码。"))
    as_of = forms.DateField(
        label=_("截至"),
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "form-control"}),
        error_messages={"required": _("请填截至日期。"), "invalid": _("没有这一天，请按 2026-11-18 的样子填写。")},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        field = self.fields["office"]
        field.offices = offices_visible_to(user).in_force(today).order_by("path")
        field.error_messages |= {"required": _("请选单位。")}
        self.offered = list(field.offices[:MOST_OFFERED])
        self.fields["as_of"].widget.attrs["max"] = today.isoformat()

    def clean_as_of(self) -> Any:
        day = self.cleaned_data["as_of"]
        if not timezone.localdate().replace(year=1990, month=1, day=1) <= day <= timezone.localdate():
            raise ValidationError(_("截至日期不能晚于今天，也不能早于 1990 年。"), code="outside")
        return day
