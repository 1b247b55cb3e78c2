"""The year's path of one kind: how the count grew, beside the base year, the ceiling and the season's pace."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tracker.charts import svg
from tracker.charts.scales import Scale, spread, ticks
from tracker.charts.twins import Twin
from tracker.figures import NOTHING, count_text, day_text
from tracker.measures.forecast import Forecast
from tracker.periods import month_of, month_span
from tracker.sentences.forecasts import interval_text
from tracker.sentences.month_names import MONTHS

WIDTH, HEIGHT = 300.0, 222.0
TOP, BOTTOM = 30.0, 202.0
LEFT, RIGHT = 26.0, 56.0
SHOWN_MONTHS = (3, 6, 9, 12)
_EVEN = tuple(month / 12 for month in range(1, 13))


@dataclass(frozen=True)
class Path:
    """One kind in one year. title: the finding. running: the count from January to each month begun, the last one to
    `as_of`. before: the base year's twelve running counts, or none. ceiling: items allowed this year, or None.
    shares: of the year that should be used by the end of each month, where no base year is drawn; even without.
    forecast: the end of the year, or None; a year that is over has none to draw.
    """

    title: str
    description: str
    as_of: date
    running: Sequence[int]
    before: Sequence[int]
    base_year: int
    ceiling: int | None
    shares: Sequence[float] = ()
    forecast: Forecast | None = None

    @cached_property
    def pace(self) -> list[float]:
        """The ceiling's thirteen points by the base year's season, or by `shares` where it has none; none unset."""
        if self.ceiling is None:
            return []
        whole = self.before[-1] if self.before else 0
        shares = [count / whole for count in self.before] if whole else self.shares or _EVEN
        return [0.0, *(self.ceiling * share for share in shares)]

    @property
    def before_label(self) -> str:
        if self.base_year == self.as_of.year - 1:
            return _("上年 %(count)s") % {"count": count_text(self.before[-1])}
        return _("%(year)s年 %(count)s") % {"year": self.base_year, "count": count_text(self.before[-1])}

    @property
    def months_gone(self) -> float:
        span = month_span(month_of(self.as_of))
        return self.as_of.month - 1 + self.as_of.day / span.days

    @property
    def count(self) -> int:
        return self.running[-1] if self.running else 0

    @property
    def ahead(self) -> Forecast | None:
        """The forecast, while the year runs."""
        return self.forecast if self.months_gone < 12 else None

    @property
    def twin(self) -> Twin:
        head = [_("截至"), _("本年"), _("%(year)s年") % {"year": self.base_year}, _("序时进度"), _("直线均分")]
        rows = [
            [
                str(MONTHS[month]),
                _at(self.running, month),
                _at(self.before, month),
                _at([round(value) for value in self.pace[1:]], month),
                NOTHING if self.ceiling is None else count_text(round(self.ceiling * _EVEN[month])),
            ]
            for month in range(12)
        ]
        if self.ahead:
            told = _("%(median)s（%(interval)s）") % {
                "median": count_text(self.ahead.median),
                "interval": interval_text(self.ahead),
            }
            rows.append([_("年末预计"), told, NOTHING, NOTHING, NOTHING])
        return Twin(self.title, head, rows)

    def svg(self) -> SafeString:
        return _Drawing(self).svg()


def _at(counts: Sequence[int], month: int) -> str:
    return count_text(counts[month]) if month < len(counts) else NOTHING


class _Drawing:
    """Lays a path out: margins as wide as their labels, the plot never narrower than half the picture."""

    def __init__(self, path: Path) -> None:
        self.path = path
        high = path.ahead.high if path.ahead else 0
        top = 1.04 * max([1, *path.running, *path.before, *path.pace, path.ceiling or 0, high])
        self.ticks = ticks(top)
        self.left = max(LEFT, *(svg.text_width(count_text(tick)) + 8 for tick in self.ticks))
        right = max(RIGHT, *(svg.text_width(label) + 8 for label in self._end_labels()), 0)
        self.width = max(WIDTH, self.left + right + WIDTH / 2)
        self.right = self.width - right
        self.x, self.y = Scale(12, self.left, self.right), Scale(top, BOTTOM, TOP)
        self.dot = (self.x(path.months_gone), self.y(path.count))

    def svg(self) -> SafeString:
        parts = [*self._grid(), *self._lines(), *self._labels()]
        return svg.picture(self.width, HEIGHT, self.path.title, self.path.description, *parts)

    def _grid(self) -> Iterator[SafeString]:
        for tick in self.ticks:
            yield svg.line("gl", self.left, self.y(tick), self.right, self.y(tick))
            yield svg.words("e", self.left - 5, self.y(tick) + 4, count_text(tick))
        yield svg.line("axis", self.left, BOTTOM, self.right, BOTTOM)
        yield svg.words("e", self.left - 5, BOTTOM + 4, "0")
        for month in SHOWN_MONTHS:
            yield svg.words("m", self.x(month), BOTTOM + 15, str(MONTHS[month - 1]))

    def _lines(self) -> Iterator[SafeString]:
        path, (x, y) = self.path, self.dot
        yield svg.line("now", x, 3, x, BOTTOM)
        if path.pace and path.ceiling is not None:
            yield svg.line("even", self.left, BOTTOM, self.right, self.y(path.ceiling))
            yield svg.polyline("pace", self._points(path.pace))
        if path.before:
            yield svg.polyline("ly", self._points([0, *path.before]))
        if path.ahead:
            low, high = self.y(path.ahead.low), self.y(path.ahead.high)
            yield svg.polygon("fan", [(x, y), (self.right, high), (self.right, low)])
        if path.ceiling is not None:
            yield svg.line("lim", self.left, self.y(path.ceiling), self.right, self.y(path.ceiling))
        if path.ahead:
            yield svg.polyline("med", [(x, y), (self.right, self.y(path.ahead.median))])
        yield svg.polyline("act", [*self._points([0, *path.running[:-1]]), (x, y)])
        yield svg.element("circle", class_="dot", cx=x, cy=y, r=4)

    def _points(self, counts: Sequence[float]) -> list[tuple[float, float]]:
        return [(self.x(month), self.y(count)) for month, count in enumerate(counts)]

    def _labels(self) -> Iterator[SafeString]:
        path, (x, y) = self.path, self.dot
        until = _("至%(day)s") % {"day": day_text(path.as_of)}
        late = path.months_gone > 4
        yield svg.words("e" if late else "", x - 4 if late else x + 4, 12, until)
        if path.ceiling is not None:
            label = _("限额 %(count)s") % {"count": count_text(path.ceiling)}
            yield svg.words("v halo", self.left + 4, self.y(path.ceiling) - 5, label)
        if not self._dot_is_at_the_end():
            below = y + 19 if y + 19 < BOTTOM - 4 else y - 10
            yield svg.words("va halo", x + 5, below, count_text(path.count))
        yield from self._at_the_end()

    def _at_the_end(self) -> Iterator[SafeString]:
        labels = self._end_labels()
        places = spread([self.y(value) + 4 for value, _css in labels.values()], TOP, BOTTOM + 4)
        for (label, (_value, css)), place in zip(labels.items(), places, strict=True):
            yield svg.words(css, self.right + 6, place, label)

    def _end_labels(self) -> dict[str, tuple[float, str]]:
        """Label to (value, class): the base year's end, and this year's when there is no room beside its dot."""
        path, labels = self.path, {}
        if path.before:
            labels[path.before_label] = (float(path.before[-1]), "end")
        if path.ahead:
            labels[_("预计 %(count)s") % {"count": count_text(path.ahead.median)}] = (
                float(path.ahead.median),
                "end va",
            )
            labels[interval_text(path.ahead)] = (float(path.ahead.low), "end")
        if self._dot_is_at_the_end():
            labels[_("本年 %(count)s") % {"count": count_text(path.count)}] = (float(path.count), "end va")
        return labels

    def _dot_is_at_the_end(self) -> bool:
        return self.path.months_gone > 10.95 or svg.text_width(count_text(self.path.count)) > 30
