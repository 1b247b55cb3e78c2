"""Working days in words."""

from collections.abc import Sequence

from django.utils.translation import gettext as _


def unpublished_sentence(years: Sequence[int]) -> str:
    """That these years are counted by the plain week; empty when every calendar is published."""
    if not years:
        return ""
    named = _("、").join(_("%(year)s年") % {"year": year} for year in years)
    return _("%(years)s放假安排未公布，按普通周计算。") % {"years": named}
