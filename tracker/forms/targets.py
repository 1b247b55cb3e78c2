"""A target as a supervisor fills it in: who promises what, measured how, from when."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser, User
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.forms.offices import OfficeField
from tracker.forms.promises import PromiseForm, check_year
from tracker.models.kinds import Kind
from tracker.models.office_groups import OfficeGroup
from tracker.models.offices import Office
from tracker.models.posts import offices_visible_to
from tracker.models.targets import Target
from tracker.queries.target_rows import overlapping
from tracker.queries.targets import last_day

YEARS_AHEAD = 5
Type, Mode = Target.Type, Target.Mode
USED_BY = {
    "share": (Type.BELOW_BASELINE, Type.SHARE),
    "mode": (Type.BELOW_BASELINE,),
    "base_year": (Type.BELOW_BASELINE,),
    "number": (Type.FIXED, Type.PER_PERIOD),
    "period": (Type.PER_PERIOD,),
    "part": (Type.SHARE,),
}
MODES_WITH_A_YEAR = (Mode.FIXED_YEAR, Mode.CHAINED)
NOTHING_IN = {"mode": Mode.FIXED_YEAR, "period": "", "part": ""}
HELP = {
    "mode": _("只在“较基期压减”时填。链式：在基期年的限额上再减。"),
    "base_year": _("只在固定基期和链式时填。"),
    "number": _("最多几项；只在“固定数量”和“每周、每月、每天不超过”时填。"),
    "period": _("只在“每周、每月、每天不超过”时填。"),
    "part": _("只在“占比不低于”时填。"),
    "group": _("选了，约束分组里的每个单位；单位填分组所属的地区。"),
}


class TargetForm(PromiseForm):
    """replaces: a target that is about to end, because this one takes its place from `starts` on."""

    texts = ("responsible", "source")

    office = OfficeField(label=_("单位"), help_text=_("名称或代码。"))
    share = forms.DecimalField(
        label=_("比例（%）"),
        required=False,
        min_value=0,
        max_value=100,
        decimal_places=1,
        help_text=_("压减 30 即比基期少 30%；占比 33.3 即不低于 33.3%。只在这两类时填。"),
        error_messages={
            "invalid": _("请填 0 到 100 之间的数。"),
            "min_value": _("比例从 0 到 100。"),
            "max_value": _("比例从 0 到 100。"),
            "max_decimal_places": _("最多一位小数。"),
        },
    )

    class Meta:
        model = Target
        fields = [
            "office", "level", "group", "kind", "year", "side", "count", "type", "share", "mode", "base_year", "number",
            "period", "part", "valid_from", "valid_to", "responsible", "source",
        ]  # fmt: skip
        widgets = {
            name: forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}) for name in ("valid_from", "valid_to")
        }

    def __init__(
        self,
        *args: Any,
        user: User | AnonymousUser,
        replaces: Target | None = None,
        starts: date | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.replaces, self.starts = replaces, starts
        self.fields["office"].offices = offices_visible_to(user).order_by("path")
        self.fields["group"].queryset = OfficeGroup.objects.visible_to(user).select_related("area")
        self.fields["group"].empty_label = _("不按分组")
        self.fields["level"].choices = [("", _("只约束这个单位")), *Office.Level.choices]
        self.fields["mode"].required = False
        self._explain()
        if self.instance.share is not None:
            self.initial["share"] = f"{(self.instance.share * 100).normalize():f}"

    def _explain(self) -> None:
        """Help at each field, and which types it serves, so that a script can leave out the others."""
        for name, text in HELP.items():
            self.fields[name].help_text = text
        for name, types in USED_BY.items():
            self.fields[name].widget.attrs["data-types"] = " ".join(types)
        self.fields["base_year"].widget.attrs["data-modes"] = " ".join(MODES_WITH_A_YEAR)
        for name in ("share", "year", "base_year", "number", "valid_from", "valid_to"):
            self.fields[name].localize = False
        for name in ("valid_from", "valid_to"):
            self.fields[name].error_messages["invalid"] = _("没有这一天，请按 2026-07-01 的样子填写。")

    def clean_share(self) -> Decimal | None:
        percent: Decimal | None = self.cleaned_data["share"]
        return None if percent is None else percent / 100

    def clean_year(self) -> int:
        return check_year(self.cleaned_data["year"], timezone.localdate().year + YEARS_AHEAD)

    def clean_base_year(self) -> int | None:
        year: int | None = self.cleaned_data["base_year"]
        return None if year is None else check_year(year, timezone.localdate().year)

    def clean_valid_from(self) -> date | None:
        day: date | None = self.cleaned_data["valid_from"]
        return self.starts or day

    def clean(self) -> dict[str, Any]:
        """What the chosen type does not use is dropped, so that no stale number lies about."""
        cleaned = super().clean()
        cleaned["mode"] = cleaned.get("mode") or Mode.FIXED_YEAR
        for name, types in USED_BY.items():
            if cleaned.get("type") not in types and name not in self.errors:
                cleaned[name] = NOTHING_IN.get(name)
        if cleaned["mode"] not in MODES_WITH_A_YEAR and "base_year" not in self.errors:
            cleaned["base_year"] = None
        self._check_base_year(cleaned)
        self._check_days(cleaned)
        self._check_whom(cleaned)
        return cleaned

    def _post_clean(self) -> None:
        """Once the row itself is sound, ask whether another one already speaks of these days."""
        super()._post_clean()  # type: ignore[misc]  # Django's own hook, not in its stubs
        if self.errors:
            return
        other = overlapping(self.instance, replaces=self.replaces)
        if other is not None:
            last = last_day(other)
            days = {"first": other.valid_from.isoformat(), "last": last.isoformat()}
            self.add_error(
                "valid_from",
                _("%(first)s至%(last)s已有同类目标，两项不能同时有效；请改起止日，或在原目标上修改。") % days,
            )

    def _check_base_year(self, cleaned: dict[str, Any]) -> None:
        base_year, year = cleaned.get("base_year"), cleaned.get("year")
        if base_year and year and base_year >= year:
            self.add_error("base_year", _("基期应早于目标年份。"))
        is_asked = cleaned.get("type") == Type.BELOW_BASELINE and cleaned["mode"] in MODES_WITH_A_YEAR
        if is_asked and base_year is None and cleaned.get("share") is not None and "base_year" not in self.errors:
            self.add_error("base_year", _("固定基期和链式目标，要填基期年份。"))

    def _check_days(self, cleaned: dict[str, Any]) -> None:
        year = cleaned.get("year")
        for name in ("valid_from", "valid_to"):
            day = cleaned.get(name)
            if day and year and day.year != year:
                self.add_error(name, _("起止日要在目标年份之内。"))

    def _check_whom(self, cleaned: dict[str, Any]) -> None:
        group, office = cleaned.get("group"), cleaned.get("office")
        if group and office and group.area_id != office.pk:
            self.add_error("group", _("这个分组属于%(area)s，单位请填%(area)s。") % {"area": group.area})
        if cleaned.get("type") == Type.SHARE and cleaned.get("kind") not in (None, Kind.MEETING):
            self.add_error("kind", _("视频会议占比只用于会议。"))
