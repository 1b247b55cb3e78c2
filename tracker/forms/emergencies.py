"""An emergency response as a supervisor declares it: where, why, and until when."""

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.forms.offices import OfficeField
from tracker.forms.promises import PromiseForm
from tracker.models.emergencies import Emergency
from tracker.models.norms import Norm
from tracker.models.posts import offices_visible_to
from tracker.queries.emergencies import repeats_reason
from tracker.queries.norms import norms_on
from tracker.rules.entries import EARLIEST_DAY


class EmergencyForm(PromiseForm):
    texts = ("name", "reason")

    area = OfficeField(label=_("地区"), help_text=_("名称或代码；对这个地区的所有发文单位有效。"))

    class Meta:
        model = Emergency
        fields = ["area", "name", "reason", "first", "last"]
        widgets = {name: forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}) for name in ("first", "last")}

    def __init__(self, *args: Any, user: User | AnonymousUser, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].offices = offices_visible_to(user).order_by("path")
        self.fields["reason"].help_text = _("一句话；接着延续的，要写新的理由。")
        self.days = norms_on(timezone.localdate())[Norm.Code.EMERGENCY_DAYS]
        self.fields["last"].help_text = _("一次最长 %(days)s 天，到期自动结束。") % {"days": self.days}
        for name in ("first", "last"):
            self.fields[name].error_messages["invalid"] = _("没有这一天，请按 2026-11-18 的样子填写。")

    def clean_first(self) -> date:
        first: date = self.cleaned_data["first"]
        if first < EARLIEST_DAY:
            raise ValidationError(_("日期过早，请核对。"))
        return first

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", _("止日不能早于起日。"))
        elif first and last and (last - first).days + 1 > self.days:
            self.add_error(
                "last",
                ValidationError(
                    _("一次最长 %(days)s 天；还要继续的，到期后另行启动，并写新的理由。"), params={"days": self.days}
                ),
            )
        area, reason = cleaned.get("area"), cleaned.get("reason")
        if first and area and reason:
            told = Emergency(pk=self.instance.pk, area=area, reason=reason, first=first)
            if repeats_reason(told, self.days):
                self.add_error("reason", _("与这个地区前一次的理由相同；接着延续的，要写新的理由。"))
        return cleaned
