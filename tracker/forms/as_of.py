"""The day up to which a page of figures looks."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

FIRST_YEAR = 1990


class AsOfForm(forms.Form):
    """Reads ?as_of= of a page about one year. `day` is what to use, whatever was asked."""

    as_of = forms.DateField(
        label=_("截至"),
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "form-control"}),
        error_messages={"invalid": _("没有这一天，请按 2026-11-18 的样子填写；以下数字没有按它计算。")},
    )

    def __init__(self, data: Mapping[str, Any], *, year: int) -> None:
        super().__init__({"as_of": data.get("as_of", "")})
        self.year = year
        self.fields["as_of"].widget.attrs |= {"max": timezone.localdate().isoformat(), "min": f"{FIRST_YEAR}-01-01"}

    def clean_as_of(self) -> date | None:
        day: date | None = self.cleaned_data["as_of"]
        today = timezone.localdate()
        if day is not None and not date(FIRST_YEAR, 1, 1) <= day <= today:
            raise forms.ValidationError(
                _("截至日期应在%(first)s年至今天（%(today)s）之间；以下数字没有按它计算。"),
                code="outside",
                params={"first": FIRST_YEAR, "today": date_format(today, "DATE_FORMAT")},
            )
        return day

    @property
    def asked(self) -> date | None:
        """The day that was asked for; None when none was, or none that can be used."""
        return self.cleaned_data.get("as_of") if self.is_valid() else None

    @property
    def day(self) -> date:
        """The asked day of the year; else today, or the last day of a year that is over."""
        if self.asked is not None and self.asked.year == self.year:
            return self.asked
        return min(timezone.localdate(), date(self.year, 12, 31))
