"""An admission number as a receiver types it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.forms.classified import ForgettingForm
from tracker.rules.entries import REFUSED_TEXT, check_text

LONGEST = 60


class AdmissionNumberForm(ForgettingForm):
    number = forms.CharField(
        label=_("准入号"),
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off", "autofocus": True}),
        error_messages={"required": _("请填准入号。"), **REFUSED_TEXT},
    )

    def clean_number(self) -> str:
        number: str = self.cleaned_data["number"]
        check_text(number)
        return number
