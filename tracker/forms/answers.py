"""What a person says of rows that need them: what a cell is to say, or that the row is right as it was read."""

from django import forms
from django.utils.translation import gettext_lazy as _

MOST_PLACES = 1_000
LONGEST = 1_000


class AnswerForm(forms.Form):
    """One answer for some rows: accept them, put a cell of each of them right, or read a hidden sheet."""

    accept = forms.CharField(required=False)
    show = forms.CharField(required=False, max_length=100, strip=False)
    column = forms.IntegerField(required=False, min_value=1, max_value=200)
    value = forms.CharField(
        required=False,
        max_length=LONGEST,
        error_messages={"max_length": _("一格最多 %(limit_value)s 个字。")},
    )

    @property
    def places(self) -> list[tuple[str, int]]:
        """Sheet and row of the rows spoken of; what no page sends is left out."""
        marks = self.data.getlist("place")[:MOST_PLACES]
        return [place for mark in marks if (place := _place(mark))]


def _place(mark: str) -> tuple[str, int] | None:
    row, _colon, sheet = mark.partition(":")
    return (sheet, int(row)) if row.isdecimal() and len(row) < 8 else None
