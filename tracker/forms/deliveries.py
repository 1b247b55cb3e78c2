"""How an item landed on one office: people, minutes, travel, preparation. Whatever is left empty follows the norm."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from tracker.actions.deliveries import Landing
from tracker.models.deliveries import Delivery
from tracker.models.kinds import Kind
from tracker.models.norms import Norm
from tracker.models.offices import Office, OfficeQuerySet
from tracker.rules.classified import holds_classified
from tracker.rules.entries import check_minutes, check_people, merged

Code = Norm.Code
HINTED_BY = {
    Kind.MEETING: {
        "people": Code.MEETING_PEOPLE,
        "minutes": Code.MEETING_MINUTES,
        "preparation_minutes": Code.MEETING_PREPARATION,
    },
    Kind.DOCUMENT: {"people": Code.READERS, "minutes": Code.READING_MINUTES},
    Kind.INSPECTION: {
        "people": Code.INSPECTION_PEOPLE,
        "minutes": Code.INSPECTION_MINUTES,
        "preparation_minutes": Code.INSPECTION_PREPARATION,
    },
}
PEOPLE_LABELS = {Kind.MEETING: _("本单位参会"), Kind.DOCUMENT: _("阅办人数"), Kind.INSPECTION: _("陪同人数")}
MINUTES = ("minutes", "travel_minutes", "preparation_minutes")


class LandingForm(forms.ModelForm):
    """What one office tells of an item. `offices` lets a town choose itself or one of its villages.

    The own office stands there already; where it is not among those offered, a person must choose.
    """

    office = forms.ModelChoiceField(Office.objects.none(), label=_("接收单位"), empty_label=None)

    class Meta:
        model = Delivery
        fields = ["people", "minutes", "travel_minutes", "preparation_minutes"]
        labels = {"minutes": _("每人用时"), "travel_minutes": _("往返路程"), "preparation_minutes": _("准备、办理")}

    def __init__(
        self,
        *args: Any,
        kind: str,
        norms: Mapping[str, int],
        offices: OfficeQuerySet | None = None,
        own_office: Office | None = None,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("prefix", "here")
        super().__init__(*args, **kwargs)
        self.kind = Kind(kind)
        self.order_fields(["office", *self.Meta.fields])
        self._offer(offices, own_office)
        self.fields["people"].label = PEOPLE_LABELS[self.kind]
        for name, field in self.fields.items():
            if name != "office":
                _make_number(field, hint(self.kind, name, norms))
        if self.kind == Kind.DOCUMENT:
            del self.fields["travel_minutes"]

    def clean(self) -> dict[str, Any]:
        """Something classified is not shown again."""
        cleaned = super().clean() or self.cleaned_data
        self._check("people", check_people)
        for name in MINUTES:
            self._check(name, lambda minutes: check_minutes(minutes, self.kind))
        if holds_classified(self.data.values()):
            self.data = MultiValueDict()
        return cleaned

    def landing(self, office: Office) -> Landing:
        """What was told, at the chosen office or at the given one; figures without a field stay as they were."""
        told = {name: self.cleaned_data.get(name, getattr(self.instance, name)) for name in self.Meta.fields}
        return Landing(self.cleaned_data.get("office") or office, **told)

    def _offer(self, offices: OfficeQuerySet | None, own_office: Office | None) -> None:
        offered = {office.pk for office in offices} if offices is not None else set()
        own = own_office.pk if own_office else None
        if offered <= {own}:
            del self.fields["office"]
            return
        field = self.fields["office"]
        field.queryset = offices
        field.widget.attrs["class"] = "form-select"
        field.error_messages["required"] = _("请选择接收单位。")
        if own not in offered and own_office is not None:
            field.help_text = merged(own_office)
        if self.initial.setdefault("office", own) not in offered:
            field.empty_label = _("请选择")

    def _check(self, name: str, check: Callable[[int], None]) -> None:
        value = self.cleaned_data.get(name)
        if value is not None:
            try:
                check(value)
            except ValidationError as error:
                self.add_error(name, error)


def told_of(delivery: Delivery) -> Landing:
    """What is already known of a delivery, so that editing its item loses nothing."""
    return Landing(
        delivery.office,
        delivery.people,
        delivery.minutes,
        delivery.travel_minutes,
        delivery.preparation_minutes,
    )


def _make_number(field: forms.Field, hint: Any) -> None:
    field.validators = []
    field.error_messages["invalid"] = _("请填整数。")
    field.help_text = hint
    field.widget = forms.NumberInput(attrs={"class": "form-control num", "inputmode": "numeric"})


def hint(kind: Kind, name: str, norms: Mapping[str, int]) -> Any:
    """What stands behind a field: its unit, and the norm that is used when it stays empty."""
    code = HINTED_BY[kind].get(name)
    if name == "people" and code:
        return _("人，不填按标准 %(number)s") % {"number": norms[code]}
    if code:
        return _("分钟，不填按标准 %(number)s") % {"number": norms[code]}
    if name == "travel_minutes" and kind == Kind.MEETING:
        return _("分钟，现场会不填按标准 %(number)s") % {"number": norms[Code.MEETING_TRAVEL]}
    return _("分钟，可不填")
