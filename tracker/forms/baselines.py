"""A baseline as a supervisor types it in, with its evidence; its months one by one, or as a row that is pasted."""

import re
from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.forms.offices import OfficeField
from tracker.forms.promises import MOST, TOO_LARGE, PromiseForm, check_year
from tracker.measures.baselines import MONTHS
from tracker.models.baselines import Baseline
from tracker.models.posts import offices_visible_to
from tracker.rules.entries import check_reason
from tracker.sentences import month_names

BETWEEN = re.compile(r"[\s,，、;；|]+")


class MonthsWidget(forms.MultiWidget):
    """Twelve texts; templates/tracker/baselines/months.html shows each below its month."""

    def __init__(self) -> None:
        super().__init__([forms.TextInput() for _month in range(MONTHS)])

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Each text with the name of its month as its label."""
        context = super().get_context(name, value, attrs)
        for part, month in zip(context["widget"]["subwidgets"], month_names.MONTHS, strict=True):
            part["label"] = month
        return context

    def decompress(self, value: Any) -> list[Any]:
        return list(value) if isinstance(value, list) else [None] * MONTHS


class MonthsField(forms.MultiValueField):
    """Twelve counts from January, or None when nothing was typed. A row pasted into January fills all of them."""

    def __init__(self, **kwargs: Any) -> None:
        fields = [forms.CharField(max_length=300, required=False) for _month in range(MONTHS)]
        super().__init__(fields, widget=MonthsWidget(), require_all_fields=False, required=False, **kwargs)

    def compress(self, values: list[str]) -> list[int] | None:
        typed = [value or "" for value in values]
        pasted = [part for part in BETWEEN.split(typed[0].strip()) if part] if typed else []
        counts = pasted if len(pasted) > 1 and not any(typed[1:]) else [value.strip() for value in typed]
        if not any(counts):
            return None
        if len(counts) != MONTHS or not all(count.isascii() and count.isdecimal() for count in counts):
            raise ValidationError(_("分月要有十二个整数，没有的填 0。"), code="months")
        if any(len(count) > len(str(MOST)) for count in counts):
            raise ValidationError(TOO_LARGE, code="large")
        return [int(count) for count in counts]


class BaselineForm(PromiseForm):
    """A number that stands already is changed with a reason."""

    texts = ("evidence",)

    office = OfficeField(label=_("单位"), help_text=_("名称或代码。"))
    months = MonthsField(
        label=_("分月"),
        help_text=_("一月到十二月，合计等于底数；可以把一行十二个数粘贴到一月。没有分月数就都空着。"),
    )
    reason = forms.CharField(
        label=_("修改理由"), max_length=100, help_text=_("和修改记录一起保留。"), widget=forms.TextInput
    )

    class Meta:
        model = Baseline
        fields = ["office", "kind", "year", "number", "side", "count", "months", "evidence"]

    def __init__(self, *args: Any, user: User | AnonymousUser, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].offices = offices_visible_to(user).order_by("path")
        self.fields["number"].help_text = _("全年数量。")
        self.fields["evidence"].error_messages["required"] = _("请写明依据：数字出自哪份登记簿、存在哪里。")
        self.fields["reason"].error_messages["required"] = _("请写明理由，它会和记录一起保留。")
        if self.instance.pk is None:
            del self.fields["reason"]

    def clean_year(self) -> int:
        return check_year(self.cleaned_data["year"], timezone.localdate().year)

    def clean_reason(self) -> str:
        reason: str = self.cleaned_data["reason"]
        check_reason(reason)
        return reason
