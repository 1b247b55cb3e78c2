"""Offices as dots in bins of equal width: how far each has used its ceiling, none of them ranked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tracker.charts import svg
from tracker.charts.addresses import items_address
from tracker.charts.frames import Frame, Key
from tracker.charts.micro import STANDING_CSS
from tracker.charts.twins import Twin
from tracker.figures import NOTHING, count_text, percent_text
from tracker.measures.distributions import LAST, bin_of
from tracker.measures.standing import Standing
from tracker.models.baselines import Count
from tracker.models.counting_rules import CountingRule
from tracker.models.kinds import Kind
from tracker.periods import Span
from tracker.queries.distributions import Distribution, Distributions, Line, Point
from tracker.sentences.distributions import (
    distribution_finding,
    drawn_words,
    line_word,
    note_words,
    point_words,
    state_word,
)

WIDTH, TOP, ROOM = 560.0, 40.0, 132.0
LEFT, APART = 6.0, 14.0
RADII = (7.0, 6.0, 5.0, 4.0, 3.2, 2.4)
LEAST_BINS = 12  # so that there is always room beyond the line
_TENTHS = 10


@dataclass(frozen=True, slots=True)
class Alone:
    """The one office's own figures of a kind, in both counts, where there is nothing to compare them with."""

    label: str
    words: list[str]
    addresses: list[str]


def frames(found: Distributions, under: CountingRule | None = None) -> list[tuple[Frame, Frame]]:
    """For each kind the official count, then the full one."""
    return [(_frame(official, found.span, under), _frame(full, found.span, under)) for official, full in found.pairs]


def alone(found: Distributions, under: CountingRule | None = None) -> list[Alone]:
    return [
        Alone(
            label=str(Kind(pair[0].kind).label),
            words=[point_words(each.points[0], each) for each in pair],
            addresses=[_rows_of(each.points[0], each, found.span, under) for each in pair],
        )
        for pair in found.pairs
    ]


def _rows_of(point: Point, found: Distribution, span: Span, under: CountingRule | None) -> str:
    """Where the rows behind an office's number are listed."""
    official = found.count == Count.OFFICIAL
    return items_address(span, office=point.row.office, kind=found.kind, official=official, under=under)


def _frame(found: Distribution, span: Span, under: CountingRule | None) -> Frame:
    title = distribution_finding(found)
    return Frame(
        title=title,
        sub=drawn_words(found),
        picture=_Drawing(found, span, under).svg(title),
        twin=_twin(found, title),
        key=tuple(_keys(found)),
        note=note_words(found),
    )


def _twin(found: Distribution, title: str) -> Twin:
    head = [_("单位"), _("数量"), line_word(found), _("份额"), _("状态")]
    return Twin(title, head, [_twin_row(point, found) for point in found.points])


def _twin_row(point: Point, found: Distribution) -> list[str]:
    return [
        point.row.office.name,
        ("≥" if point.at_least else "") + count_text(point.counted),
        NOTHING if point.against is None else count_text(point.against),
        percent_text(point.share),
        state_word(point, found),
    ]


def _keys(found: Distribution) -> Iterator[Key]:
    if found.line is Line.CEILING:
        told = {"over": _("超额"), "near": _("临界"), "ok": _("达标"), "unk": _("不能判定")}
        used = {_css(point, found) for point in found.points}
        yield from (Key(_sign(css), words) for css, words in told.items() if css in used)
    else:
        yield Key(_sign("more"), _("多于基期同期"))
        yield Key(_sign("less"), _("不多于"))


def _sign(css: str) -> SafeString:
    return svg.element("svg", _shape(css, 7, 7, 5), class_="dots", width=14, height=14, aria_hidden="true")


def _css(point: Point, found: Distribution) -> str:
    has_none = point.share is None and not point.is_over
    if has_none or (found.line is Line.CEILING and point.row.judgement.standing is Standing.UNKNOWN):
        return "unk"
    if found.line is Line.CEILING:
        return STANDING_CSS[point.row.judgement.standing]
    return "more" if point.is_over else "less"


def _shape(css: str, x: float, y: float, radius: float) -> SafeString:
    """▲ over, a full dot near or more, an open one within or less, a square unknown: told apart without colour."""
    if css == "over":
        return svg.polygon(f"d-{css}", [(x, y - radius), (x + radius, y + radius), (x - radius, y + radius)])
    if css == "unk":
        return svg.rectangle(f"d-{css}", x - radius + 0.5, y - radius + 0.5, 2 * radius - 1, 2 * radius - 1)
    return svg.element("circle", class_=f"d-{css}", cx=x, cy=y, r=radius - 0.5)


class _Drawing:
    """Lays the dots out: as large as the fullest bin allows."""

    def __init__(self, found: Distribution, span: Span, under: CountingRule | None) -> None:
        self.found, self.span, self.under = found, span, under
        self.bins: dict[int, list[Point]] = {}
        for point in found.known:
            self.bins.setdefault(LAST if point.share is None else bin_of(point.share), []).append(point)
        self.number = max([LEAST_BINS, *(each + 1 for each in self.bins)])
        lanes = self.number + (2 if found.unknown else 0)
        self.slot = (WIDTH - 2 * LEFT - (APART if found.unknown else 0)) / lanes
        self.radius, rows = self._size()
        self.bottom = TOP + max(ROOM, rows * self.pitch + 16)

    @property
    def pitch(self) -> float:
        return 2 * self.radius + 1.5

    def svg(self, title: str) -> SafeString:
        parts = [*self._axis(), *self._lines(), *self._dots(), *self._unknown()]
        return svg.picture(WIDTH, self.bottom + 22, title, drawn_words(self.found), *parts, role="group")

    def _size(self) -> tuple[float, int]:
        """The largest dots with which every stack has room, and the rows of the highest; else the smallest."""
        rows = 1
        for radius in RADII:
            self.radius = radius
            stacks = [(len(each), self._columns(self.slot)) for each in self.bins.values()]
            stacks += [(len(self.found.unknown), self._columns(2 * self.slot))]
            rows = max(ceil(number / columns) for number, columns in stacks)
            if rows * self.pitch + 16 <= ROOM:
                break
        return self.radius, rows

    def _columns(self, width: float) -> int:
        return max(1, int((width - 3) // self.pitch))

    def _x(self, share: float) -> float:
        return LEFT + min(share * _TENTHS, self.number) * self.slot

    def _axis(self) -> Iterator[SafeString]:
        yield svg.line("axis", LEFT, self.bottom, self._x(self.number / _TENTHS), self.bottom)
        for tenths in range(self.number + 1):
            x = LEFT + tenths * self.slot
            yield svg.line("axis", x, self.bottom, x, self.bottom + 3)
            if tenths % 5 == 0:
                beyond = "+" if tenths == LAST and self.number > LAST else ""
                yield svg.words("m" if tenths else "", x, self.bottom + 16, f"{tenths * _TENTHS}%{beyond}")

    def _lines(self) -> Iterator[SafeString]:
        x = self._x(1)
        yield svg.line("lim", x, 14, x, self.bottom)
        yield svg.words("v", x + 4, 11, line_word(self.found))
        if self.found.pace is not None:
            at = self._x(float(self.found.pace))
            yield svg.line("pace", at, 28, at, self.bottom)
            text = _("序时 %(share)s") % {"share": percent_text(self.found.pace)}
            yield svg.words("e", at - 4, 26, text)

    def _dots(self) -> Iterator[SafeString]:
        for place, points in sorted(self.bins.items()):
            start = LEFT + place * self.slot
            yield from self._stack(points, start, self.slot)

    def _unknown(self) -> Iterator[SafeString]:
        if not self.found.unknown:
            return
        start, width = LEFT + self.number * self.slot + APART, 2 * self.slot
        yield svg.rectangle("lane", start, TOP - 12, width, self.bottom - TOP + 12)
        yield from self._stack(self.found.unknown, start, width)
        yield svg.words("m", start + width / 2, self.bottom + 16, _("不能判定"))

    def _stack(self, points: Sequence[Point], start: float, width: float) -> Iterator[SafeString]:
        """Official order, from the bottom left on; their number above."""
        columns = min(self._columns(width), len(points))
        left = start + (width - columns * self.pitch) / 2 + self.pitch / 2
        for number, point in enumerate(points):
            row, column = divmod(number, columns)
            yield self._linked(point, left + column * self.pitch, self.bottom - 2 - self.pitch * (row + 0.5))
        top = self.bottom - 2 - self.pitch * ceil(len(points) / columns)
        yield svg.words("m v halo", start + width / 2, top - 4, count_text(len(points)))

    def _linked(self, point: Point, x: float, y: float) -> SafeString:
        told = point_words(point, self.found)
        css = _css(point, self.found)
        parts = [_shape(css, x, y, self.radius)]
        if point.at_least and css != "unk":
            parts.append(svg.element("circle", class_="d-gap", cx=x, cy=y, r=self.radius - 0.5))
        address = _rows_of(point, self.found, self.span, self.under)
        return svg.element("a", svg.element("title", told), *parts, href=address, aria_label=told)
