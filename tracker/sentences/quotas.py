"""What is told of an issuer's quota beside its figures: the end of the year, and how its plan goes."""

from dataclasses import replace

from django.utils.translation import gettext as _

from tracker.figures import count_text
from tracker.queries.plans import Progress
from tracker.queries.standings import StandingRow
from tracker.sentences.forecasts import chance_text, interval_text
from tracker.sentences.units import official_unit


def forecast_words(row: StandingRow, more: int = 0) -> str:
    """年末预计 33 次（29–38），超过限额的可能 45%; "" without a forecast. more: sent beside what is usual."""
    if row.forecast is None:
        return ""
    end = replace(row.forecast, **{name: getattr(row.forecast, name) + more for name in ("median", "low", "high")})
    told = {"median": count_text(end.median), "unit": official_unit(row.kind), "range": interval_text(end)}
    if row.forecast.breach is None or more:
        return _("年末预计 %(median)s %(unit)s（%(range)s）") % told
    told["breach"] = chance_text(row.forecast.breach)
    return _("年末预计 %(median)s %(unit)s（%(range)s），超过限额的可能 %(breach)s") % told


def progress_words(progress: Progress) -> str:
    """已批准 12 条，已开展 9 条，待批准 1 条."""
    told = {
        "approved": count_text(progress.approved),
        "carried_out": count_text(progress.carried_out),
        "waiting": count_text(progress.waiting),
    }
    text = _("已批准 %(approved)s 条，已开展 %(carried_out)s 条") % told
    return text + _("，待批准 %(waiting)s 条") % told if progress.waiting else text
