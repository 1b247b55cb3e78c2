"""A workbook that came back, to be checked against the register."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tracker.forms.uploads import too_large


class CheckingForm(forms.Form):
    """file: an .xlsx. number: only where the file does not name itself any more.

    is_too_large: whether the request was so large that the file was thrown away while it came in.
    """

    file = forms.FileField(
        label=_("工作簿"),
        widget=forms.FileInput(attrs={"accept": ".xlsx", "class": "form-control"}),
        error_messages={
            "required": _("请选一个工作簿。"),
            "empty": _("文件是空的。请确认选对了文件，并在关闭后再上传。"),
            "invalid": _("文件没有传完整，请再试一次。"),
        },
    )
    number = forms.CharField(
        label=_("导出编号"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
        help_text=_("在封面上，如 QH-2026-00012。文件里还看得到编号的，不用填。"),
    )

    def __init__(self, *args: Any, is_too_large: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_too_large:
            self.fields["file"].error_messages["required"] = too_large()

    def clean_file(self) -> Any:
        """CSV has no cells to name, and other formats cannot be read: said at once."""
        file = self.cleaned_data["file"]
        if not file.name.lower().endswith(".xlsx"):
            raise ValidationError(_("只能核对 .xlsx 工作簿。请用 Excel 或 WPS 另存为 .xlsx 后再试。"), code="extension")
        return file

    def clean_number(self) -> str:
        number: str = self.cleaned_data["number"]
        return number.strip().upper()
