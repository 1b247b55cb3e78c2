"""Which office a name in a file means: one of those offered, or another one that is typed."""

from collections.abc import Sequence
from typing import Any, Protocol

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.forms.offices import OfficeField
from tracker.models.offices import Office, OfficeQuerySet

OTHER = "other"
LATER = ""


class Candidate(Protocol):
    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def parent(self) -> str: ...


class Question(Protocol):
    """A name nobody knows, or that several offices bear."""

    @property
    def text(self) -> str: ...
    @property
    def candidates(self) -> Sequence[Candidate]: ...


class NameForm(forms.Form):
    """The answer to one question; left open, it says nothing. A typed office counts where none was picked."""

    text = forms.CharField(widget=forms.HiddenInput, strip=False)
    choice = forms.ChoiceField(label=_("单位"), required=False, widget=forms.RadioSelect)
    other = OfficeField(label=_("其他单位"), required=False)

    def __init__(self, question: Question, offices: OfficeQuerySet, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, initial={"text": question.text, "choice": LATER}, **kwargs)
        self.question = question
        picks = [(candidate.code, candidate.name) for candidate in question.candidates]
        self.fields["choice"].choices = [*picks, (OTHER, _("其他单位")), (LATER, _("先不定"))]
        self.fields["other"].offices = offices
        self.fields["other"].widget.attrs["aria-label"] = _("其他单位")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("choice") == OTHER and not cleaned.get("other") and "other" not in self.errors:
            self.add_error("other", _("请填单位名称或代码。"))
        return cleaned

    @property
    def is_about(self) -> str:
        """The name as it was when the person answered."""
        return str(self.cleaned_data.get("text", ""))

    def office(self) -> Office | None:
        """The office that is meant; None when the question was left open."""
        choice = self.cleaned_data.get("choice", LATER)
        if choice in (OTHER, LATER):
            typed: Office | None = self.cleaned_data.get("other")
            return typed
        return self.fields["other"].offices.filter(code=choice).first()


def name_forms(questions: Sequence[Question], offices: OfficeQuerySet, data: Any = None) -> list[NameForm]:
    """A form for each question, in their order."""
    return [NameForm(question, offices, data, prefix=f"name-{number}") for number, question in enumerate(questions)]
