"""What a person says of rows that need them: what a cell is to say, or that the row is right as it was read."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.imports.answers import LONGEST, Answers

MOST_PLACES = 200


class AnswerForm(forms.Form):
    """One answer for some rows: accept them, show a hidden sheet, or put a cell of each of them right."""

    accept = forms.CharField(required=False)
    show = forms.CharField(required=False, max_length=100, strip=False)
    column = forms.IntegerField(required=False, min_value=1, max_value=200)
    value = forms.CharField(
        required=False,
        max_length=LONGEST,
        error_messages={"max_length": _("一格最多 %(limit_value)s 个字。")},
    )

    def answers(self) -> Answers | None:
        """None when nothing was said that the page could have sent; only after is_valid."""
        told = self.cleaned_data
        if told["show"]:
            return Answers(shown=frozenset({told["show"]}))
        places = [place for mark in self.data.getlist("place")[:MOST_PLACES] if (place := _place(mark))]
        if not places:
            return None
        if told["accept"]:
            return Answers(accepted=frozenset(places))
        if told["column"] is None:
            return None
        return Answers(cells=self._cells(places))

    def _cells(self, places: list[tuple[str, int]]) -> Mapping[tuple[str, int, int], str]:
        told = self.cleaned_data
        return {(sheet, row, told["column"]): told["value"] for sheet, row in places}


def _place(mark: str) -> tuple[str, int] | None:
    row, _colon, sheet = mark.partition(":")
    return (sheet, int(row)) if row.isdecimal() and len(row) < 8 else None
