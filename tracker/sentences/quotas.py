"""What is told of an issuer's quota beside its figures: the end of the year, and how its plan goes."""

from decimal import Decimal

from django.utils.translation import gettext as _

from tracker.figures import count_text, rounded_percent
from tracker.queries.plans import Progress
from tracker.queries.standings import StandingRow
from tracker.sentences.units import official_unit


def forecast_words(row: StandingRow, more: int = 0) -> str:
    """年末预计 33 次（29—38），超过限额的可能 45%; "" without a forecast. more: sent beside what is usual."""
    if row.forecast is None:
        return ""
    told = {
        "median": count_text(row.forecast.median + more),
        "unit": official_unit(row.kind),
        "low": count_text(row.forecast.low + more),
        "high": count_text(row.forecast.high + more),
    }
    if row.forecast.breach is None or more:
        return _("年末预计 %(median)s %(unit)s（%(low)s—%(high)s）") % told
    told["breach"] = str(rounded_percent(Decimal(str(row.forecast.breach))).to_integral_value())
    return _("年末预计 %(median)s %(unit)s（%(low)s—%(high)s），超过限额的可能 %(breach)s%%") % told


def progress_words(progress: Progress) -> str:
    """已批准 12 条，已开展 9 条，待批准 1 条."""
    told = {
        "approved": count_text(progress.approved),
        "carried_out": count_text(progress.carried_out),
        "waiting": count_text(progress.waiting),
    }
    text = _("已批准 %(approved)s 条，已开展 %(carried_out)s 条") % told
    return text + _("，待批准 %(waiting)s 条") % told if progress.waiting else text
