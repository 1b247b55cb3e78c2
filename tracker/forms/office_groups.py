"""A group of offices as a supervisor puts it together: a name, an area, and the ticked members."""

from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser, User
from django.utils.translation import gettext_lazy as _

from tracker.forms.asked_pk import asked_pk
from tracker.forms.offices import OfficeField
from tracker.forms.promises import PromiseForm
from tracker.models.office_groups import OfficeGroup
from tracker.models.offices import Office
from tracker.models.posts import offices_visible_to
from tracker.queries.office_groups import offered_members


class OfficeGroupForm(PromiseForm):
    """`find` looks for offices by name without losing what is ticked; it needs no script."""

    texts = ("name",)

    area = OfficeField(label=_("所属地区"), help_text=_("分组设给哪个地区；成员都在这个地区内。"))
    find = forms.CharField(label=_("找单位"), required=False, max_length=40)
    members = forms.ModelMultipleChoiceField(
        queryset=Office.objects.none(), required=False, error_messages={"invalid_choice": _("名单里没有这个单位。")}
    )

    class Meta:
        model = OfficeGroup
        fields = ["name", "area", "members"]

    def __init__(self, *args: Any, user: User | AnonymousUser, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["area"].offices = offices_visible_to(user).order_by("path")
        self.fields["members"].queryset = offices_visible_to(user)
        self.fields["find"].widget.attrs |= {"type": "search", "autocomplete": "off"}

    @property
    def is_looking(self) -> bool:
        """Whether the button beside the search was pressed, which saves nothing."""
        return "look" in self.data

    @property
    def ticks(self) -> list[tuple[Office, bool]]:
        """Offices to tick in official order, and whether each is ticked."""
        words = str(self.data.get("find", "")).strip()[:40] if self.is_bound else ""
        chosen = self._chosen()
        return [(office, office.pk in chosen) for office in offered_members(self.user, chosen, words)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        area, members = cleaned.get("area"), cleaned.get("members")
        if members is not None and not members:
            self.add_error("members", _("请至少选一个成员单位。"))
        elif members is not None and area is not None and any(not area.contains(office) for office in members):
            self.add_error("members", _("成员要在所属地区之内。"))
        return cleaned

    def _chosen(self) -> set[int]:
        if self.is_bound:
            return {pk for value in self.data.getlist("members") if (pk := asked_pk(value)) is not None}
        return set(self.instance.members.values_list("pk", flat=True)) if self.instance.pk else set()
