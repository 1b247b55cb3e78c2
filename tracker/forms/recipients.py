"""Who received an item that was sent to many: whole groups, single towns, single villages. Needs no script."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tracker.models.offices import Office

GROUPS = {
    "towns_and_streets": (_("全部乡镇（街道）"), Office.TOWN_KINDS),
    "towns": (_("全部乡镇"), (Office.Kind.TOWN,)),
    "streets": (_("全部街道"), (Office.Kind.STREET,)),
    "villages": (_("全部村（社区）"), (Office.Kind.VILLAGE, Office.Kind.COMMUNITY)),
}
MOST_TICKS = 2_000


@dataclass(slots=True)
class Tick:
    """One office to tick, and the villages below it."""

    office: Office
    ticked: bool
    villages: list["Tick"] = field(default_factory=list)

    @property
    def has_ticked_village(self) -> bool:
        return any(village.ticked for village in self.villages)


class RecipientsForm(forms.Form):
    """`offices` are all that may be chosen, in official order; `chosen` those already ticked.

    A group means those of its offices that existed on the `day`.
    """

    groups = forms.MultipleChoiceField(required=False, label=_("成组选择"))
    offices = forms.TypedMultipleChoiceField(required=False, coerce=int, label=_("接收单位"))

    def __init__(
        self, *args: Any, offices: Iterable[Office], day: date, chosen: Iterable[int] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.day = day
        self.open = list(offices)
        self.chosen_before = set(chosen)
        self.fields["groups"].choices = [(key, key) for key in GROUPS]
        self.fields["offices"].choices = [(office.pk, office.name) for office in self.open]
        self.fields["offices"].error_messages["invalid_choice"] = _("名单里没有这个单位，请刷新后重选。")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "offices" in cleaned and not self.chosen():
            raise ValidationError(_("请至少选一个接收单位。"), code="nobody")
        return cleaned

    def tick(self, offices: Iterable[Office]) -> None:
        """Have these ticked when the form is first shown; a whole group by its own box."""
        wanted = {office.pk for office in offices}
        groups = [key for key, (_label, kinds) in GROUPS.items() if {one.pk for one in self._members(kinds)} == wanted]
        self.initial["groups"] = groups[:1] if wanted else []
        self.chosen_before = set() if self.initial["groups"] else wanted

    def chosen(self) -> list[Office]:
        """The offices of every group and tick together, in official order."""
        kinds = {kind for group in self.cleaned_data.get("groups", []) for kind in GROUPS[group][1]}
        ticked = set(self.cleaned_data.get("offices", []))
        grouped = {office.pk for office in self._members(kinds)}
        return [office for office in self.open if office.pk in ticked or office.pk in grouped]

    @property
    def group_ticks(self) -> list[tuple[str, Any, int, bool]]:
        """Key, label, number of offices and whether it is ticked; groups nobody belongs to are left out."""
        ticked = self.data.getlist("groups") if self.is_bound else self.initial.get("groups", [])
        rows = [(key, label, len(self._members(kinds)), key in ticked) for key, (label, kinds) in GROUPS.items()]
        numbers = {number for _key, _label, number, _ticked in rows if number}
        return [row for row in rows if row[2]] if len(numbers) > 1 or self._has_several else rows[:0]

    @property
    def ticks(self) -> list[Tick]:
        """Towns with their villages; towns alone, or nothing, where the list would be too long to tick."""
        ticked = self._ticked()
        shown = self.open
        if len(shown) > MOST_TICKS:
            shown = [office for office in shown if office.kind in Office.TOWN_KINDS][:MOST_TICKS]
        towns: list[Tick] = []
        for office in shown:
            tick = Tick(office, office.pk in ticked)
            if towns and towns[-1].office.contains(office):
                towns[-1].villages.append(tick)
            else:
                towns.append(tick)
        return towns

    @property
    def _has_several(self) -> bool:
        return len(self.open) > 1

    def _members(self, kinds: Iterable[Any]) -> list[Office]:
        return [office for office in self.open if office.kind in kinds and office.exists_on(self.day)]

    def _ticked(self) -> set[int]:
        if not self.is_bound:
            return self.chosen_before
        values = set(self.data.getlist("offices"))
        return {office.pk for office in self.open if str(office.pk) in values}
