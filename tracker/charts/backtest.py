"""How far off the forecast was, beside its two rivals: three bars from 0, the shorter the better."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tracker.charts import svg
from tracker.figures import NOTHING
from tracker.measures.backtest import Scores

WIDTH, ROW, LABEL, VALUE = 360.0, 24.0, 110.0, 52.0


@dataclass(frozen=True)
class Rivalry:
    """title: what is measured. values: ours, the straight line's, last year's; None where nothing was forecast."""

    title: str
    description: str
    values: Sequence[float | None]
    decimals: int

    def svg(self) -> SafeString:
        top = max((value for value in self.values if value), default=1.0)
        parts = [part for row, value in enumerate(self.values) for part in self._row(row, value, top)]
        return svg.picture(WIDTH, ROW * len(self.values), self.title, self.description, *parts)

    def _row(self, row: int, value: float | None, top: float) -> list[SafeString]:
        names = (_("本系统"), _("直线外推"), _("照搬上年余量"))
        width = (WIDTH - LABEL - VALUE) * (value or 0) / top
        text = NOTHING if value is None else f"{value:,.{self.decimals}f}"
        return [
            svg.words("", 0, ROW * row + 16, names[row]),
            svg.rectangle("b-in" if row == 0 else "b-base", LABEL, ROW * row + 5, width, ROW - 10),
            svg.words("v", LABEL + width + 5, ROW * row + 16, text),
        ]


def rivalries(scores: Scores) -> list[Rivalry]:
    return [
        Rivalry(
            _("越线可能性的误差（布里尔分）"),
            _("0 为全对，越小越好"),
            [scores.brier, scores.brier_straight_line, scores.brier_last_year],
            3,
        ),
        Rivalry(
            _("年末数平均差几件"),
            _("预计的中间值与实际全年数之差"),
            [scores.mae, scores.mae_straight_line, scores.mae_last_year],
            1,
        ),
    ]
