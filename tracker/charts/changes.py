"""From the base figure to today's: a bar for each cause, running on from where the last one ended."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tracker.charts import svg
from tracker.charts.addresses import items_address
from tracker.charts.frames import Frame, Key
from tracker.charts.twins import Twin
from tracker.figures import NOTHING, count_text, signed_text
from tracker.measures.changes import Cause, levels
from tracker.models.baselines import Count
from tracker.queries.changes import Bridge, Changes, Step
from tracker.sentences.changes import COUNTS, MEANINGS, bridge_finding, cause_word, now_words
from tracker.sentences.units import unit_of

WIDTH, ROW, BAR = 360.0, 24.0, 14.0
GAP = 5.0
WITHOUT_ROWS = (Cause.TYPED, Cause.UNKNOWN)
UNSURE = (Cause.UNTOLD, Cause.UNKNOWN)


@dataclass(frozen=True, slots=True)
class CauseLine:
    """A row of the table of causes. steps: one for each count, what it adds as it is written, and the address of its
    rows, "" without any.
    """

    cause: str
    meaning: str
    steps: list[tuple[Step, str, str]]


def rows_address(changes: Changes, count: str, cause: Cause) -> str:
    """Where the items behind one bar are listed."""
    asked = {"kind": changes.kind, "count": count, "as_of": changes.span.last.isoformat()}
    if changes.under is not None:
        asked["under"] = str(changes.under.pk)
    return f"{reverse('change_rows', args=[changes.area.code, changes.span.last.year, cause])}?{urlencode(asked)}"


def cause_lines(changes: Changes) -> list[CauseLine]:
    """Every cause of either count, in their order."""
    return [
        CauseLine(
            cause_word(cause),
            str(MEANINGS[cause]),
            [_with_address(changes, bridge, bridge.step(cause)) for bridge in changes.bridges],
        )
        for cause in changes.causes
    ]


def _with_address(changes: Changes, bridge: Bridge, step: Step) -> tuple[Step, str, str]:
    has_rows = step.rows or (step.cause in WITHOUT_ROWS and step in bridge.steps)
    text = NOTHING if bridge.base is None else signed_text(step.change)
    return step, text, rows_address(changes, bridge.count, step.cause) if has_rows else ""


def figure_address(changes: Changes, count: str, *, is_base: bool) -> str:
    """The rows of a total; "" for a base of which the ledger knows nothing, or that is a number somebody typed."""
    bridge = changes.official if count == Count.OFFICIAL else changes.full
    if is_base and bridge.base != bridge.ledger:
        return ""
    span = changes.base if is_base else changes.span
    return items_address(
        span, office=changes.area, kind=changes.kind, official=count == Count.OFFICIAL, under=changes.under
    )


def bridge_frame(changes: Changes, bridge: Bridge) -> Frame | None:
    """The picture of one count; None where there is no base figure to begin from."""
    if bridge.base is None:
        return None
    told = {"year": changes.base.first.year, "unit": unit_of(changes.kind, bridge.count)}
    return Frame(
        title=bridge_finding(bridge),
        sub=_("%(unit)s；从%(year)s年同期到本年，每条从上一条的终点起；点条看明细") % told,
        picture=_Drawing(changes, bridge).svg(),
        twin=_twin(changes, bridge),
        key=_key(bridge),
    )


def _twin(changes: Changes, bridge: Bridge) -> Twin:
    head = [_("原因"), str(changes.base.first.year), str(changes.span.last.year), _("增减")]
    rows = [
        [cause_word(step.cause), count_text(step.base), count_text(step.now), signed_text(step.change)]
        for step in bridge.steps
    ]
    whole = [_("合计"), count_text(bridge.base or 0), count_text(bridge.now), signed_text(bridge.change or 0)]
    return Twin(bridge_finding(bridge), head, [*rows, whole])


def _key(bridge: Bridge) -> tuple[Key, ...]:
    signs = [("b-total", _("合计")), ("b-in", _("减")), ("b-out", _("增"))]
    if any(step.cause in UNSURE for step in bridge.steps):
        signs.append(("b-unsure", _("不能判定")))
    return tuple(Key(_sign(css), words) for css, words in signs)


def _sign(css: str) -> SafeString:
    box = [svg.rectangle(css, 0.5, 0.5, 13, 8)]
    if css == "b-out":
        box.append(svg.rectangle("b-frame", 0.5, 0.5, 13, 8))
    return svg.element("svg", *box, class_="sign", viewBox="0 0 14 9", aria_hidden="true")


@dataclass(frozen=True, slots=True)
class _Bar:
    """label, text: left and right of it. start, end: where it runs from and to. spoken: for whoever does not see it."""

    css: str
    label: str
    text: str
    start: int
    end: int
    address: str

    @property
    def spoken(self) -> str:
        return _("%(label)s：%(text)s") % {"label": self.label, "text": self.text}


class _Drawing:
    """Rows from the base down to now. A level may lie below zero on the way: the axis has room for it."""

    def __init__(self, changes: Changes, bridge: Bridge) -> None:
        self.changes, self.bridge = changes, bridge
        self.bars = list(self._bars())
        ends = [0, *(place for bar in self.bars for place in (bar.start, bar.end))]
        self.low, self.high = min(ends), max(1, *ends)
        self.left = max(svg.text_width(bar.label) for bar in self.bars) + GAP + 1
        self.right = WIDTH - max(svg.text_width(bar.text) for bar in self.bars) - GAP

    def svg(self) -> SafeString:
        height = ROW * len(self.bars) + 2
        zero = svg.line("axis", self.x(0), 0, self.x(0), height)
        rows = [part for number, bar in enumerate(self.bars) for part in self._row(number, bar)]
        description = _("每一种原因使%(count)s增减多少") % {"count": COUNTS[self.bridge.count]}
        return svg.picture(WIDTH, height, bridge_finding(self.bridge), description, zero, *rows, role="group")

    def x(self, value: int) -> float:
        return self.left + (self.right - self.left) * (value - self.low) / (self.high - self.low)

    def _bars(self) -> Iterator[_Bar]:
        changes, bridge = self.changes, self.bridge
        base = bridge.base or 0
        steps = [step for step in bridge.steps if step.change]
        yield self._total(_("%(year)s年同期") % {"year": changes.base.first.year}, base, is_base=True)
        for step, (start, end) in zip(steps, levels(base, [step.change for step in steps]), strict=True):
            address = rows_address(changes, bridge.count, step.cause)
            yield _Bar(_css(step), cause_word(step.cause), signed_text(step.change), start, end, address)
        yield self._total(now_words(changes.span), bridge.now, is_base=False)

    def _total(self, label: str, number: int, *, is_base: bool) -> _Bar:
        address = figure_address(self.changes, self.bridge.count, is_base=is_base)
        return _Bar("b-total", label, count_text(number), 0, number, address)

    def _row(self, number: int, bar: _Bar) -> Iterator[SafeString]:
        top = ROW * number + (ROW - BAR) / 2
        parts = self._parts(bar, top)
        if bar.address:
            title = svg.element("title", bar.spoken)
            yield svg.element("a", title, *parts, href=bar.address, aria_label=bar.spoken)
        else:
            yield from parts
        if number + 1 < len(self.bars):
            x = self.x(bar.end)
            yield svg.line("join", x, top + BAR, x, top + ROW)

    def _parts(self, bar: _Bar, top: float) -> Sequence[SafeString]:
        ends = sorted((self.x(bar.start), self.x(bar.end)))
        box = ends[0], top, max(ends[1] - ends[0], 1.0), BAR
        hatched = [svg.rectangle("b-frame", *box)] if bar.css == "b-out" else []
        return [
            svg.rectangle("b-hit", 0, top - (ROW - BAR) / 2, WIDTH, ROW),
            svg.words("e", self.left - GAP, top + BAR - 3, bar.label),
            svg.rectangle(bar.css, *box),
            *hatched,
            svg.words("v halo", ends[1] + GAP - 1, top + BAR - 3, bar.text),
        ]


def _css(step: Step) -> str:
    if step.cause in UNSURE:
        return "b-unsure"
    return "b-in" if step.change < 0 else "b-out"
