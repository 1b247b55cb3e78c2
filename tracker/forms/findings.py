"""What a supervisor writes of a suspicion, what the office answers, and what a list of findings is narrowed to."""

from typing import Any, ClassVar

from django import forms
from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.forms.as_of import FIRST_YEAR
from tracker.forms.offices import OfficeField
from tracker.forms.promises import PromiseForm, check_year
from tracker.forms.reasons import ReasonForm
from tracker.models.findings import Finding
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.posts import offices_visible_to
from tracker.queries.findings import UNSETTLED, FindingFilter

WORDS = 300


class FindingForm(PromiseForm):
    """The office by its name, code or alias, within the user's scope."""

    office = OfficeField(label=_("被提示单位"))
    item = forms.ModelChoiceField(Item.objects.none(), required=False, widget=forms.HiddenInput())
    texts: ClassVar = ("facts", "article")

    class Meta:
        model = Finding
        fields = ["office", "side", "kind", "year", "facts", "article", "item"]
        widgets: ClassVar = {"facts": forms.Textarea(attrs={"rows": 3})}
        help_texts: ClassVar = {
            "facts": _("只写看到了什么、多少件，不写动机。如：10月红头文件少 6 件，便函多 19 件。"),
            "article": _("依据哪个文件哪一条；没有条文的，写明“本系统默认”和道理。"),
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].offices = offices_visible_to(user)
        self.fields["article"].required = True  # older ones may be without
        self.fields["article"].error_messages["required"] = _("请写明依据，每条提示都要有。")
        self.fields["item"].queryset = Item.objects.visible_to(user)
        del self.fields["item"].widget.attrs["class"]

    def clean_year(self) -> int:
        return check_year(self.cleaned_data["year"], timezone.localdate().year)


class WordsForm(ReasonForm):
    """An answer, the reason of a decision, or what was put right."""

    reason = forms.CharField(
        label=_("说明"),
        max_length=WORDS,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 3, "autocomplete": "off"}),
        error_messages={
            "required": _("请写明，它会和记录一起保留。"),
            "max_length": _("最多 300 个字。"),
            "null_characters_not_allowed": _("含有看不见的控制字符，请删去后重填。"),
        },
    )

    def clean_reason(self) -> str:
        self.cleaned_data["reason"] = " ".join(self.cleaned_data["reason"].split())
        return super().clean_reason()


class DecisionForm(WordsForm):
    decision = forms.ChoiceField(
        label=_("认定"),
        choices=[(Finding.Status.CONFIRMED, _("属实，要整改")), (Finding.Status.DISMISSED, _("不成立"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择。"), "invalid_choice": _("请选择。")},
    )


class FindingFilterForm(forms.Form):
    """Reads the address of a list. What it does not understand is left out."""

    status = forms.ChoiceField(
        label=_("状态"),
        required=False,
        choices=[("", _("全部")), (UNSETTLED, _("未了结")), *Finding.Status.choices],
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    kind = forms.ChoiceField(
        label=_("类别"), required=False, choices=[("", _("全部")), *Kind.choices],
        widget=forms.Select(attrs={"class": "form-select"}),
    )  # fmt: skip
    year = forms.IntegerField(
        label=_("年份"), required=False, min_value=FIRST_YEAR, max_value=2100,
        widget=forms.NumberInput(attrs={"class": "form-control num", "inputmode": "numeric"}),
    )  # fmt: skip
    office = OfficeField(label=_("单位"), required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].offices = offices_visible_to(user)

    @property
    def chosen(self) -> FindingFilter:
        self.is_valid()
        said = self.cleaned_data
        return FindingFilter(said.get("status") or "", said.get("kind") or "", said.get("office"), said.get("year"))
