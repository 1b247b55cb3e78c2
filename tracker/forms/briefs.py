"""The text of a monthly brief as a supervisor edits it, paragraph by paragraph; together it fits one page."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tracker.forms.classified import ForgettingForm
from tracker.rules.classified import holds_classified
from tracker.rules.entries import check_text
from tracker.sentences.brief_texts import Paragraph
from tracker.sentences.briefs import length_of

ROOM = 1100  # Chinese characters that one A4 page holds beside the table and the chart
TOO_LONG = _("正文共约 %(length)s 字，一页 A4 最多放 %(room)s 字，请精简。")
SHORT = 100
ERRORS = {"null_characters_not_allowed": _("含有看不见的控制字符，请删去后重填。"), "required": _("这一段不能空着。")}


class BriefForm(ForgettingForm):
    """A field for each paragraph, named p0, p1 … version: the one that was opened."""

    def __init__(self, *args: Any, paragraphs: Sequence[Paragraph], version: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput, initial=version)
        for number, one in enumerate(paragraphs):
            is_line = number in (0, len(paragraphs) - 1)
            self.fields[f"p{number}"] = _line(one) if is_line else _field(one)

    @property
    def is_classified(self) -> bool:
        """Whether something typed bears a mark of secrecy, in any of its lines."""
        return holds_classified(line for value in self.data.values() for line in (value, *str(value).splitlines()))

    @property
    def texts(self) -> list[str]:
        """The paragraphs as typed, in order. Only of a valid form."""
        names = [name for name in self.fields if name != "version"]
        return [self.cleaned_data[name].replace("\r\n", "\n") for name in names]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name in self.fields:
            if name != "version" and name in cleaned:
                self._check(name, cleaned[name])
        length = length_of("".join(str(value) for name, value in cleaned.items() if name != "version"))
        if length > ROOM:
            self.add_error(None, ValidationError(TOO_LONG, params={"length": length, "room": ROOM}))
        return cleaned

    def _check(self, name: str, text: str) -> None:
        try:
            for line in text.splitlines():
                check_text(line)
        except ValidationError as error:
            self.add_error(name, error)


def _line(one: Paragraph) -> forms.CharField:
    widget = forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"})
    return forms.CharField(
        label=one.heading, required=False, max_length=SHORT, initial=one.text, widget=widget, error_messages=ERRORS
    )


def _field(one: Paragraph) -> forms.CharField:
    widget = forms.Textarea(attrs={"class": "form-control", "rows": 5})
    return forms.CharField(label=one.heading, initial=one.text, widget=widget, error_messages=ERRORS)
