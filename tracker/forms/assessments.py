"""The conclusion of a 一致性评估, and what an assessment fills in when its item is logged."""

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_time
from django.utils.translation import gettext_lazy as _

from tracker.forms.entries import ITEM_FORMS, Entry, new_entry
from tracker.forms.prices import ProposalScreen
from tracker.forms.proposals import FIELDS_OF
from tracker.models.assessments import Assessment
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.models.plans import PlanLine
from tracker.models.posts import recipients_open_to
from tracker.queries.senders import name_to_type
from tracker.rules.entries import REFUSED_TEXT, check_text
from tracker.sentences.words import names_words

DAYS = ("day", "deadline")


class AssessmentForm(forms.ModelForm):
    """Stands below the answers, in the form of the proposal. must_explain: a hard rule is touched."""

    class Meta:
        model = Assessment
        fields = ["conclusion", "note"]
        widgets = {
            "conclusion": forms.RadioSelect,
            "note": forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
        }

    def __init__(self, *args: Any, must_explain: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.must_explain = must_explain
        self.fields["conclusion"].choices = Assessment.Conclusion.choices
        self.fields["conclusion"].error_messages["required"] = _("请选择评估结论。")
        self.fields["note"].error_messages |= REFUSED_TEXT

    def clean_note(self) -> str:
        note: str = self.cleaned_data["note"]
        check_text(note)
        return note

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("note") or "note" in self.errors or "conclusion" not in cleaned:
            return cleaned
        if cleaned["conclusion"] != Assessment.Conclusion.CONSISTENT:
            self.add_error("note", ValidationError(_("请说明改了什么，或者为什么不印发。"), code="required"))
        elif self.must_explain:
            self.add_error("note", ValidationError(_("触及硬性要求，请说明怎样处理，如已经批准。"), code="hard"))
        return cleaned


def draft_of(screen: ProposalScreen, offices: tuple[Office, ...]) -> dict[str, Any]:
    """The draft as it is frozen: values of the fields, ids of the receivers, and all of it in words."""
    told = screen.form.cleaned_data
    values = {name: told.get(name) for name in FIELDS_OF[screen.form.chosen_kind]}
    fields = {name: _plain(value) for name, value in values.items() if value not in (None, "", False)}
    return {
        "fields": {"kind": str(screen.form.chosen_kind), **fields},
        "offices": [office.pk for office in offices],
        "facts": screen.facts(),
    }


def values_of(assessment: Assessment) -> dict[str, Any]:
    """The frozen draft as values of the form of a proposal; a day that has passed is left out."""
    values = dict(assessment.draft["fields"])
    for name in DAYS:
        if name in values:
            values[name] = parse_date(values[name])
    if "starts_at" in values:
        values["starts_at"] = parse_time(values["starts_at"])
    if values.get("day") and values["day"] < timezone.localdate():
        del values["day"]
    return values | {"issuer": assessment.issuer}


def offices_of(assessment: Assessment, user: User, day: date) -> list[Office]:
    """The frozen receivers, as far as they exist and the user may send to them."""
    return list(recipients_open_to(user, day).filter(pk__in=assessment.draft["offices"]))


def entry_of(assessment: Assessment, user: User) -> Entry:
    """The screen that logs what was assessed, now that it has been sent: on its day, or today while it lies ahead."""
    today, kind = timezone.localdate(), Kind(assessment.kind)
    values = values_of(assessment)
    if kind == Kind.INSPECTION:
        values["plan_status"] = Item.PlanStatus.PLANNED if values.get("planned") else Item.PlanStatus.UNPLANNED
    values["day"] = min(values.get("day") or today, today)
    values["issuer"] = name_to_type(assessment.issuer)
    line = assessment.plan_line
    if line is not None and line.status == PlanLine.Status.APPROVED:
        values["admission_number"] = line.admission_number
    entry = new_entry(user, kind, read={name: values[name] for name in ITEM_FORMS[kind].base_fields if name in values})
    if entry.recipients is not None:
        entry.recipients.tick(offices_of(assessment, user, values["day"]))
    return entry


def entry_of_line(line: PlanLine, user: User) -> Entry:
    """The screen that logs what a line of the plan allowed, with its number; as it was assessed, where it was."""
    today, assessed = timezone.localdate(), line.assessments.first()
    if assessed is not None:
        return entry_of(assessed, user)
    values = {
        "title": line.title,
        "issuer": name_to_type(line.plan.issuer),
        "day": min(line.day or today, today),
        "minutes": line.minutes,
        "plan_status": Item.PlanStatus.PLANNED,
        "admission_number": line.admission_number,
    }
    kind = Kind(line.kind)
    return new_entry(user, kind, read={name: values[name] for name in ITEM_FORMS[kind].base_fields if name in values})


def line_of(assessment: Assessment) -> PlanLine:
    """An unsaved line of the plan, as it was assessed."""
    fields = assessment.draft["fields"]
    day = parse_date(fields.get("day", ""))
    receivers = Office.objects.filter(pk__in=assessment.draft["offices"]).order_by("path")
    return PlanLine(
        kind=assessment.kind,
        title=assessment.title[: PlanLine._meta.get_field("title").max_length],
        month=day.month if day else None,
        day=day,
        recipients=names_words(list(receivers)),
        recipient_count=len(assessment.draft["offices"]),
        people=fields.get("people"),
        minutes=fields.get("minutes"),
        person_minutes=assessment.person_minutes,
    )


def _plain(value: Any) -> Any:
    """As JSON keeps it."""
    return value if isinstance(value, bool | int) else str(value)
