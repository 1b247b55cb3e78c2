"""Accepted overruns in words. Accepted is never within: the words stand beside ▲ 超额."""

from django.utils.translation import gettext as _

from tracker.figures import count_text, day_text
from tracker.models.overruns import Overrun
from tracker.queries.overrun_rows import OverrunRow
from tracker.sentences.units import unit_of


def accepted_words(overrun: Overrun, counted: int) -> str:
    """已同意到 40 件，至12月31日（批准人 李明）; what goes beyond it is said."""
    told = {
        "number": count_text(overrun.accepted_up_to),
        "unit": unit_of(overrun.kind, overrun.count),
        "day": day_text(overrun.ends_on),
        "who": overrun.approved_by,
        "beyond": count_text(counted - overrun.accepted_up_to),
    }
    if counted > overrun.accepted_up_to:
        return _("同意到 %(number)s %(unit)s（批准人 %(who)s），又超出 %(beyond)s %(unit)s") % told
    return _("已同意到 %(number)s %(unit)s，至%(day)s（批准人 %(who)s）") % told


def state_words(row: OverrunRow) -> str:
    """有效, 已到期 or 又超出 3 件."""
    if row.has_ended:
        return _("已到期")
    if row.beyond:
        told = {"beyond": count_text(row.beyond), "unit": unit_of(row.overrun.kind, row.overrun.count)}
        return _("又超出 %(beyond)s %(unit)s") % told
    return _("有效")
