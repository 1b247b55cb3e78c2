"""A target as a supervisor fills it in: who promises what, measured how."""

from decimal import Decimal
from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser, User
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.forms.offices import OfficeField
from tracker.forms.promises import PromiseForm, check_year
from tracker.models.offices import Office
from tracker.models.posts import offices_visible_to
from tracker.models.targets import Target

YEARS_AHEAD = 5
USED_BY = {"share": Target.Type.BELOW_BASELINE, "base_year": Target.Type.BELOW_BASELINE, "number": Target.Type.FIXED}


class TargetForm(PromiseForm):
    texts = ("responsible", "source")

    office = OfficeField(label=_("单位"), help_text=_("名称或代码。"))
    share = forms.DecimalField(
        label=_("压减比例（%）"),
        required=False,
        min_value=0,
        max_value=100,
        decimal_places=1,
        help_text=_("30 即比基期少 30%；只在“较基期压减”时填。"),
        error_messages={
            "invalid": _("请填 0 到 100 之间的数。"),
            "min_value": _("压减比例从 0 到 100。"),
            "max_value": _("压减比例从 0 到 100。"),
            "max_decimal_places": _("最多一位小数。"),
        },
    )

    class Meta:
        model = Target
        fields = [
            "office", "level", "kind", "year", "side", "count", "type", "share", "base_year", "number",
            "responsible", "source",
        ]  # fmt: skip

    def __init__(self, *args: Any, user: User | AnonymousUser, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].offices = offices_visible_to(user).order_by("path")
        self.fields["level"].choices = [("", _("只约束这个单位")), *Office.Level.choices]
        self.fields["base_year"].help_text = _("只在“较基期压减”时填。")
        self.fields["number"].help_text = _("全年最多几项；只在“固定数量”时填。")
        for name in ("share", "year", "base_year", "number"):
            self.fields[name].localize = False
        if self.instance.share is not None:
            self.initial["share"] = f"{(self.instance.share * 100).normalize():f}"

    def clean_share(self) -> Decimal | None:
        percent: Decimal | None = self.cleaned_data["share"]
        return None if percent is None else percent / 100

    def clean_year(self) -> int:
        return check_year(self.cleaned_data["year"], timezone.localdate().year + YEARS_AHEAD)

    def clean_base_year(self) -> int | None:
        year: int | None = self.cleaned_data["base_year"]
        return None if year is None else check_year(year, timezone.localdate().year)

    def clean(self) -> dict[str, Any]:
        """What the chosen type does not use is dropped, so that no stale number lies about."""
        cleaned = super().clean()
        for name, type_of in USED_BY.items():
            if cleaned.get("type") != type_of and name not in self.errors:
                cleaned[name] = None
        base_year, year = cleaned.get("base_year"), cleaned.get("year")
        if base_year and year and base_year >= year:
            self.add_error("base_year", _("基期应早于目标年份。"))
        elif cleaned.get("type") == Target.Type.BELOW_BASELINE and base_year is None and "share" in cleaned:
            self._ask_for_base_year(cleaned)
        return cleaned

    def _ask_for_base_year(self, cleaned: dict[str, Any]) -> None:
        if cleaned["share"] is not None and "base_year" not in self.errors:
            self.add_error("base_year", _("较基期压减的目标，要填基期年份。"))
