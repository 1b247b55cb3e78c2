"""Two periods side by side: a pair of bars for each office, or for each kind where there are many offices."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tracker.charts import svg
from tracker.charts.addresses import items_address
from tracker.charts.frames import Frame, Key
from tracker.charts.scales import Scale
from tracker.charts.twins import Twin
from tracker.figures import NOTHING, count_text, hours_text, percent_text, signed_text
from tracker.measures.comparisons import per_day
from tracker.measures.reduction import change
from tracker.models.baselines import Count
from tracker.models.kinds import Kind
from tracker.queries.comparisons import Comparison, ComparisonRow, Period
from tracker.queries.landings import Landed
from tracker.sentences.comparisons import kinds_words, spread_words
from tracker.sentences.units import unit_of

MOST_DRAWN = 40
WIDTH, ROW, BAR, GAP = 360.0, 23.0, 7.0, 5.0
LONGEST_NAME = 8


@dataclass(frozen=True, slots=True)
class Figure:
    """What is compared. words: its name. unit: the word behind it. of: its number. text, moved: a number, and a
    difference, as they are written. official: whether its rows are those that count officially.
    """

    name: str
    words: str
    unit: str
    of: Callable[[Landed], int]
    text: Callable[[int], str]
    moved: Callable[[int], str]
    official: bool = False


def figures_of(kind: str) -> list[Figure]:
    """Both counts and the hours."""
    units = [unit_of(kind, count) for count in (Count.OFFICIAL, Count.FULL)]
    return [
        Figure(
            "official", _("统计口径"), units[0], lambda landed: landed.official, count_text, signed_text, official=True
        ),
        Figure("full", _("全口径"), units[1], lambda landed: landed.full, count_text, signed_text),
        Figure("hours", _("人时"), _("人时"), lambda landed: landed.full_minutes, hours_text, _signed_hours),
    ]


def _signed_hours(minutes: int) -> str:
    return f"+{hours_text(minutes)}" if minutes > 0 else hours_text(minutes).replace("-", "−")


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of one period. daily: the same for each working day, "" where the periods are alike."""

    text: str
    address: str
    daily: str
    at_least: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """Both periods of one figure. unsure: whether what is missing may turn the difference round."""

    now: Cell
    then: Cell
    difference: str
    percent: str
    unsure: bool


@dataclass(frozen=True, slots=True)
class ComparisonLine:
    """A row of the table. basket: where the office is compared on the same units, "" without need or years."""

    row: ComparisonRow
    pairs: list[Pair]
    basket: str


class Addresses:
    """Where figures open their rows. query: the parameters of the page, for rows of several offices together."""

    def __init__(self, found: Comparison, query: str) -> None:
        self.found, self.query = found, query

    def of(self, row: ComparisonRow, period: Period, *, official: bool, kind: str = "") -> str:
        kind = kind or self.found.kind
        if row.office is not None:
            return items_address(
                period.span,
                office=row.office,
                issuer=self.found.issuer,
                kind=kind,
                official=official,
                under=self.found.under,
            )
        side = "now" if period is self.found.now else "then"
        asked = {"period": side, "count": Count.OFFICIAL if official else Count.FULL, "of": kind}
        return f"{reverse('comparison_rows')}?{self.query}&{urlencode(asked)}"


def comparison_lines(found: Comparison, addresses: Addresses) -> list[ComparisonLine]:
    """Offices in official order, all together last."""
    return [
        ComparisonLine(
            row, [_pair(found, addresses, row, figure) for figure in figures_of(found.kind)], _basket(found, row)
        )
        for row in [*found.rows, found.total]
    ]


def _pair(found: Comparison, addresses: Addresses, row: ComparisonRow, figure: Figure) -> Pair:
    now, then = (None if landed is None else figure.of(landed) for landed in (row.now, row.then))
    present, past = (
        _cell(found, figure, number, period, addresses.of(row, period, official=figure.official), bool(untold))
        for number, period, untold in ((now, found.now, row.now_untold), (then, found.then, row.then_untold))
    )
    if now is None or then is None:
        return Pair(present, past, NOTHING, NOTHING, unsure=False)
    percent = percent_text(change(then, now), signed=True)
    return Pair(present, past, figure.moved(now - then), percent, is_unsure(row, now - then))


def _cell(found: Comparison, figure: Figure, number: int | None, period: Period, address: str, untold: bool) -> Cell:
    if number is None:
        return Cell(NOTHING, "", "", at_least=False)
    daily = None if found.same_length else per_day(number, period.working_days)
    return Cell(figure.text(number), address, "" if daily is None else _daily(figure, daily), at_least=untold)


def _daily(figure: Figure, daily: Decimal) -> str:
    if figure.name == "hours":
        return hours_text(round(daily))
    return f"{daily:,.2f}"


def is_unsure(row: ComparisonRow, difference: int) -> bool:
    """Whether what nobody has told yet may turn the difference round: missing records only make a figure higher."""
    return bool((row.now_untold and difference <= 0) or (row.then_untold and difference >= 0))


def _basket(found: Comparison, row: ComparisonRow) -> str:
    years = found.then.span.last.year, found.now.span.last.year
    if row.office is None or not row.partly or years[0] >= years[1]:
        return ""
    asked = urlencode({"as_of": found.now.span.last.isoformat()})
    return f"{reverse('basket', args=[row.office.code, *years])}?{asked}"


def comparison_frame(found: Comparison, figure: Figure, addresses: Addresses) -> Frame:
    """A pair of bars for each office; of many offices, for each kind of all of them together."""
    by_office = 1 < len(found.rows) <= MOST_DRAWN
    pairs = list(_office_pairs(found, figure, addresses) if by_office else _kind_pairs(found, figure, addresses))
    title = _spread(found, figure) if by_office else _of_kinds(found, figure)
    order = _("按行政区划顺序排列，不作排名") if by_office else _("全部单位合计，一件只算一次")
    return Frame(
        title=title,
        sub=_("%(unit)s；%(order)s；点条看明细") % {"unit": figure.unit if by_office else figure.words, "order": order},
        picture=_drawn(title, pairs),
        twin=Twin(title, ["", _("本期"), _("对比期")], [[pair.label, *pair.texts] for pair in pairs]),
        key=(Key(_sign("b-in"), _("本期")), Key(_sign("b-out"), _("对比期"))),
    )


@dataclass(frozen=True, slots=True)
class _Bars:
    """The bars of one label: numbers (None: nothing was there), texts and addresses, the present period first."""

    label: str
    numbers: tuple[int | None, int | None]
    texts: tuple[str, str]
    addresses: tuple[str, str]


def _office_pairs(found: Comparison, figure: Figure, addresses: Addresses) -> Iterator[_Bars]:
    for row in found.rows:
        yield _bars(found, figure, addresses, row, str(row.office))


def _kind_pairs(found: Comparison, figure: Figure, addresses: Addresses) -> Iterator[_Bars]:
    for kind, (now, then) in found.kinds.items():
        yield _bars(found, figure, addresses, ComparisonRow(None, now, then), str(Kind(kind).label), kind)


def _bars(
    found: Comparison, figure: Figure, addresses: Addresses, row: ComparisonRow, label: str, kind: str = ""
) -> _Bars:
    now, then = (None if landed is None else figure.of(landed) for landed in (row.now, row.then))
    texts = [NOTHING if number is None else figure.text(number) for number in (now, then)]
    told = [
        "" if number is None else addresses.of(row, period, official=figure.official, kind=kind)
        for number, period in ((now, found.now), (then, found.then))
    ]
    return _Bars(label, (now, then), (texts[0], texts[1]), (told[0], told[1]))


def _spread(found: Comparison, figure: Figure) -> str:
    less = more = same = unsure = changed = 0
    for row in found.rows:
        if row.partly or row.now is None or row.then is None:
            changed += 1
            continue
        difference = figure.of(row.now) - figure.of(row.then)
        if is_unsure(row, difference):
            unsure += 1
        elif difference:
            less, more = less + (difference < 0), more + (difference > 0)
        else:
            same += 1
    return spread_words(figure.words, less, more, same, unsure, changed)


def _of_kinds(found: Comparison, figure: Figure) -> str:
    moved = [(kind, figure.of(now) - figure.of(then)) for kind, (now, then) in found.kinds.items()]
    if figure.name == "hours":
        moved = [(kind, round(minutes / 60)) for kind, minutes in moved]
    return kinds_words(figure.words, moved)


def _sign(css: str) -> SafeString:
    box = [svg.rectangle(css, 0.5, 0.5, 13, 8)]
    if css == "b-out":
        box.append(svg.rectangle("b-frame", 0.5, 0.5, 13, 8))
    return svg.element("svg", *box, class_="sign", viewBox="0 0 14 9", aria_hidden="true")


def _drawn(title: str, pairs: Sequence[_Bars]) -> SafeString:
    left = max(svg.text_width(_short(pair.label)) for pair in pairs) + GAP + 1
    right = WIDTH - max(svg.text_width(text) for pair in pairs for text in pair.texts) - GAP
    top = max(1, *(number or 0 for pair in pairs for number in pair.numbers))
    x = Scale(top, left, right)
    height = ROW * len(pairs)
    parts = [part for number, pair in enumerate(pairs) for part in _pair_of_bars(ROW * number, pair, x)]
    axis = svg.line("axis", left, 0, left, height)
    return svg.picture(WIDTH, height, title, _("每行两条：上面本期，下面对比期"), axis, *parts, role="group")


def _pair_of_bars(top: float, pair: _Bars, x: Scale) -> Iterator[SafeString]:
    yield svg.words("e", x.start - GAP, top + ROW / 2 + 4, _short(pair.label))
    periods = (_("本期"), _("对比期"))
    for place, (number, text, address, period) in enumerate(
        zip(pair.numbers, pair.texts, pair.addresses, periods, strict=True)
    ):
        y = top + 3 + place * (BAR + 2)
        end = x(number or 0)
        parts = [
            svg.rectangle("b-hit", x.start, y - 1, WIDTH - x.start, BAR + 2),
            svg.rectangle("b-out" if place else "b-in", x.start, y, end - x.start, BAR),
            *([svg.rectangle("b-frame", x.start, y, end - x.start, BAR)] if place else []),
            svg.words("small" if place else "small v", end + GAP - 1, y + BAR - 0.5, text),
        ]
        if not address:
            yield from parts
            continue
        spoken = _("%(label)s，%(period)s：%(text)s") % {"label": pair.label, "period": period, "text": text}
        yield svg.element("a", svg.element("title", spoken), *parts, href=address, aria_label=spoken)


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"
