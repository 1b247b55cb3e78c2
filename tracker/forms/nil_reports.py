"""One cell of the months on the to-do page: office, month and kind."""

from typing import Any

from django import forms

from tracker.models.kinds import Kind
from tracker.models.nil_reports import NilReport
from tracker.models.offices import Office, OfficeQuerySet


class NilMonthForm(forms.Form):
    """Filled in by a button, so that whatever does not fit was not sent by the page. `offices`: those in scope.

    back: the page it was sent from; "" for the to-do page.
    """

    office = forms.ModelChoiceField(Office.objects.none(), to_field_name="code")
    back = forms.ChoiceField(choices=[("todo", ""), ("office", ""), ("issuer", "")], required=False)
    month = forms.IntegerField(min_value=190001, max_value=210012)

    def __init__(self, *args: Any, offices: OfficeQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = offices

    def clean_month(self) -> int:
        month: int = self.cleaned_data["month"]
        if not 1 <= month % 100 <= 12:
            raise forms.ValidationError("")
        return month


class NilForm(NilMonthForm):
    """One kind of the month."""

    kind = forms.ChoiceField(choices=Kind)

    def report(self) -> NilReport | None:
        """The report of this cell, if the office made one. The form must be valid."""
        return NilReport.objects.filter(**self.cell).first()

    @property
    def cell(self) -> dict[str, Any]:
        """Office, kind and month. The form must be valid."""
        return {name: self.cleaned_data[name] for name in ("office", "kind", "month")}
