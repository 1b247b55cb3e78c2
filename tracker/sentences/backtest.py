"""What a back-test says in words, and where it says too little."""

from decimal import Decimal

from django.utils.translation import gettext as _

from tracker.figures import count_text, percent_text
from tracker.measures.backtest import Scores
from tracker.queries.backtest import LedgerBacktest

FEW = 30  # with fewer forecasts, chance decides most of a score


def backtest_finding(told: LedgerBacktest) -> str:
    """Whether the forecast would have held on the years that are over; or what is missing to know."""
    scores = told.total
    if not scores.forecasts:
        return _lacking(told)
    said = {
        "forecasts": count_text(scores.forecasts),
        "coverage": percent_text(Decimal(scores.coverage or 0)),
    }
    text = _("回头检验 %(forecasts)s 次，%(coverage)s 的全年数落在预计区间内（应为 80%%）。") % said
    if scores.forecasts < FEW:
        return text + _("次数太少，只供参考。")
    return text + (_("三项标准都达到。") if _meets_all(scores) else _("有的标准没有达到，预计只供参考。"))


def _lacking(told: LedgerBacktest) -> str:
    if not told.years:
        return _("还没有一个完整年份的分月数，不作年末预计。")
    return _("完整的年份只有%(year)s年，还不能回头检验；有两个年份就可以。") % {"year": told.years[-1]}


def _meets_all(scores: Scores) -> bool:
    return scores.holds and scores.warns and scores.is_close
