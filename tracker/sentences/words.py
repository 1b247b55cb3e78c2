"""Words that pages and sheets share: a period, a promise, a list of offices."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils import dateformat
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from tracker.figures import count_text
from tracker.models.offices import Office
from tracker.models.targets import Target
from tracker.periods import Span

NAMED = 8  # offices named in a sentence before the rest become a number


def period_words(span: Span) -> str:
    """2026年1月1日至11月22日; both ends lie in one year."""
    # Translators: a date format of Django's; in English "F j".
    day_format = _("n月j日")
    first, last = (dateformat.format(day, day_format) for day in (span.first, span.last))
    return _("%(year)s年%(first)s至%(last)s") % {"year": span.first.year, "first": first, "last": last}


def target_words(target: Target | None) -> str:
    """The promise in words: 较2025年压减30%, 只减不增（不超过2025年）, 不超过40, 每月不超过3; 未设目标 without one."""
    if target is None:
        return _("未设目标")
    told = {
        "number": count_text(target.number or 0),
        "year": target.baseline_year,
        "percent": percent_words(target.share),
        "period": target.get_period_display(),
        "part": target.get_part_display(),
    }
    match target.type:
        case Target.Type.FIXED:
            return _("不超过%(number)s") % told
        case Target.Type.NOT_ABOVE_LAST_YEAR:
            return _("只减不增（不超过%(year)s年）") % told
        case Target.Type.PER_PERIOD:
            return _("%(period)s不超过%(number)s") % told
        case Target.Type.SHARE:
            return _("%(part)s不低于%(percent)s%%") % told
    return _reduction_words(target, told)


def percent_words(share: Decimal | None) -> str:
    """Percentage points without an empty decimal: 30 or 33.3."""
    points = (share or 0) * 100
    return number_format(points, 0 if points == int(points) else 1)


def _reduction_words(target: Target, told: dict[str, Any]) -> str:
    if target.mode == Target.Mode.SAME_PERIOD:
        return _("较%(year)s年同期压减%(percent)s%%") % told
    if target.mode == Target.Mode.CHAINED:
        return _("在%(year)s年限额上再减%(percent)s%%") % told
    return _("较%(year)s年压减%(percent)s%%") % told


def names_words(offices: Sequence[Office]) -> str:
    """Up to eight names, then how many in all."""
    names = _("、").join(office.name for office in offices[:NAMED])
    if len(offices) <= NAMED:
        return names
    return _("%(names)s等%(number)s个单位") % {"names": names, "number": len(offices)}
