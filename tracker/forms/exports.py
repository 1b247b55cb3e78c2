"""A workbook that came back, to be checked against the register."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.forms.uploads import BookField, BookForm


class CheckingForm(BookForm):
    """file: an .xlsx. number: only where the file does not name itself any more."""

    file = BookField(
        label=_("工作簿"),
        required=_("请选一个工作簿。"),
        not_xlsx=_("只能核对 .xlsx 工作簿。请用 Excel 或 WPS 另存为 .xlsx 后再试。"),
    )
    number = forms.CharField(
        label=_("导出编号"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
        help_text=_("在封面上，如 QH-2026-00012。文件里还看得到编号的，不用填。"),
    )

    def clean_number(self) -> str:
        number: str = self.cleaned_data["number"]
        return number.strip().upper()
