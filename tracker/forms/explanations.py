"""The text of a written explanation."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from tracker.rules.classified import holds_classified
from tracker.rules.entries import check_text

LEAST, MOST = 10, 2000


class ExplanationForm(forms.Form):
    text = forms.CharField(
        label=_("说明"),
        min_length=LEAST,
        max_length=MOST,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 8}),
        help_text=_("为什么超过，哪些可以合并，今年后面怎么压减。最多 2000 字。"),
        error_messages={
            "required": _("请写明为什么超过上年。"),
            "min_length": _("说明太短，请写明原因和办法。"),
            "max_length": _("说明最多 2000 个字。"),
            "null_characters_not_allowed": _("含有看不见的控制字符，请删去后重填。"),
        },
    )

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        check_text(" ".join(text.split()))
        return text

    def clean(self) -> dict[str, Any]:
        """Something classified is not shown again."""
        if self.is_classified:
            self.data = MultiValueDict()
            self.add_error(None, ValidationError(_("其中带有密级标志，内容没有保存。")))
        return self.cleaned_data

    @property
    def is_classified(self) -> bool:
        return holds_classified(self.data.values())
