"""Whether an item is one of a series, and which of the days that have come were held."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.actions.series import Start
from tracker.measures.recurrence import occurrences
from tracker.models.items import Item
from tracker.models.offices import Office
from tracker.models.series import Series
from tracker.queries.series import days_told

MOST_AT_ONCE = 60


@dataclass(frozen=True, slots=True)
class PastDay:
    """A further day of a new series that has come already; `is_told` when the ledger has it."""

    day: date
    is_told: bool
    is_held: bool


class SeriesForm(forms.Form):
    """Rhythm and end of a new series; nothing is a series unless a rhythm is chosen.

    Where days have come since the first one, they are shown before anything is saved: `shown` repeats what they were
    shown for, and `held` are those that stay ticked.
    """

    every = forms.ChoiceField(choices=[("", _("不是例行")), *Series.Every.choices], required=False, label=_("例行"))
    until = forms.DateField(required=False, label=_("到哪天为止"))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, prefix="series")
        self.fields["every"].widget.attrs["class"] = "form-select"
        self.fields["until"].widget = forms.DateInput(
            format="%Y-%m-%d", attrs={"type": "date", "class": "form-control"}
        )
        self.fields["until"].error_messages["invalid"] = _("没有这一天，请按 2026-11-18 的样子填写。")

    @property
    def is_wanted(self) -> bool:
        return bool(self.is_bound and self.cleaned_data.get("every"))

    def begins(self, day: date) -> bool:
        """Whether a series may begin on this day; if not, the sentence stands at the field to mend."""
        if not self.is_wanted:
            return True
        until = self.cleaned_data.get("until")
        if until is not None and until < day:
            self.add_error("until", _("结束日期不能早于第一次的日期。"))
        elif len(self.further(day)) > MOST_AT_ONCE:
            numbers = {"count": len(self.further(day)), "most": MOST_AT_ONCE}
            sentence = _("从这一天到今天还有 %(count)s 次，一次最多补登 %(most)s 次。请从近一些的日期开始。")
            self.add_error("every", sentence % numbers)
        return self.is_valid()

    def further(self, day: date) -> list[date]:
        """The days after the first one that have come."""
        until = self.cleaned_data.get("until") or timezone.localdate()
        return occurrences(self.cleaned_data["every"], day, min(until, timezone.localdate()))[1:]

    def past_days(self, item: Item, office: Office) -> list[PastDay]:
        """What to show before saving: held unless a person struck it; what the ledger has is not logged again."""
        days = self.further(item.day) if self.is_wanted else []
        told = days_told(item, days, office)
        struck = self._struck(item.day)
        return [PastDay(day, day in told, day not in told and day.isoformat() not in struck) for day in days]

    def is_shown(self, day: date) -> bool:
        """Whether a person has seen the days of just this series."""
        return bool(self.data.get("series-shown") == self.shown_for(day))

    def shown_for(self, day: date) -> str:
        until = self.cleaned_data.get("until")
        return f"{self.cleaned_data['every']} {day.isoformat()} {until.isoformat() if until else ''}"

    def start(self, days: Sequence[PastDay]) -> Start:
        held = [past.day for past in days if past.is_held]
        left_out = [past.day for past in days if not past.is_held and not past.is_told]
        return Start(self.cleaned_data["every"], self.cleaned_data.get("until"), held, left_out)

    def _struck(self, day: date) -> set[str]:
        """Days whose tick was taken away; none before they were shown."""
        if not self.is_wanted or not self.is_shown(day):
            return set()
        return {further.isoformat() for further in self.further(day)} - set(self.data.getlist("series-held"))
