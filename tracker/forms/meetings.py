"""A meeting: what decides whether it counts, how long it took, what it asks."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.forms.items import COMMON, ItemForm
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.rules.entries import check_topics


class MeetingForm(ItemForm):
    kind = Kind.MEETING
    must_choose = ("meeting_form", "meeting_name")
    usual: ClassVar[dict[str, str]] = {
        "meeting_form": Item.MeetingForm.IN_PERSON,
        "meeting_name": Item.MeetingName.DEPARTMENT,
    }
    template = "tracker/log/meeting.html"
    more = (*ItemForm.more, "meeting_category", "document_number")
    issuer_label = _("主办单位")

    class Meta:
        model = Item
        fields = [
            *COMMON, "starts_at", "minutes", "meeting_form", "topics", "meeting_name", "meeting_category",
            "required_rank", "document_number",
        ]  # fmt: skip
        labels = {
            "title": _("会议名称"),
            "day": _("开会日期"),
            "meeting_form": _("形式"),
            "meeting_name": _("名义"),
            "meeting_category": _("会议类别"),
            "minutes": _("时长"),
            "document_number": _("通知文号"),
            "topics": _("套开主题"),
        }
        widgets = {"meeting_form": forms.RadioSelect}

    def clean(self) -> dict[str, Any]:
        """Topics are told of a bundled meeting alone; elsewhere a number left in the field is dropped."""
        cleaned = super().clean()
        if cleaned.get("meeting_form") != Item.MeetingForm.BUNDLED and "topics" not in self.errors:
            cleaned["topics"] = None
        self._check("topics", check_topics)
        return cleaned
