"""A reason in one line, kept with the record it explains."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.forms.classified import ForgettingForm
from tracker.rules.entries import check_reason


class ReasonForm(ForgettingForm):
    reason = forms.CharField(
        label=_("理由"),
        max_length=100,
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
        error_messages={
            "required": _("请写明理由，它会和记录一起保留。"),
            "max_length": _("理由最多 100 个字。"),
            "null_characters_not_allowed": _("含有看不见的控制字符，请删去后重填。"),
        },
    )

    def clean_reason(self) -> str:
        reason: str = self.cleaned_data["reason"]
        check_reason(reason)
        return reason
