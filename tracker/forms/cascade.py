"""The numbers an area's target is shared out to: one field an office, filled by a rule or typed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.forms.promises import MOST, TOO_LARGE
from tracker.queries.cascade import Cascade, CascadeLine, Method

METHODS = {
    Method.EQUAL: _("平均分"),
    Method.BASELINE: _("按底数比例分"),
    Method.STAFF: _("按在岗人数分"),
}


class CascadeForm(forms.Form):
    """A blank field gives the office no target. proposed: numbers by office id to begin with; else what stands."""

    def __init__(self, *args: Any, cascade: Cascade, proposed: dict[int, int] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cascade = cascade
        for line in cascade.open_lines:
            standing = line.part.number if line.part else None
            start = standing if proposed is None else proposed.get(line.office.pk)
            self.fields[_name(line)] = _field(line, start)

    @property
    def rows(self) -> list[tuple[CascadeLine, Any]]:
        """Every line with its field; None for a line that is taken."""
        return [(line, self[_name(line)] if _name(line) in self.fields else None) for line in self.cascade.lines]

    @property
    def numbers(self) -> dict[int, int | None]:
        """By office id, once the form is valid."""
        return {line.office.pk: self.cleaned_data[_name(line)] for line in self.cascade.open_lines}

    @property
    def allocated(self) -> int:
        """What the fields as shown and the taken lines add up to; what cannot be read counts as nothing."""
        values = [str(field.value() or "") for _line, field in self.rows if field is not None]
        return self.cascade.taken + sum(
            int(value) for value in values if value.isascii() and value.isdecimal() and len(value) < 8
        )


def _name(line: CascadeLine) -> str:
    return f"office_{line.office.pk}"


def _field(line: CascadeLine, start: int | None) -> forms.IntegerField:
    return forms.IntegerField(
        label=line.office.name,
        required=False,
        min_value=0,
        max_value=MOST,
        initial=start,
        localize=False,
        widget=forms.TextInput(attrs={"class": "form-control num", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": _("请填整数。"), "min_value": _("不能是负数。"), "max_value": TOO_LARGE},
    )
