"""The end of the year in words: how sure a forecast is, and whether a December was bunched."""

from decimal import Decimal

from django.utils.translation import gettext as _

from tracker.figures import count_text, rounded_percent
from tracker.measures.bunching import Bunching
from tracker.measures.forecast import Forecast


def interval_text(forecast: Forecast) -> str:
    """129–138, which holds four results of five; a single number where nothing is open any more."""
    if forecast.low == forecast.high:
        return count_text(forecast.low)
    return f"{count_text(forecast.low)}–{count_text(forecast.high)}"


def chance_text(share: float) -> str:
    """A probability in whole percent; never 0% or 100% of what is not certain."""
    if 0 < share < 0.01:
        return _("不到 1%")
    if 0.99 < share < 1:
        return _("99% 以上")
    return f"{round(share * 100)}%"


def bunching_sentence(year: int, bunching: Bunching | None) -> str:
    """2025年12月占全年 16%，为按工作日摊的 1.9 倍; "" for a year that was not bunched."""
    if bunching is None or not bunching.is_telling:
        return ""
    told = {
        "year": year,
        "share": rounded_percent(Decimal(bunching.share.numerator) / bunching.share.denominator),
        "times": round(float(bunching.times), 1),
    }
    return _("%(year)s年12月占全年 %(share)s%%，是按工作日均摊的 %(times)s 倍") % told
