"""What is pasted or dropped, and the form it fills: values that were read stay pale blue until touched."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core import signing
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.forms.entries import Entry, new_entry
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.queries.senders import senders_open_to
from tracker.rules.entries import REFUSED_TEXT, check_day

LONGEST_NOTICE = 10_000
SEAL = "tracker.notices"
READ = "rec"


class NoticeForm(forms.Form):
    """A text or a paper, the day it arrived, and whether a meeting's notice is to be logged as a document."""

    kind = forms.ChoiceField(choices=Kind.choices, required=False)
    text = forms.CharField(
        label=_("通知原文"), required=False, strip=False, max_length=LONGEST_NOTICE,
        widget=forms.Textarea(attrs={"class": "form-control paste", "accesskey": "v", "aria-label": _("通知原文")}),
        error_messages=REFUSED_TEXT,
    )  # fmt: skip
    paper = forms.FileField(
        label=_("公文文件"), required=False, allow_empty_file=True,
        widget=forms.FileInput(attrs={"class": "form-control", "accept": ".docx,.pdf"}),
    )  # fmt: skip
    received = forms.DateField(
        label=_("收到日期"), required=False, validators=[check_day],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "form-control"}),
        error_messages={"invalid": _("没有这一天，请按 2026-11-18 的样子填写。")},
    )  # fmt: skip
    as_document = forms.BooleanField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["received"].widget.attrs["max"] = timezone.localdate().isoformat()
        self.fields["received"].initial = timezone.localdate()

    def clean_text(self) -> str:
        """With one sign for the end of a line, as browsers show it."""
        return str(self.cleaned_data["text"]).replace("\r\n", "\n")

    def clean_received(self) -> date:
        return self.cleaned_data["received"] or timezone.localdate()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not cleaned["text"].strip() and not cleaned["paper"]:
            raise forms.ValidationError(_("请先粘贴通知原文，或选一份公文。"), code="nothing")
        return cleaned

    @property
    def asked_kind(self) -> Kind:
        """The kind of the page it was sent from."""
        kind = self.data.get("kind", "")
        return Kind(kind) if kind in Kind.values else Kind.MEETING


def read_entry(user: User, kind: Kind, values: Mapping[str, Any]) -> Entry:
    """A new screen with the values that were read. The sender of the last record does not stand in for one."""
    is_own = senders_open_to(user, timezone.localdate()).is_closed
    entry = new_entry(user, kind, read={**({} if is_own else {"issuer": ""}), **values})
    _paint(entry, values)
    _focus_first_gap(entry)
    return entry


def as_sent(entry: Entry) -> QueryDict:
    """What a browser would send if the screen were saved as it stands."""
    data = QueryDict(mutable=True)
    for form in (entry.facts, entry.here):
        for field in form or ():
            if value := _value_of(field):
                data[field.html_name] = value
    if entry.recipients is not None:
        data.setlist("groups", entry.recipients.initial.get("groups", []))
        data.setlist("offices", [str(pk) for pk in entry.recipients.chosen_before])
    return data


def sealed(entry: Entry, source: str, names: Iterable[str]) -> str:
    """Where a screen was filled from, and with what: sent along with it, and signed."""
    shown = {name: _shown(entry, name) for name in names if name in entry.facts.fields}
    return signing.dumps({"source": source, "values": shown}, salt=SEAL)


def source_of(data: Mapping[str, Any]) -> str:
    """PASTE or PAPER for a screen that was filled by one; FORM for any other, and where the seal is not ours."""
    return str(_opened(data).get("source", Item.Source.FORM))


def repaint(entry: Entry, data: Mapping[str, Any]) -> None:
    """When a screen comes back with errors: what was read and not touched since is still pale blue."""
    values = _opened(data).get("values", {})
    _paint(entry, [name for name, value in values.items() if _shown(entry, name) == value])


def _opened(data: Mapping[str, Any]) -> dict[str, Any]:
    try:
        opened: dict[str, Any] = signing.loads(data.get("read", ""), salt=SEAL)
    except signing.BadSignature:
        return {}
    return opened


def _shown(entry: Entry, name: str) -> str:
    return _value_of(entry.facts[name])


def _value_of(field: forms.BoundField) -> str:
    """The value of a field as a browser would send it."""
    if isinstance(field.field, forms.BooleanField):
        return "on" if field.value() else ""
    if isinstance(field.field.widget, forms.widgets.ChoiceWidget):
        return "" if field.value() is None else str(field.field.prepare_value(field.value()))
    return str(field.field.widget.format_value(field.value()) or "")


def _paint(entry: Entry, names: Iterable[str]) -> None:
    for name in names:
        if name in entry.facts.fields:
            attrs = entry.facts.fields[name].widget.attrs
            attrs["class"] = f"{attrs.get('class', '')} {READ}".strip()


def _focus_first_gap(entry: Entry) -> None:
    """The cursor stands where something is still to be told: a required field, else the people who came."""
    gaps = [field for field in entry.facts if field.field.required and not field.value()]
    people = [entry.here["people"]] if entry.here is not None else []
    for field in (gaps + people)[:1]:
        entry.facts.fields["title"].widget.attrs.pop("autofocus", None)
        field.field.widget.attrs["autofocus"] = True
