"""A document: its number and form decide whether it counts."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from tracker.forms.items import COMMON, ItemForm
from tracker.models.items import Item
from tracker.models.kinds import Kind


class DocumentForm(ItemForm):
    kind = Kind.DOCUMENT
    must_choose = ("document_format",)
    usual: ClassVar[dict[str, str]] = {
        "document_format": Item.DocumentFormat.RED_HEAD,
        "genre": Item.Genre.NOTICE,
    }
    template = "tracker/log/document.html"
    more = (*ItemForm.more, "issued_on", "characters")
    issuer_label = _("来文单位")

    class Meta:
        model = Item
        fields = [*COMMON, "document_number", "document_format", "genre", "issued_on", "characters"]
        labels = {
            "title": _("文件标题"),
            "day": _("收发日期"),
        }
