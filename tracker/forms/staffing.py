"""How many people an office has: one office in a form, or a column pasted from a sheet."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.forms.as_of import FIRST_YEAR
from tracker.forms.promises import PromiseForm
from tracker.models.offices import Office, OfficeQuerySet
from tracker.models.staffing import Staffing
from tracker.rules.classified import holds_classified
from tracker.rules.entries import MOST_PEOPLE, check_text

MOST_LINES = 2_000
_LINE = re.compile(r"^\s*(.*?)[\s,，;；:：、]+(\d+)\s*人?\s*$")
_NO_DAY = gettext_lazy("没有这一天，请按 2026-01-01 的样子填写。")
_DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class StaffingForm(PromiseForm):
    """Of one office; a row of the same day is corrected."""

    texts = ("source",)

    class Meta:
        model = Staffing
        fields = ["people", "valid_from", "source"]
        widgets = {"valid_from": _DAY}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["valid_from"].error_messages["invalid"] = _NO_DAY
        self.fields["valid_from"].help_text = _(
            "从哪天起是这个人数；今年没有变动的，填 1 月 1 日。同一天再填，即修改。"
        )
        self.fields["people"].help_text = _("这个单位自己的人，不含下级村（社区）。")
        for name in ("people", "valid_from"):
            self.fields[name].localize = False

    def clean_people(self) -> int:
        return _check_people(self.cleaned_data["people"])

    def clean_valid_from(self) -> date:
        return _check_start(self.cleaned_data["valid_from"])


class PastedStaffForm(forms.Form):
    """Lines of an office's code or name and a number. rows: what they say, once the form is valid."""

    pasted = forms.CharField(
        label=gettext_lazy("两列：单位代码或名称，人数"),
        widget=forms.Textarea(attrs={"rows": 6, "class": "form-control", "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("请粘贴两列：单位代码或名称，人数。")},
        help_text=gettext_lazy("从 Excel 复制两列，贴在这里；一行一个单位，如：新桥镇 62。"),
    )
    start = forms.DateField(label=gettext_lazy("起"), widget=_DAY, error_messages={"invalid": _NO_DAY})
    evidence = forms.CharField(
        label=gettext_lazy("依据"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, offices: OfficeQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offices = offices
        self.rows: list[Staffing] = []
        self.fields["start"].widget.attrs["class"] = "form-control"
        self.fields["start"].error_messages["required"] = _("请填写。")

    @property
    def is_classified(self) -> bool:
        return holds_classified(self.data.values())

    def clean_start(self) -> date:
        return _check_start(self.cleaned_data["start"])

    def clean_evidence(self) -> str:
        text: str = self.cleaned_data["evidence"]
        check_text(text)
        return text

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        lines = [line for line in (cleaned.get("pasted") or "").splitlines() if line.strip()]
        if len(lines) > MOST_LINES:
            self.add_error("pasted", _("一次最多 %(most)s 行。") % {"most": MOST_LINES})
            return cleaned
        found, wrong = self._read(lines)
        if wrong:
            self.add_error("pasted", [ValidationError(sentence) for sentence in wrong])
        elif not self.errors:
            told = {"valid_from": cleaned["start"], "source": cleaned.get("evidence", "")}
            self.rows = [Staffing(office=office, people=people, **told) for office, people in found.items()]
        return cleaned

    def _read(self, lines: list[str]) -> tuple[dict[Office, int], list[str]]:
        """What the lines say, and a sentence for each that says nothing. A head without a number is left out."""
        known = self._known()
        found: dict[Office, int] = {}
        wrong: list[str] = []
        for number, line in enumerate(lines, start=1):
            match = _LINE.match(line)
            if match is None and number == 1 and not re.search(r"\d", line):
                continue
            try:
                office, people = _told(match, known)
                if office in found:
                    raise ValidationError(_("“%(name)s”出现了两次") % {"name": office})
                found[office] = people
            except ValidationError as error:
                wrong.append(_("第 %(line)s 行：%(why)s。") % {"line": number, "why": error.messages[0].rstrip("。")})
        return found, wrong

    def _known(self) -> dict[str, list[Office]]:
        known: dict[str, list[Office]] = defaultdict(list)
        for office in self.offices:
            known[office.name].append(office)
            known[office.code].append(office)
        return known


def _told(match: re.Match[str] | None, known: dict[str, list[Office]]) -> tuple[Office, int]:
    if match is None:
        raise ValidationError(_("应是单位和人数两列"))
    name = match[1].strip()
    offices = known.get(name, [])
    if not offices:
        raise ValidationError(_("没有找到“%(name)s”") % {"name": name})
    if len(offices) > 1:
        codes = _("、").join(_codes(offices))
        told = {"number": len(offices), "name": name, "codes": codes}
        raise ValidationError(_("有 %(number)s 个单位叫“%(name)s”，请填代码：%(codes)s") % told)
    return offices[0], _check_people(int(match[2]))


def _codes(offices: list[Office]) -> Iterator[str]:
    return (office.code for office in offices[:5])


def _check_people(people: int) -> int:
    if people > MOST_PEOPLE:
        raise ValidationError(_("人数最多 %(most)s，请核对。") % {"most": MOST_PEOPLE})
    return people


def _check_start(day: date) -> date:
    latest = timezone.localdate().year + 1
    if not FIRST_YEAR <= day.year <= latest:
        raise ValidationError(_("年份从 %(first)s 到 %(latest)s。") % {"first": FIRST_YEAR, "latest": latest})
    return day
