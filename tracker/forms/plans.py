"""A line of a plan as its issuer fills it in."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tracker.forms.promises import TOO_LARGE, PromiseForm
from tracker.models.plans import PlanLine
from tracker.rules.entries import check_minutes, check_people, check_title

MOST_OFFICES = 99_999


class PlanLineForm(PromiseForm):
    texts: ClassVar[tuple[str, ...]] = ("basis", "recipients")

    class Meta:
        model = PlanLine
        fields = ["kind", "title", "month", "day", "recipients", "recipient_count", "people", "minutes", "basis"]

    def __init__(self, *args: Any, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.year = year
        attrs = {"type": "date", "class": "form-control", "min": f"{year}-01-01", "max": f"{year}-12-31"}
        self.fields["day"].widget = forms.DateInput(format="%Y-%m-%d", attrs=attrs)
        self.fields["day"].error_messages["invalid"] = _("没有这一天，请按 2026-11-18 的样子填写。")
        self.fields["day"].help_text = _("定了日子的填；没有定的只填月份。")
        self.fields["recipient_count"].help_text = _("送到几个单位；填了才能测算工时。")
        self.fields["people"].help_text = self.fields["minutes"].help_text = _("不填的按工时标准。")

    def clean_title(self) -> str:
        title = " ".join(self.cleaned_data["title"].split())
        check_title(title)
        return title

    def clean_day(self) -> date | None:
        day: date | None = self.cleaned_data["day"]
        if day is not None and day.year != self.year:
            raise ValidationError(_("这是 %(year)s 年的计划，日期不在这一年。"), params={"year": self.year})
        return day

    def clean_month(self) -> int | None:
        month: int | None = self.cleaned_data["month"]
        if month is not None and not 1 <= month <= 12:
            raise ValidationError(_("月份从 1 到 12。"))
        return month

    def clean_people(self) -> int | None:
        people: int | None = self.cleaned_data["people"]
        if people is not None:
            check_people(people)
        return people

    def clean_recipient_count(self) -> int | None:
        number: int | None = self.cleaned_data["recipient_count"]
        if number is not None and number > MOST_OFFICES:
            raise ValidationError(TOO_LARGE)
        return number

    def clean(self) -> dict[str, Any]:
        """The day says the month; what it costs is reckoned anew from what the form says."""
        cleaned = super().clean()
        if cleaned.get("day"):
            cleaned["month"] = cleaned["day"].month
        if cleaned.get("minutes") and cleaned.get("kind"):
            try:
                check_minutes(cleaned["minutes"], cleaned["kind"])
            except ValidationError as error:
                self.add_error("minutes", error)
        self.instance.person_minutes = None
        return cleaned


class PlanFileForm(forms.Form):
    file = forms.FileField(
        label=_("计划表"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv", "class": "form-control"}),
        error_messages={
            "required": _("请选一个文件；超过大小的没有接收。"),
            "empty": _("文件是空的。请确认选对了文件，并在关闭后再上传。"),
            "invalid": _("文件没有传完整，请再试一次。"),
        },
    )
