"""Words that pages and sheets share: a period, a promise, a list of offices."""

from collections.abc import Sequence

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
    """The promise in words: 较2025年压减30%, 只减不增（不超过2025年）, 不超过40; 未设目标 without one."""
    if target is None:
        return _("未设目标")
    if target.type == Target.Type.FIXED:
        return _("不超过%(number)s") % {"number": count_text(target.number or 0)}
    if target.type == Target.Type.NOT_ABOVE_LAST_YEAR:
        return _("只减不增（不超过%(year)s年）") % {"year": target.baseline_year}
    points = (target.share or 0) * 100
    whole = points == int(points)
    return _("较%(year)s年压减%(percent)s%%") % {
        "year": target.baseline_year,
        "percent": number_format(points, 0 if whole else 1),
    }


def names_words(offices: Sequence[Office]) -> str:
    """Up to eight names, then how many in all."""
    names = _("、").join(office.name for office in offices[:NAMED])
    if len(offices) <= NAMED:
        return names
    return _("%(names)s等%(number)s个单位") % {"names": names, "number": len(offices)}
