"""The back-test, kind by kind: what was forecast, how often it held, and how far off it and its rivals were."""

from decimal import Decimal
from typing import Any

import django_tables2 as tables
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.figures import NOTHING, count_text, percent_text
from tracker.measures.backtest import Scores
from tracker.models.baselines import Side
from tracker.models.kinds import Kind
from tracker.queries.backtest import BacktestRow, LedgerBacktest


def _number(accessor: str, label: Any) -> tables.Column:
    """A column of figures; on a phone each figure carries its heading."""
    attrs = {"th": {"class": "num"}, "td": {"class": "num", "data-l": label}}
    return tables.Column(accessor=accessor, verbose_name=label, attrs=attrs)


class BacktestTable(tables.Table):
    """The last row pools all others."""

    what = tables.Column(empty_values=(), verbose_name=gettext_lazy("范围"), attrs={"td": {"class": "tt"}})
    forecasts = _number("scores__forecasts", gettext_lazy("预测次数"))
    coverage = _number("scores", gettext_lazy("落在区间内"))
    brier = _number("scores", gettext_lazy("越线误差：本系统／直线／上年"))
    mae = _number("scores", gettext_lazy("平均差几件：本系统／直线／上年"))
    bars = tables.Column(accessor="scores", verbose_name=gettext_lazy("标准"))

    class Meta:
        attrs = {"class": "tb cards"}
        orderable = False

    def render_what(self, record: BacktestRow) -> str:
        if record.side is None or record.kind is None:
            return _("合计")
        return _("%(side)s，%(kind)s") % {"side": Side(record.side).label, "kind": Kind(record.kind).label}

    def render_forecasts(self, value: int) -> str:
        return count_text(value)

    def render_coverage(self, value: Scores) -> str:
        return percent_text(None if value.coverage is None else Decimal(value.coverage))

    def render_brier(self, value: Scores) -> str:
        return _three(value.brier, value.brier_straight_line, value.brier_last_year, decimals=3)

    def render_mae(self, value: Scores) -> str:
        return _three(value.mae, value.mae_straight_line, value.mae_last_year, decimals=1)

    def render_bars(self, value: Scores) -> str:
        missed = [
            name
            for name, met in ((_("区间"), value.holds), (_("越线"), value.warns), (_("件数"), value.is_close))
            if not met
        ]
        if not missed:
            return _("✓ 达到")
        return _("● 未达到：%(bars)s") % {"bars": _("、").join(missed)}


def backtest_table(told: LedgerBacktest) -> BacktestTable:
    return BacktestTable([*told.rows, BacktestRow(None, None, told.total)])


def _three(*values: float | None, decimals: int) -> str:
    return " / ".join(NOTHING if value is None else f"{value:,.{decimals}f}" for value in values)
