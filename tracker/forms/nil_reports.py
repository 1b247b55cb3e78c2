"""One cell of the months on the to-do page: office, month and kind."""

from typing import Any

from django import forms

from tracker.models.kinds import Kind
from tracker.models.nil_reports import NilReport
from tracker.models.offices import Office, OfficeQuerySet


class NilForm(forms.Form):
    """Filled in by a button, so that whatever does not fit was not sent by the page. `offices`: those in scope."""

    office = forms.ModelChoiceField(Office.objects.none(), to_field_name="code")
    kind = forms.ChoiceField(choices=Kind)
    month = forms.IntegerField(min_value=190001, max_value=210012)

    def __init__(self, *args: Any, offices: OfficeQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = offices

    def clean_month(self) -> int:
        month: int = self.cleaned_data["month"]
        if not 1 <= month % 100 <= 12:
            raise forms.ValidationError("")
        return month

    def report(self) -> NilReport | None:
        """The report of this cell, if the office made one. The form must be valid."""
        return NilReport.objects.filter(**self.cleaned_data).first()
