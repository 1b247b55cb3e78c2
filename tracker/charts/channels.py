"""Formal above, informal below, month by month on one scale, beside the year before; every column opens its items."""

from collections.abc import Iterator

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tracker.charts import svg
from tracker.charts.frames import Frame, Key
from tracker.charts.scales import Scale, ticks
from tracker.charts.twins import Twin
from tracker.charts.ways import way_address
from tracker.figures import NOTHING
from tracker.periods import month_span
from tracker.queries.causes import Amount, By
from tracker.queries.channels import Channels, WayMonth
from tracker.rules.channels import Way
from tracker.sentences.causes import weighed_text
from tracker.sentences.channels import UNITS, months_finding
from tracker.sentences.month_names import AXIS, MONTHS

WIDTH, HEIGHT = 440.0, 272.0
TOP, MIDDLE, BOTTOM = 26.0, 118.0, 210.0
LEFT = 34.0
SIDES = ((Way.FORMAL, TOP, "b-in"), (Way.INFORMAL, BOTTOM, "b-out"))
SIDE_ENDS = {way: end for way, end, _css in SIDES}


def way_months(figures: Channels, by: str) -> Frame:
    """by: items, or person-hours."""
    over = [month for month in figures.months if month_span(month.month).last <= figures.span.last]
    title = months_finding(over, by)
    sub = _("每月的%(unit)s数，横线以上为正式、以下为非正式，上下同一尺度") % {"unit": UNITS[by]}
    unknown = figures.ways[Way.UNKNOWN].now.full_items
    note = _("最下一行为渠道不明的，点数字看明细") if unknown else ""
    return Frame(title, sub, _Drawing(figures, by, title, sub).svg(), _twin(figures, by), _key(figures), note)


def _key(figures: Channels) -> tuple[Key, ...]:
    signs = [("b-in", _("正式渠道")), ("b-out", _("非正式渠道"))]
    if figures.has_before:
        signs.append(("b-base", _("%(year)s年同月") % {"year": figures.base_year}))
    return tuple(Key(_sign(css), words) for css, words in signs)


def _sign(css: str) -> SafeString:
    frame = [svg.rectangle("b-frame", 0.5, 0.5, 11, 8)] if css == "b-out" else []
    return svg.element("svg", svg.rectangle(css, 0, 0, 12, 9), *frame, width=12, height=9, aria_hidden="true")


def _twin(figures: Channels, by: str) -> Twin:
    base = {"year": figures.base_year}
    head = [_("月份")]
    for way in Way:
        head += [str(way.label), _("%(way)s，%(year)s年") % (base | {"way": way.label})]
    rows = [
        [
            str(MONTHS[month.month % 100 - 1]),
            *(_text(side, way, by) for way in Way for side in (month.now, month.before)),
        ]
        for month in figures.months
    ]
    return Twin(_("各月%(unit)s") % {"unit": UNITS[by]}, head, rows)


def _text(side: dict[str, Amount] | None, way: str, by: str) -> str:
    return NOTHING if side is None else weighed_text(by, side[way].by(by))


class _Drawing:
    """Twelve slots; in each, per side, the base year's column and this year's."""

    def __init__(self, figures: Channels, by: str, title: str, sub: str) -> None:
        self.figures, self.by, self.title, self.sub = figures, by, title, sub
        shown = (month[side] for month in self._sides() for side in (0, 1))
        numbers = [amounts[way].by(by) for amounts in shown if amounts for way, _end, _css in SIDES]
        self.unit = 1 if by == By.COUNT else 60
        top = 1.05 * max([1, *numbers]) / self.unit
        self.ticks = ticks(top, 2)
        self.left = max(LEFT, *(svg.text_width(f"{tick:,}") + 8 for tick in self.ticks), 0)
        self.slot = (WIDTH - self.left) / 12
        self.scales = {way: Scale(top, MIDDLE, end) for way, end, _css in SIDES}

    def _sides(self) -> list[tuple[dict[str, Amount] | None, dict[str, Amount] | None]]:
        return [(month.now, month.before) for month in self.figures.months]

    def svg(self) -> SafeString:
        parts = [*self._grid(), *(part for month in self.figures.months for part in self._month(month))]
        return svg.picture(WIDTH, HEIGHT, self.title, self.sub, *parts, *self._unknown(), role="group")

    def _grid(self) -> Iterator[SafeString]:
        for scale in self.scales.values():
            for tick in self.ticks:
                yield svg.line("gl", self.left, scale(tick), WIDTH, scale(tick))
                yield svg.words("e", self.left - 5, scale(tick) + 4, f"{tick:,}")
        yield svg.line("axis", self.left, MIDDLE, WIDTH, MIDDLE)
        yield svg.words("e", self.left - 5, MIDDLE + 4, "0")

    def _month(self, month: WayMonth) -> Iterator[SafeString]:
        start = self.left + (month.month % 100 - 1) * self.slot
        for way, _end, css in SIDES:
            if month.before is not None:
                yield self._column(month, way, "b-base", start + self.slot * 0.08, self.slot * 0.34, before=True)
            if month.now is not None:
                yield self._column(month, way, css, start + self.slot * 0.46, self.slot * 0.44, before=False)
        yield from self._numbers(month, start + self.slot * 0.68)
        yield svg.words("m", start + self.slot / 2, BOTTOM + 26, str(AXIS[month.month % 100 - 1]))

    def _column(self, month: WayMonth, way: Way, css: str, x: float, width: float, *, before: bool) -> SafeString:
        amounts = (month.before if before else month.now) or {}
        number, place = amounts[way].by(self.by), month.month - 100 * before
        told = _("%(month)s%(way)s：%(number)s %(unit)s") % {
            "month": _("%(year)s年%(number)s月") % {"year": place // 100, "number": place % 100},
            "way": way.label,
            "number": weighed_text(self.by, number),
            "unit": UNITS[self.by],
        }
        end = self.scales[way](number / self.unit)
        y, height = min(end, MIDDLE), abs(end - MIDDLE)
        parts = [svg.rectangle("b-hit", x, min(SIDE_ENDS[way], MIDDLE), width, BOTTOM - MIDDLE)]
        parts.append(svg.rectangle(css, x, y, width, height))
        if css == "b-out":
            parts.append(svg.rectangle("b-frame", x, y, width, height))
        address = way_address(self.figures, {"way": way.value}, before=before, month=place)
        return svg.element("a", svg.element("title", told), *parts, href=address, aria_label=told)

    def _numbers(self, month: WayMonth, middle: float) -> Iterator[SafeString]:
        """This year's numbers beyond the ends of their columns; too wide ones stay in the table."""
        for way, _end, _css in SIDES if month.now is not None else ():
            number = (month.now or {})[way].by(self.by)
            text, end = weighed_text(self.by, number), self.scales[way](number / self.unit)
            if svg.text_width(text) < self.slot * 1.05:
                yield svg.words("m v halo", middle, end + 12 if way == Way.INFORMAL else end - 4, text)

    def _unknown(self) -> Iterator[SafeString]:
        """A row of numbers below the months, where anything came by a way that nobody recorded."""
        months = [month for month in self.figures.months if month.now and month.now[Way.UNKNOWN].full_items]
        if not months:
            return
        yield svg.words("e", self.left - 5, HEIGHT - 10, _("不明"))
        for month in months:
            number = weighed_text(self.by, (month.now or {})[Way.UNKNOWN].by(self.by))
            text = svg.words("m va", self.left + (month.month % 100 - 0.5) * self.slot, HEIGHT - 10, number)
            told = _("%(month)s渠道不明：%(number)s") % {"month": MONTHS[month.month % 100 - 1], "number": number}
            yield svg.element(
                "a",
                text,
                href=way_address(self.figures, {"way": Way.UNKNOWN.value}, month=month.month),
                aria_label=told,
            )
