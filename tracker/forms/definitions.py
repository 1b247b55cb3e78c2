"""Of which kind, count and side a figure is to be explained."""

from collections.abc import Mapping
from typing import Any

from django import forms

from tracker.models.baselines import Count, Side
from tracker.models.kinds import Kind


class AskedFigureForm(forms.Form):
    """Reads ?kind=, ?count= and ?side=; whatever cannot be used is taken for the usual."""

    kind = forms.ChoiceField(choices=Kind.choices, required=False)
    count = forms.ChoiceField(choices=Count.choices, required=False)
    side = forms.ChoiceField(choices=Side.choices, required=False)

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__({name: data.get(name, "") for name in self.base_fields})
        self.full_clean()

    @property
    def asked(self) -> dict[str, str]:
        """kind, count and side."""
        usual = {"kind": str(Kind.MEETING), "count": str(Count.OFFICIAL), "side": str(Side.RECEIVED)}
        return {name: self.cleaned_data.get(name) or value for name, value in usual.items()}
