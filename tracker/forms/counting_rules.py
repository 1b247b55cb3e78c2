"""A draft of the counting rule and its clauses, as a person without programming fills them in."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from tracker.forms.promises import PromiseForm
from tracker.models.counting_rules import CountingClause, CountingRule
from tracker.rules.entries import EARLIEST_DAY
from tracker.sentences.counting_rules import FIELDS, YES_NO, field_choices, field_label

LATEST_DAY = date(2099, 12, 31)


class DraftForm(PromiseForm):
    texts = ("name", "source", "change_note")

    class Meta:
        model = CountingRule
        fields = ["name", "valid_from", "source", "change_note"]
        widgets = {"valid_from": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].error_messages["unique"] = _("已有一版口径叫这个名称，请换一个。")
        self.fields["name"].help_text = _("如：统计口径（2027版）。")
        self.fields["valid_from"].help_text = _("从这一天起的事项按这一版；可以早于今天，早的事项会重新判定。")
        self.fields["valid_from"].error_messages["invalid"] = _("没有这一天，请按 2026-11-18 的样子填写。")
        self.fields["source"].help_text = _("依据的文件和条款。")
        self.fields["change_note"].help_text = _("一句话说明改了什么、为什么。")

    def clean_valid_from(self) -> date:
        day: date = self.cleaned_data["valid_from"]
        if not EARLIEST_DAY <= day <= LATEST_DAY:
            raise ValidationError(_("生效日期从 %(first)s 到 2099 年。"), params={"first": EARLIEST_DAY})
        if CountingRule.objects.adopted().filter(valid_from=day).exists():
            raise ValidationError(_("这一天已有一版口径生效，请换一天。"), code="taken")
        return day


class ClauseForm(PromiseForm):
    """One clause: a field for each condition of its kind, what it decides, and why."""

    texts = ("reason", "reason_en")
    counts = forms.TypedChoiceField(
        label=_("符合的"),
        choices=[("yes", _("计入统计口径")), ("no", _("不计入统计口径"))],
        coerce=lambda value: value == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择。")},
    )

    class Meta:
        model = CountingClause
        fields = ["counts", "reason", "reason_en"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _("判定后给人看的理由，如：函、便函不计入。")
        self.fields["reason_en"].help_text = _("同一句话的英文。")
        self.fields["counts"].widget.attrs.pop("class", None)
        if self.instance.pk is not None:
            self.initial["counts"] = "yes" if self.instance.counts else "no"
        for field in FIELDS[self.instance.kind]:
            self.fields[field] = _condition(field)
            self.initial[field] = _chosen(field, self.instance.conditions.get(field, []))

    def clean(self) -> dict[str, Any]:
        """Conditions that allow everything ask nothing, and are left out."""
        cleaned = super().clean()
        conditions = {field: _allowed(field, cleaned.get(field)) for field in FIELDS[self.instance.kind]}
        self.instance.conditions = {field: allowed for field, allowed in conditions.items() if allowed}
        return cleaned

    @property
    def conditions(self) -> list[BoundField]:
        return [self[field] for field in FIELDS[self.instance.kind]]

    @property
    def decision(self) -> list[BoundField]:
        return [self[name] for name in self.Meta.fields]


def _condition(field: str) -> forms.Field:
    if field in YES_NO:
        holds, fails = (label for _value, label in field_choices(field))
        choices = [("", _("不限")), ("yes", holds), ("no", fails)]
        widget = forms.Select(attrs={"class": "form-select"})
        return forms.ChoiceField(label=field_label(field), required=False, choices=choices, widget=widget)
    return forms.MultipleChoiceField(
        label=field_label(field),
        required=False,
        choices=field_choices(field),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("没有这个选项。")},
    )


def _chosen(field: str, allowed: list[Any]) -> Any:
    """What stands in the control: a condition that allows yes and no asks nothing."""
    if field not in YES_NO:
        return allowed
    return "" if len(allowed) != 1 else "yes" if allowed[0] else "no"


def _allowed(field: str, told: Any) -> list[Any]:
    if field in YES_NO:
        return [told == "yes"] if told else []
    values = [value for value, _label in field_choices(field)]
    return [value for value in values if value in (told or []) and len(told) < len(values)]
