"""Months of one kind in one count: a column each, the base year's column behind it, and what the ceiling leaves."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tracker.charts import svg
from tracker.charts.scales import Scale, ticks
from tracker.charts.twins import Twin
from tracker.figures import NOTHING, count_text
from tracker.sentences.month_names import AXIS, MONTHS

WIDTH, HEIGHT = 400.0, 154.0
TOP, BOTTOM = 8.0, 118.0
LEFT = 26.0


@dataclass(frozen=True)
class Months:
    """now: a number for each month, None where it has not begun. before: the base year's, None without a ledger.
    ceiling: items allowed this year, spread over the months as the base year was; None draws no marks.
    addresses: where the items behind a column are listed, "" for none.
    """

    title: str
    description: str
    now: Sequence[float | None]
    before: Sequence[float | None]
    base_year: int
    ceiling: int | None = None
    addresses: Sequence[str] = ()

    @cached_property
    def allowed(self) -> list[float]:
        """The ceiling's twelve parts; none without a ceiling or a base year to shape them."""
        known = [count or 0 for count in self.before]
        if self.ceiling is None or not sum(known):
            return []
        return [self.ceiling * count / sum(known) for count in known]

    @property
    def twin(self) -> Twin:
        head = [_("月份"), _("本年"), _("%(year)s年") % {"year": self.base_year}]
        rows = [[str(MONTHS[month]), _text(self.now, month), _text(self.before, month)] for month in range(12)]
        if self.allowed:
            head.append(_("限额折算"))
            rows = [[*row, count_text(round(part))] for row, part in zip(rows, self.allowed, strict=True)]
        return Twin(self.title, head, rows)

    def svg(self) -> SafeString:
        return _Drawing(self).svg()


def _text(counts: Sequence[float | None], month: int) -> str:
    count = counts[month]
    return NOTHING if count is None else count_text(count)


class _Drawing:
    def __init__(self, months: Months) -> None:
        self.months = months
        known = [count for count in (*months.now, *months.before) if count is not None]
        top = 1.02 * max([1, *known, *months.allowed])
        self.ticks = ticks(top, 2)
        self.left = max(LEFT, *(svg.text_width(count_text(tick)) + 8 for tick in self.ticks))
        self.width = max(WIDTH, self.left + WIDTH * 3 / 4)
        self.slot = (self.width - self.left) / 12
        self.y = Scale(top, BOTTOM, TOP)

    def svg(self) -> SafeString:
        parts = [*self._grid(), *(part for month in range(12) for part in self._month(month))]
        role = "group" if any(self.months.addresses) else "img"
        return svg.picture(self.width, HEIGHT, self.months.title, self.months.description, *parts, role=role)

    def _grid(self) -> Iterator[SafeString]:
        for tick in self.ticks:
            yield svg.line("gl", self.left, self.y(tick), self.width, self.y(tick))
            yield svg.words("e", self.left - 5, self.y(tick) + 4, count_text(tick))
        yield svg.line("axis", self.left, BOTTOM, self.width, BOTTOM)
        yield svg.words("e", self.left - 5, BOTTOM + 4, "0")

    def _month(self, month: int) -> Iterator[SafeString]:
        start, data = self.left + month * self.slot, self.months
        before, now = data.before[month], data.now[month]
        if before is not None:
            yield self._column("b-base", start + self.slot * 0.14, self.slot * 0.3, before)
        if now is not None:
            yield self._linked(month, self._column("b-in", start + self.slot * 0.44, self.slot * 0.42, now))
        if data.allowed:
            y = self.y(data.allowed[month])
            yield svg.line("lim", start + self.slot * 0.36, y, start + self.slot * 0.94, y)
        yield svg.words("m", start + self.slot / 2, BOTTOM + 15, str(AXIS[month]))
        if now is not None and self.fits(now):
            yield svg.words("m v", start + self.slot / 2, BOTTOM + 31, count_text(now))

    def _column(self, css: str, x: float, width: float, count: float) -> SafeString:
        return svg.rectangle(css, x, self.y(count), width, BOTTOM - self.y(count))

    def _linked(self, month: int, column: SafeString) -> SafeString:
        address = self.months.addresses[month] if self.months.addresses else ""
        if not address:
            return column
        told = _("%(month)s：%(count)s") % {"month": MONTHS[month], "count": _text(self.months.now, month)}
        return svg.element("a", svg.element("title", told), column, href=address, aria_label=told)

    def fits(self, count: float) -> bool:
        """Numbers stand in a row below the months, where no column crosses them; too wide ones stay in the twin."""
        highest = max(number for number in self.months.now if number is not None)
        return svg.text_width(count_text(highest)) < self.slot * 1.05 or count == highest
