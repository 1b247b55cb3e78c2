"""What every form that is no form of a row owes a reader who typed a mark of secrecy."""

from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict

from tracker.rules.classified import holds_classified


class ForgettingForm(forms.Form):
    """Shows nothing again of what was typed once something of it is classified. What is wrong stays at its field."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if holds_classified(self.data.values()):
            self.data = MultiValueDict()
        return cleaned
