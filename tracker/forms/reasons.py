"""A reason in one line, kept with the record it explains."""

from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from tracker.rules.classified import holds_classified
from tracker.rules.entries import check_reason


class ReasonForm(forms.Form):
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

    def clean(self) -> dict[str, Any]:
        """Something classified is not shown again."""
        if holds_classified(self.data.values()):
            self.data = MultiValueDict()
        return self.cleaned_data
