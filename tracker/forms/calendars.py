"""The month of a year that a calendar shows large, and the day whose week is looked at."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LAST_MONTH = 12
AHEAD = timedelta(days=366)  # how far ahead a week may be looked at


class MonthForm(forms.Form):
    """Reads ?month=. `shown` is what to use, whatever was asked: else the month of the last day looked at."""

    month = forms.IntegerField(
        label=_("月份"),
        required=False,
        min_value=1,
        max_value=LAST_MONTH,
        error_messages={
            "invalid": _("没有这个月份，以下是截至日期所在的月份。"),
            "min_value": _("没有这个月份，以下是截至日期所在的月份。"),
            "max_value": _("没有这个月份，以下是截至日期所在的月份。"),
        },
    )

    def __init__(self, data: Mapping[str, Any], *, day: date) -> None:
        super().__init__({"month": data.get("month", "")})
        self.day = day

    @property
    def shown(self) -> int:
        asked: int | None = self.cleaned_data.get("month") if self.is_valid() else None
        return self.day.month if asked is None else asked


class WeekForm(forms.Form):
    """Reads ?day= of a page about a week. `shown` is what to use, whatever was asked: else the last day looked at."""

    day = forms.DateField(
        label=_("哪一周"),
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "form-control"}),
        error_messages={"invalid": _("没有这一天，请按 2026-11-18 的样子填写；以下是截至日期所在的一周。")},
    )

    def __init__(self, data: Mapping[str, Any], *, last: date) -> None:
        super().__init__({"day": data.get("day", "")})
        self.last = last

    def clean_day(self) -> date | None:
        day: date | None = self.cleaned_data["day"]
        if day is not None and not self.last - 30 * AHEAD <= day <= self.last + AHEAD:
            raise forms.ValidationError(_("这一天太远，以下是截至日期所在的一周。"), code="outside")
        return day

    @property
    def shown(self) -> date:
        asked: date | None = self.cleaned_data.get("day") if self.is_valid() else None
        return asked or self.last
