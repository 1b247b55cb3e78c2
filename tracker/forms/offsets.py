"""What an issuer says when it retires a burden, and what a receiver says of that."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tracker.forms.classified import ForgettingForm
from tracker.forms.reasons import ReasonForm
from tracker.queries.offsets import Burden
from tracker.rules.entries import check_text


class OfferForm(ReasonForm):
    """One of the burdens, and why it ends. Its worth is reckoned, never typed."""

    burden = forms.TypedChoiceField(label=_("停办哪一项"), coerce=int, widget=forms.RadioSelect)
    field_order = ("burden", "reason")

    def __init__(self, *args: Any, burdens: Sequence[Burden], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_item = {burden.newest.pk: burden for burden in burdens}
        self.fields["burden"].choices = [(pk, burden.newest.title) for pk, burden in self.by_item.items()]
        self.fields["burden"].error_messages |= {"required": _("请选一项。"), "invalid_choice": _("请选一项。")}
        self.fields["reason"].widget.attrs["placeholder"] = _("如：改为书面调度，不再开会")

    @property
    def chosen(self) -> Burden:
        """Only after is_valid."""
        return self.by_item[self.cleaned_data["burden"]]


class AnswerForm(ForgettingForm):
    """Whether the burden really ended. An objection says why."""

    agrees = forms.TypedChoiceField(
        label=_("是否属实"),
        choices=[("yes", _("属实")), ("no", _("有异议"))],
        error_messages={"required": _("请选“属实”或“有异议”。"), "invalid_choice": _("请选“属实”或“有异议”。")},
    )
    reason = forms.CharField(label=_("异议理由"), required=False, max_length=300)

    def clean_reason(self) -> str:
        reason: str = self.cleaned_data["reason"]
        check_text(reason)
        return reason

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("agrees") == "no" and not cleaned.get("reason", "").strip():
            self.add_error("reason", ValidationError(_("提出异议要写明理由。"), code="required"))
        return cleaned
