"""A baseline as a supervisor types it in, with its evidence."""

from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.forms.offices import OfficeField
from tracker.forms.promises import PromiseForm, check_year
from tracker.models.baselines import Baseline
from tracker.models.posts import offices_visible_to


class BaselineForm(PromiseForm):
    texts = ("evidence",)

    office = OfficeField(label=_("单位"), help_text=_("名称或代码。"))

    class Meta:
        model = Baseline
        fields = ["office", "kind", "year", "number", "side", "count", "evidence"]

    def __init__(self, *args: Any, user: User | AnonymousUser, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].offices = offices_visible_to(user).order_by("path")
        self.fields["number"].help_text = _("全年数量。")
        self.fields["evidence"].error_messages["required"] = _("请写明依据：数字出自哪份登记簿、存在哪里。")

    def clean_year(self) -> int:
        return check_year(self.cleaned_data["year"], timezone.localdate().year)
