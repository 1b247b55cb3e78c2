"""The twelve months as they are written under an axis and in a table."""

from django.utils.translation import gettext_lazy as _

MONTHS = [
    _("1月"), _("2月"), _("3月"), _("4月"), _("5月"), _("6月"),
    _("7月"), _("8月"), _("9月"), _("10月"), _("11月"), _("12月"),
]  # fmt: skip
