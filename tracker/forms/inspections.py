"""A visit of inspection: on the year's plan or not decides whether it counts."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.forms.items import COMMON, ItemForm
from tracker.models.items import Item
from tracker.models.kinds import Kind


class InspectionForm(ItemForm):
    kind = Kind.INSPECTION
    must_choose = ("inspection_type", "plan_status")
    usual = {"inspection_type": Item.InspectionType.INSPECTION}
    template = "tracker/log/inspection.html"
    more = (*ItemForm.more, "starts_at", "approval_number", "required_rank", "law_enforcement")
    issuer_label = _("组织单位")

    class Meta:
        model = Item
        fields = [
            *COMMON, "starts_at", "minutes", "inspection_type", "plan_status", "approval_number", "law_enforcement",
            "required_rank",
        ]  # fmt: skip
        labels = {
            "title": _("督检考名称"),
            "day": _("到场日期"),
            "minutes": _("在场时长"),
            "inspection_type": _("类型"),
        }
        widgets = {"plan_status": forms.RadioSelect}
