"""Adopting a preset, ending that, and the targets a preset prescribes."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.figures import percent_text
from tracker.forms.classified import ForgettingForm
from tracker.forms.offices import OfficeField
from tracker.forms.promises import check_year, dress
from tracker.models.baselines import Side
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.models.posts import offices_visible_to
from tracker.models.presets import Preset, PresetAdoption, Rule
from tracker.models.targets import Target
from tracker.queries.target_rows import overlapping
from tracker.rules.entries import check_text

YEARS_AHEAD = 5
CONTROLS = {"share": _("比例（%）"), "base_year": _("基期年份"), "side": _("收发")}


class DayField(forms.DateField):
    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "form-control"})
        messages = {"invalid": _("请填日期，如 2026-12-31。"), "required": _("请填写。")}
        super().__init__(widget=widget, error_messages=messages, **kwargs)


class AdoptionForm(ForgettingForm):
    area = OfficeField(label=_("地区"), help_text=_("采用后对它和它以下的单位有效。"))
    valid_from = DayField(label=_("起"))
    valid_to = DayField(label=_("止"), required=False, help_text=_("不填，一直有效。"))

    def __init__(self, *args: Any, user: User | AnonymousUser, preset: Preset, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.preset = preset
        self.fields["area"].offices = offices_visible_to(user).order_by("path")
        self.fields["area"].error_messages["required"] = _("请填写。")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        first, last = cleaned.get("valid_from"), cleaned.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", _("止日不能早于起日。"))
        if first and not self.errors:
            self._check_free(cleaned["area"], first, last)
        return cleaned

    def adoption(self) -> PresetAdoption:
        return PresetAdoption(preset=self.preset, **self.cleaned_data)

    def _check_free(self, area: Office, first: date, last: date | None) -> None:
        """The same preset is not in force twice on the same day."""
        for known in PresetAdoption.objects.filter(area=area, preset=self.preset):
            if (last is None or known.valid_from <= last) and (known.valid_to is None or first <= known.valid_to):
                told = {"area": area, "first": known.valid_from.isoformat()}
                self.add_error("valid_from", _("%(area)s自 %(first)s 起已经采用，请先结束。") % told)
                return


class EndForm(forms.Form):
    last = DayField(label=_("最后一天"), help_text=_("从第二天起不再核对。"))

    def __init__(self, *args: Any, adoption: PresetAdoption, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.adoption = adoption

    def clean_last(self) -> date:
        last: date = self.cleaned_data["last"]
        if last < self.adoption.valid_from:
            raise ValidationError(_("止日不能早于起日。"))
        return last


class PromisedForm(ForgettingForm):
    """For whom and which year the targets of a preset are set."""

    office = OfficeField(label=_("单位"), help_text=_("名称或代码。"))
    level = forms.ChoiceField(label=_("适用层级"), required=False)
    year = forms.IntegerField(label=_("年份"))
    responsible = forms.CharField(label=_("责任人"), required=False, max_length=100)

    def __init__(self, *args: Any, user: User | AnonymousUser, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].offices = offices_visible_to(user).order_by("path")
        self.fields["level"].choices = [("", _("只约束这个单位")), *Office.Level.choices]
        for field in self.fields.values():
            dress(field)

    def clean_year(self) -> int:
        return check_year(self.cleaned_data["year"], timezone.localdate().year + YEARS_AHEAD)

    def clean_responsible(self) -> str:
        name: str = self.cleaned_data["responsible"]
        check_text(name)
        return name


class PromiseLine(forms.Form):
    """One target that a rule prescribes. The share lies within the rule's range; the base year may be asked for."""

    chosen = forms.BooleanField(required=False)
    share = forms.DecimalField(required=False, min_value=0, max_value=100, decimal_places=1)
    base_year = forms.IntegerField(required=False)
    side = forms.ChoiceField(choices=Side)

    def __init__(self, *args: Any, rule: Rule, kind: str, **kwargs: Any) -> None:
        kwargs["prefix"] = f"{rule.code}-{kind}"
        super().__init__(*args, **kwargs)
        self.rule, self.kind = rule, kind
        self.type = str(rule.params["type"])
        self.least = rule.threshold
        self.most = Decimal(str(rule.params.get("most", rule.threshold or 0)))
        self.initial = {
            "chosen": bool(rule.kind) or kind == Kind.DOCUMENT,
            "share": None if self.least is None else f"{(self.least * 100).normalize():f}",
            "base_year": rule.params.get("base_year"),
            "side": rule.params["side"],
        }
        for name, label in CONTROLS.items():
            dress(self.fields[name])
            self.fields[name].localize = False
            self.fields[name].widget.attrs["aria-label"] = label

    @property
    def label(self) -> str:
        return str(Kind(self.kind).label)

    @property
    def has_share(self) -> bool:
        return self.least is not None

    @property
    def has_base_year(self) -> bool:
        return self.type == Target.Type.BELOW_BASELINE

    def clean_share(self) -> Decimal | None:
        """Not below what the rule asks for, nor above its range where it has one."""
        percent: Decimal | None = self.cleaned_data["share"]
        if self.least is None or not self.cleaned_data.get("chosen"):
            return None
        share = self.least if percent is None else percent / 100
        highest = self.most if self.most > self.least else Decimal(1)
        if not self.least <= share <= highest:
            told = {"least": percent_text(self.least), "most": percent_text(highest)}
            raise ValidationError(_("这条规定的范围是 %(least)s 到 %(most)s。"), params=told)
        return share

    def clean_base_year(self) -> int | None:
        year: int | None = self.cleaned_data["base_year"]
        if not self.has_base_year or not self.cleaned_data.get("chosen"):
            return None
        if year is None:
            raise ValidationError(_("规定没有写明基期，请填基期年份。"))
        return check_year(year, timezone.localdate().year)

    def target(self, promised: dict[str, Any]) -> Target:
        """The target, not stored. `promised`: what PromisedForm tells."""
        return Target(
            **promised,
            valid_from=date(promised["year"], 1, 1),
            kind=self.kind,
            side=self.cleaned_data["side"],
            type=self.type,
            share=self.cleaned_data["share"],
            base_year=self.cleaned_data["base_year"],
            mode=self.rule.params.get("mode", Target.Mode.FIXED_YEAR),
            part=self.rule.params.get("part", ""),
            source=f"{self.rule.preset.title} {self.rule.article}".strip(),
        )

    def check_target(self, target: Target, others: Iterable[Target] = ()) -> bool:
        """Whether it may be stored beside the others chosen; what stands in the way is told at the line."""
        if any(_is_same(target, other) for other in others):
            self.add_error(None, _("同一类别和收发选了两项，请只留一项。"))
        elif target.base_year and target.base_year >= target.year:
            self.add_error("base_year", _("基期应早于目标年份。"))
        elif overlapping(target):
            self.add_error(None, _("同一单位、类别和年份已经有目标，请先到“目标”里修改。"))
        else:
            self._check_constraints(target)
        return not self.errors

    def _check_constraints(self, target: Target) -> None:
        try:
            target.full_clean()
        except ValidationError as error:
            self.add_error(None, ValidationError(error.messages))


def promise_lines(rules: Iterable[Rule], data: Any = None) -> list[PromiseLine]:
    """A line for each rule and kind; a rule of all kinds has one for each."""
    return [
        PromiseLine(data, rule=rule, kind=kind)
        for rule in rules
        for kind in ([rule.kind] if rule.kind else Kind.values)
    ]


def _is_same(one: Target, other: Target) -> bool:
    """Two that give a yearly ceiling, or two shares of the same part, for the same kind and side."""
    are_annual = one.type in Target.ANNUAL and other.type in Target.ANNUAL
    is_like = are_annual or (one.type, one.part) == (other.type, other.part)
    return is_like and (one.kind, one.side) == (other.kind, other.side)
