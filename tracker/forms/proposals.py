"""What an issuer means to send, as it is typed: one form for the three kinds, of which each uses its own fields."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.forms.offices import OfficeField
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.queries.senders import SenderChoice
from tracker.rules.classified import holds_classified
from tracker.rules.entries import (
    FURTHEST_DEADLINE,
    REFUSED_TEXT,
    check_deadline,
    check_minutes,
    check_people,
    check_title,
)
from tracker.rules.proposals import Addressee, Nature, Proposal, Rank

COMMON = ("title", "day", "people", "required_rank", "emergency", "asks_report", "report_times", "asks_form",
          "asks_trace", "deadline")  # fmt: skip
FIELDS_OF: dict[Kind, tuple[str, ...]] = {
    Kind.MEETING: (
        *COMMON, "starts_at", "minutes", "meeting_form", "meeting_name", "meeting_category", "convener",
        "speech_minutes", "group_discussion", "approved_by_principal", "comprehensive",
    ),
    Kind.DOCUMENT: (
        *(name for name in COMMON if name != "required_rank"), "document_format", "genre", "characters", "nature",
        "addressee", "is_directive",
    ),
    Kind.INSPECTION: (*COMMON, "starts_at", "minutes", "inspection_type", "comprehensive", "planned"),
}  # fmt: skip
MOST_TIMES = 366
MOST_CHARACTERS = 1_000_000
NATURES = [(Nature.ORDINARY, _("一般工作")), (Nature.SPECIAL, _("专项工作")), (Nature.COMPREHENSIVE, _("综合性工作"))]
CONVENERS = [(Rank.PRINCIPAL, _("主要负责同志")), (Rank.DEPUTY, _("分管负责同志"))]
ADDRESSEES = [
    (Addressee.AUTHORITIES, _("乡镇党委、政府")),
    (Addressee.GENERAL_OFFICES, _("乡镇党政办")),
    (Addressee.STATIONS, _("站所、村（社区）")),
]
UNTOLD = [("", _("不填"))]


def _choice(label: Any, choices: Any) -> forms.ChoiceField:
    field = forms.ChoiceField(label=label, choices=[*UNTOLD, *choices], required=False)
    field.widget.attrs["class"] = "form-select"
    field.error_messages["invalid_choice"] = _("请从名单中选。")
    return field


def _number(label: Any, hint: Any = "") -> forms.IntegerField:
    attrs = {"class": "form-control num", "inputmode": "numeric"}
    field = forms.IntegerField(label=label, required=False, help_text=hint, widget=forms.NumberInput(attrs=attrs))
    field.error_messages["invalid"] = _("请填整数。")
    return field


def _tick(label: Any) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False)


def _day(label: Any) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "form-control"})
    invalid = _("没有这一天，请按 2026-11-18 的样子填写。")
    return forms.DateField(label=label, required=False, widget=widget, error_messages={"invalid": invalid})


class ProposalForm(forms.Form):
    """senders: who may be named as the issuer; where only one may, no field asks for it."""

    kind = forms.ChoiceField(label=_("类别"), choices=Kind.choices, widget=forms.RadioSelect)
    issuer = OfficeField(label=_("发文单位"), help_text="")
    title = forms.CharField(
        label=_("标题"), max_length=500, widget=forms.TextInput(attrs={"class": "form-control", "autofocus": True}),
        error_messages={"required": _("请填写。")} | REFUSED_TEXT,
    )  # fmt: skip
    day = _day(_("哪一天"))
    starts_at = forms.TimeField(
        label=_("开始时间"), required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "form-control"}),
        error_messages={"invalid": _("没有这个时刻，请按 09:30 的样子填写。")},
    )  # fmt: skip
    minutes = _number(_("时长"), _("分钟"))
    people = _number(_("每单位几人"), _("人，不填按标准"))
    required_rank = _choice(_("要求谁参加"), Item.RequiredRank.choices)
    meeting_form = _choice(_("会议形式"), Item.MeetingForm.choices)
    meeting_name = _choice(_("会议名义"), Item.MeetingName.choices)
    meeting_category = _choice(_("会议类别"), Item.MeetingCategory.choices)
    convener = _choice(_("召集人"), CONVENERS)
    speech_minutes = _number(_("讲话时长"), _("分钟，主要负责同志讲话或主报告"))
    group_discussion = _tick(_("安排分组讨论"))
    approved_by_principal = _tick(_("已经同级党委主要负责同志批准"))
    document_format = _choice(_("文件形式"), Item.DocumentFormat.choices)
    genre = _choice(_("文种"), Item.Genre.choices)
    characters = _number(_("字数"), _("字"))
    nature = _choice(_("工作性质"), NATURES)
    addressee = _choice(_("主送机关"), ADDRESSEES)
    is_directive = _tick(_("有指令性要求"))
    inspection_type = _choice(_("类型"), Item.InspectionType.choices)
    comprehensive = _tick(_("综合性"))
    planned = _tick(_("列入年度计划"))
    emergency = _tick(_("应急类"))
    asks_report = _tick(_("报送情况"))
    report_times = _number(_("报送次数"), _("次"))
    asks_form = _tick(_("填表"))
    asks_trace = _tick(_("留痕照片"))
    deadline = _day(_("报送期限"))

    def __init__(self, *args: Any, senders: SenderChoice, own_office: Office, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own_office = own_office
        self.label_suffix = ""
        self.fields["issuer"].offices = senders.likely
        if senders.is_closed:
            del self.fields["issuer"]

    def clean_title(self) -> str:
        title = " ".join(self.cleaned_data["title"].split(" "))
        check_title(title)
        return title

    def clean_day(self) -> date | None:
        return _ahead(self.cleaned_data["day"])

    def clean_report_times(self) -> int:
        times: int = self.cleaned_data["report_times"] or 1
        if not 1 <= times <= MOST_TIMES:
            raise ValidationError(_("报送次数从 1 到 %(most)s。"), code="times", params={"most": MOST_TIMES})
        return times

    def clean_people(self) -> int | None:
        people: int | None = self.cleaned_data["people"]
        if people is not None:
            check_people(people)
        return people

    def clean_characters(self) -> int | None:
        number: int | None = self.cleaned_data["characters"]
        if number is not None and not 0 <= number <= MOST_CHARACTERS:
            raise ValidationError(_("字数从 0 到 %(most)s。"), code="characters", params={"most": MOST_CHARACTERS})
        return number

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in ("minutes", "speech_minutes"):
            self._check(name, cleaned.get(name), lambda minutes: check_minutes(minutes, self.chosen_kind))
        day = cleaned.get("day") or timezone.localdate()
        self._check("deadline", cleaned.get("deadline"), lambda deadline: check_deadline(deadline, day))
        return cleaned

    @property
    def chosen_kind(self) -> Kind:
        """The chosen kind; a meeting until one is chosen."""
        value = self["kind"].value()
        return Kind(value) if value in Kind.values else Kind.MEETING

    @property
    def is_classified(self) -> bool:
        """Whether something typed bears a mark of secrecy; then nothing of it may be shown again."""
        return holds_classified(value for _name, values in _lists(self.data) for value in values)

    def errors_to_mend(self) -> list[tuple[BoundField | None, str]]:
        """Field and sentence of everything that must be mended, fields of other kinds left out."""
        return [
            (self[name] if name in self.fields else None, str(sentence))
            for name, sentences in self.errors.items()
            if name in ("issuer", "kind", "__all__", *FIELDS_OF[self.chosen_kind])
            for sentence in sentences
        ]

    def proposal(self, offices: tuple[Office, ...]) -> Proposal:
        """What was told, as far as it can be used: what is missing or wrong is left out. Asks for full_clean first."""
        return self._proposal(self.cleaned_data, self.cleaned_data.get("issuer") or self.own_office, offices)

    def begun(self, offices: tuple[Office, ...]) -> Proposal:
        """What stands in a form that nobody has sent yet."""
        issuer = self.initial.get("issuer")
        return self._proposal(self.initial, issuer if isinstance(issuer, Office) else self.own_office, offices)

    def _proposal(self, values: Mapping[str, Any], issuer: Office, offices: tuple[Office, ...]) -> Proposal:
        told = {name: values[name] for name in FIELDS_OF[self.chosen_kind] if values.get(name)}
        if not told.get("asks_report"):
            told.pop("report_times", None)
        reaches_villages = any(office.level == Office.Level.VILLAGE for office in offices)
        return Proposal(issuer, self.chosen_kind, offices=offices, reaches_villages=reaches_villages, **told)

    def _check(self, name: str, value: Any, check: Any) -> None:
        if value is None or name in self.errors:
            return
        try:
            check(value)
        except ValidationError as error:
            self.add_error(name, error)


def initial_of(proposal: Proposal) -> dict[str, Any]:
    """A proposal as values of the form."""
    return {"kind": proposal.kind} | {name: getattr(proposal, name) for name in FIELDS_OF[Kind(proposal.kind)]}


def new_initial(kind: Kind) -> dict[str, Any]:
    """What stands in an empty form: the usual choices of a kind, nothing else."""
    return {
        "kind": kind,
        "meeting_form": Item.MeetingForm.IN_PERSON,
        "meeting_name": Item.MeetingName.DEPARTMENT,
        "document_format": Item.DocumentFormat.RED_HEAD,
        "genre": Item.Genre.NOTICE,
        "inspection_type": Item.InspectionType.INSPECTION,
        "report_times": 1,
    }


def _ahead(day: date | None) -> date | None:
    today = timezone.localdate()
    if day is not None and day < today:
        raise ValidationError(_("%(day)s 已经过了，请填还没有到的日期。"), code="past", params={"day": day.isoformat()})
    if day is not None and day - today > FURTHEST_DEADLINE:
        raise ValidationError(_("%(day)s 在两年以后，请核对年份。"), code="far", params={"day": day.isoformat()})
    return day


def _lists(data: Mapping[str, Any]) -> Any:
    return data.lists() if hasattr(data, "lists") else ((name, [value]) for name, value in data.items())
