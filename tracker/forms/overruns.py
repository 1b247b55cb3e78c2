"""An accepted overrun as a supervisor fills it in: up to how many, why, who approved it, until when."""

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser, User
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.forms.offices import OfficeField
from tracker.forms.promises import PromiseForm, check_year
from tracker.models.overruns import Overrun
from tracker.models.posts import offices_visible_to
from tracker.queries.standings import standings


class OverrunForm(PromiseForm):
    texts = ("reason", "approved_by")

    office = OfficeField(label=_("单位"), help_text=_("名称或代码。"))
    ends_on = forms.DateField(
        label=_("截止日期"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_("过了这一天自动失效，最晚到当年12月31日。"),
        error_messages={"invalid": _("请填日期，如 2026-12-31。")},
    )

    class Meta:
        model = Overrun
        fields = ["office", "side", "kind", "count", "year", "accepted_up_to", "reason", "approved_by", "ends_on"]

    def __init__(self, *args: Any, user: User | AnonymousUser, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].offices = offices_visible_to(user).order_by("path")
        self.fields["accepted_up_to"].help_text = _("全年最多几项；要高于现在的限额。")
        for name in ("year", "accepted_up_to"):
            self.fields[name].localize = False

    def clean_year(self) -> int:
        return check_year(self.cleaned_data["year"], timezone.localdate().year)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        year, ends_on = cleaned.get("year"), cleaned.get("ends_on")
        if year and ends_on and not timezone.localdate() <= ends_on <= date(year, 12, 31):
            self.add_error("ends_on", _("截止日期从今天起，到当年12月31日。"))
        if not self.errors:
            self._check_ceiling(cleaned)
        return cleaned

    def _check_ceiling(self, cleaned: dict[str, Any]) -> None:
        """There is a ceiling, and what is accepted lies above it."""
        office, kind, year = cleaned["office"], cleaned["kind"], cleaned["year"]
        as_of = min(timezone.localdate(), date(year, 12, 31))
        row = standings([office], year, as_of, cleaned["side"], cleaned["count"])[office.pk, kind]
        if row.ceiling is None:
            self.add_error("office", _("这个单位、类别和年份没有限额，不用同意超额。"))
        elif cleaned["accepted_up_to"] <= row.ceiling:
            told = {"ceiling": row.ceiling}
            self.add_error("accepted_up_to", _("限额已经是 %(ceiling)s，同意的数要高于限额。") % told)
