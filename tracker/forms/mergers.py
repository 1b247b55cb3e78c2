"""Merging an office into another, and giving it a new name."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.forms.offices import OfficeField
from tracker.models.offices import OfficeQuerySet
from tracker.rules.entries import REFUSED_TEXT, check_text


class _DayForm(forms.Form):
    day = forms.DateField(
        label=_("从哪一天起"),
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "form-control"}),
        error_messages={"required": _("请填写日期。"), "invalid": _("没有这一天，请按 2026-06-30 的样子填写。")},
    )

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("这一天还没有到，到了再办。"), code="ahead")
        return day


class MergerForm(_DayForm):
    into = OfficeField(label=_("并入哪个单位"), error_messages={"required": _("请填写。")})
    field_order = ("into", "day")

    def __init__(self, *args: Any, offices: OfficeQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].offices = offices


class NameForm(_DayForm):
    name = forms.CharField(
        label=_("新名称"),
        max_length=100,
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
        error_messages={"required": _("请填写。")} | REFUSED_TEXT,
    )
    field_order = ("name", "day")

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        check_text(name)
        return name
