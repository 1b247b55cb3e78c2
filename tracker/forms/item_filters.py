"""What a list of items is narrowed to: read from the address, and offered for change."""

from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from tracker.models.batches import Batch
from tracker.models.counting_rules import CountingRule
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.models.posts import Post, post_of
from tracker.queries.counting_rules import versions_open_to
from tracker.queries.filter_choices import (
    batch_numbered,
    issuer_choices,
    issuer_coded,
    receiver_choices,
    receiver_coded,
)
from tracker.queries.items import ItemFilter
from tracker.queries.plans import NUMBERED, UNPLANNED, WITHOUT_NUMBER
from tracker.rules.channels import Way

USUAL_SORT = "-date"
SORTS = [
    ("-date", _("日期从近到远")),
    ("date", _("日期从远到近")),
    ("kind", _("类别")),
    ("-kind", _("类别（倒序）")),
    ("title", _("标题")),
    ("-title", _("标题（倒序）")),
    ("issuer", _("来文单位")),
    ("-issuer", _("来文单位（倒序）")),
    ("-landings", _("送达从多到少")),
    ("landings", _("送达从少到多")),
    ("-hours", _("人时从多到少")),
    ("hours", _("人时从少到多")),
    ("-counted", _("计入的在前")),
    ("counted", _("不计入的在前")),
]
USUAL_PER_PAGE = "50"
PER_PAGE = [(size, size) for size in (USUAL_PER_PAGE, "25", "100")]
PLAN_WORDS = {NUMBERED: _("有准入号的"), WITHOUT_NUMBER: _("无号的"), UNPLANNED: _("计划外的")}
UNTOLD = "none"  # a channel that nobody recorded
COUNTED = {"yes": True, "no": False}
MOVED = {"in": True, "out": False}  # only of a replayed list
CONDITIONS = (
    "from",
    "to",
    "office",
    "kind",
    "issuer",
    "level",
    "way",
    "format",
    "channel",
    "counted",
    "plan",
    "due",
    "q",
    "withdrawn",
    "batch",
    "under",
)
# Supervisors are told how much came of an issuer without a number, never who said so.
AREA_ROLES = (Post.Role.SUPERVISOR, Post.Role.AUDITOR, Post.Role.LEADER, Post.Role.ADMINISTRATOR)
SHOWN = {"sort": USUAL_SORT, "per_page": USUAL_PER_PAGE}


class _ForgivingChoice(forms.ChoiceField):
    """A choice that is only about how to show things: anything unknown means the first one."""

    def clean(self, value: Any) -> str:
        return value if self.valid_value(value) else next(iter(self.widget.choices))[0]


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": _("没有这一天，请按 2026-11-18 的样子填写；这一条件没有用上。")},
    )


def _choice(label: Any, nothing: Any, choices: Any) -> forms.ChoiceField:
    unknown = _("没有这个选项，这一条件没有用上。")
    return forms.ChoiceField(
        label=label, required=False, choices=[("", nothing), *choices], error_messages={"invalid_choice": unknown}
    )


class _Ticks(forms.CheckboxSelectMultiple):
    """Several values, as ticks send them (channel=chat&channel=app) or as addresses state them (channel=chat,app)."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        told = data.getlist(name)
        return list(dict.fromkeys(value for each in told for value in each.split(",") if value))


def _several(label: Any, choices: Any) -> forms.MultipleChoiceField:
    unknown = _("没有这个选项，这一条件没有用上。")
    return forms.MultipleChoiceField(
        label=label, required=False, choices=choices, widget=_Ticks, error_messages={"invalid_choice": unknown}
    )


class ItemFilterForm(forms.Form):
    """Reads the parameters of a list. A wrong one is told at its field and left out; the others still hold.

    Fields bear the names of the address; `from` and `to` are added at the start, one of them being a word of Python.
    """

    office = forms.CharField(label=_("送到"), required=False, max_length=40, widget=forms.Select)
    kind = _choice(_("类别"), _("会议、发文、督检考"), Kind.choices)
    issuer = forms.CharField(label=_("来自"), required=False, max_length=40, widget=forms.Select)
    level = _choice(_("来文层级"), _("不限"), Office.Level.choices)
    way = _choice(_("正式与否"), _("不限"), Way.choices)
    format = _several(_("文件形式"), Item.DocumentFormat.choices)
    channel = _several(_("渠道"), [*Item.Channel.choices, (UNTOLD, _("不明"))])
    counted = _choice(
        _("统计口径"),
        _("计入不计入都列"),
        [
            ("yes", _("只列计入的")),
            ("no", _("只列不计入的")),
            ("in", _("重算后改为计入的")),
            ("out", _("重算后改为不计入的")),
        ],
    )
    under = forms.CharField(label=_("按哪一版口径"), required=False, max_length=20, widget=forms.Select)
    plan = _choice(_("计划"), _("不限"), PLAN_WORDS.items())
    due = _day(_("报送到期"))
    q = forms.CharField(
        label=_("含文字"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
        help_text=_("标题、文号或来文单位中的文字。"),
        error_messages={"max_length": _("最多 100 个字；这一条件没有用上。")},
    )
    withdrawn = _choice(_("撤回"), _("不列已撤回的"), [("1", _("只列已撤回的"))])
    batch = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)
    sort = _ForgivingChoice(label=_("排序"), choices=SORTS)
    per_page = _ForgivingChoice(label=_("每页"), choices=PER_PAGE)

    def __init__(self, data: QueryDict, *, user: User | AnonymousUser) -> None:
        super().__init__(data)
        self.user = user
        if (post := post_of(user)) and post.role in AREA_ROLES:
            self.fields["plan"].choices = [one for one in self.fields["plan"].choices if one[0] != WITHOUT_NUMBER]
        self.fields = {"from": _day(_("起日")), "to": _day(_("止日"))} | self.fields
        self.versions = {str(rule.pk): rule for rule in versions_open_to(user)}
        as_decided = ("", _("现行数字"))
        self.fields["under"].widget.choices = [as_decided, *((key, rule.name) for key, rule in self.versions.items())]
        for field in self.fields.values():
            if not isinstance(field.widget, _Ticks):
                select = isinstance(field.widget, forms.Select)
                field.widget.attrs["class"] = "form-select" if select else "form-control"

    def clean_office(self) -> Office | None:
        return self._asked("office", receiver_coded)

    def clean_issuer(self) -> Office | None:
        return self._asked("issuer", issuer_coded)

    def clean_batch(self) -> Batch | None:
        number: int | None = self.cleaned_data["batch"]
        if number is None:
            return None
        batch = batch_numbered(self.user, number)
        if batch is None:
            raise ValidationError(_("没有这个导入批次。"))
        return batch

    def clean_under(self) -> CountingRule | None:
        asked = self.cleaned_data["under"]
        if asked and asked not in self.versions:
            raise ValidationError(_("没有这一版口径。"))
        return self.versions.get(asked)

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("counted") in MOVED and self.cleaned_data.get("under") is None:
            self.add_error("counted", _("先选按哪一版口径重算；这一条件没有用上。"))
        first, last = self.cleaned_data.get("from"), self.cleaned_data.get("to")
        if first and last and last < first:
            self.add_error("to", _("止日早于起日；止日没有用上。"))
        return self.cleaned_data

    @property
    def asks_beyond_scope(self) -> bool:
        """Whether an office, a batch or a version was named that does not exist or that the user may not ask for."""
        return bool({"office", "issuer", "batch", "under"} & self.errors.keys())

    def wanted(self) -> ItemFilter:
        """The conditions that could be read."""
        self.is_valid()
        told = self.cleaned_data
        return ItemFilter(
            office=told.get("office"),
            issuer=told.get("issuer"),
            kind=told.get("kind", ""),
            first=told.get("from"),
            last=told.get("to"),
            channels=tuple("" if channel == UNTOLD else channel for channel in told.get("channel", [])),
            formats=tuple(told.get("format", [])),
            way=told.get("way", ""),
            level=told.get("level", ""),
            official=COUNTED.get(told.get("counted", "")),
            text=told.get("q", ""),
            withdrawn=bool(told.get("withdrawn")),
            batch=told.get("batch"),
            plan=told.get("plan", ""),
            under=told.get("under"),
            moved=MOVED.get(told.get("counted", "")),
            due=told.get("due"),
        )

    def parameters(self) -> dict[str, str]:
        """The parameters that hold, as an address states them; usual sorting and page size are left unsaid."""
        told = {name: self._stated(name) for name in CONDITIONS if self.cleaned_data.get(name)}
        shown = {name: self.cleaned_data[name] for name, usual in SHOWN.items() if self.cleaned_data[name] != usual}
        return told | shown

    def offer_offices(self) -> None:
        """Fill the two lists of offices to choose from; only a page needs them."""
        for name, choices in (("office", receiver_choices), ("issuer", issuer_choices)):
            chosen = self.cleaned_data.get(name)
            offered = [(office.code, office.name) for office in choices(self.user, chosen)]
            self.fields[name].widget.choices = [("", _("不限")), *offered]

    def _stated(self, name: str) -> str:
        several = isinstance(self.fields[name], forms.MultipleChoiceField)
        return ",".join(self.cleaned_data[name]) if several else self.data[name].strip()

    def _asked(self, name: str, find: Any) -> Office | None:
        code = self.cleaned_data[name]
        if not code:
            return None
        office: Office | None = find(self.user, code)
        if office is None:
            raise ValidationError(_("没有这个单位。"))
        return office
