"""What the forms of targets and of baselines share: years and plain texts."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tracker.forms.as_of import FIRST_YEAR
from tracker.rules.classified import holds_classified
from tracker.rules.entries import REFUSED_TEXT, check_text

MOST = 9_999_999
TOO_LARGE = _("数字过大，请核对。")


class PromiseForm(forms.ModelForm):
    """Typed text is plain and not classified; controls look alike."""

    texts: ClassVar[tuple[str, ...]]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            dress(field)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in self.texts:
            self._check_text(name)
        if (cleaned.get("number") or 0) > MOST:
            self.add_error("number", TOO_LARGE)
        return cleaned

    @property
    def is_classified(self) -> bool:
        """Whether something typed bears a mark of secrecy; then nothing of it may be shown again."""
        return holds_classified(self.data.values())

    def _check_text(self, name: str) -> None:
        try:
            check_text(self.cleaned_data.get(name) or "")
        except ValidationError as error:
            self.add_error(name, error)


def check_year(year: int, latest: int) -> int:
    """Raises ValidationError for a year the ledger cannot hold."""
    if not FIRST_YEAR <= year <= latest:
        raise ValidationError(
            _("年份从 %(first)s 到 %(latest)s。"),
            code="year",
            params={"first": FIRST_YEAR, "latest": latest},
        )
    return year


def dress(field: forms.Field) -> None:
    """The look of a control, and what it says when something is missing or too large."""
    is_choice = isinstance(field.widget, forms.Select)
    field.widget.attrs["class"] = "form-select" if is_choice else "form-control"
    field.error_messages["required"] = _("请选择。") if is_choice else _("请填写。")
    if is_choice and field.required:
        field.choices = [("", _("请选择")), *(choice for choice in field.choices if choice[0])]
    field.error_messages |= REFUSED_TEXT
    if isinstance(field, forms.IntegerField) and not isinstance(field, forms.DecimalField):
        field.error_messages["invalid"] = _("请填整数。")
        field.error_messages["min_value"] = _("不能是负数。")
        field.error_messages["max_value"] = TOO_LARGE
        field.widget.attrs |= {"inputmode": "numeric"}
