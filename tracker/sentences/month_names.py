"""The twelve months as they are written under an axis and in a table."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

MONTHS = [
    _("1月"), _("2月"), _("3月"), _("4月"), _("5月"), _("6月"),
    _("7月"), _("8月"), _("9月"), _("10月"), _("11月"), _("12月"),
]  # fmt: skip

# Under a narrow axis: numbers with a word each quarter, single letters in English.
AXIS = [
    pgettext_lazy("axis", "1"), pgettext_lazy("axis", "2"), pgettext_lazy("axis", "3月"), pgettext_lazy("axis", "4"),
    pgettext_lazy("axis", "5"), pgettext_lazy("axis", "6月"), pgettext_lazy("axis", "7"), pgettext_lazy("axis", "8"),
    pgettext_lazy("axis", "9月"), pgettext_lazy("axis", "10"),
    pgettext_lazy("axis", "11"), pgettext_lazy("axis", "12月"),
]  # fmt: skip
